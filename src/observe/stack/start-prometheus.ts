import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Clock } from '../../kernel/clock.ts'
import { duration } from '../promql/duration.ts'
import { freePort } from './free-port.ts'
import { runProgram } from './run-program.ts'

/** A Prometheus to start. Addresses are `host:port`. */
export type PrometheusOptions = {
  readonly file: string
  /** Empty, and only for it. */
  readonly folder: string
  readonly rules: string
  readonly monitor: string
  readonly alertmanager: string
  /** Between two scrapes and two evaluations, milliseconds. */
  readonly paceMs: number
  readonly clock: Clock
}

/** A Prometheus that runs. */
export type Prometheus = AsyncDisposable & {
  readonly url: string
  /** Asks one of the paths of its API, for example `query`, and gives `data`. Throws an Error with its words when it objects. */
  ask(path: string, parameters: Readonly<Record<string, string>>): Promise<unknown>
}

/** Starts Prometheus on loopback with rules, a monitor to scrape and an Alertmanager to tell. */
export async function startPrometheus(options: PrometheusOptions): Promise<Prometheus> {
  const { file, folder, rules, monitor, alertmanager, paceMs, clock } = options
  const port = await freePort()
  const pace = duration(paceMs)
  const configuration = {
    global: { scrape_interval: pace, scrape_timeout: pace, evaluation_interval: pace },
    rule_files: ['rules.yaml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: [{ job_name: 'golden-path', static_configs: [{ targets: [monitor] }] }],
  }
  await writeFile(join(folder, 'rules.yaml'), rules)
  await writeFile(join(folder, 'prometheus.yaml'), stringify(configuration))
  const url = `http://127.0.0.1:${port}`
  const program = await runProgram({
    name: 'Prometheus',
    file,
    args: [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    variables: {},
    readyUrl: `${url}/-/ready`,
    clock,
  })
  return {
    url,
    ask: (path, parameters) => ask(`${url}/api/v1/${path}`, parameters),
    [Symbol.asyncDispose]: program[Symbol.asyncDispose],
  }
}

async function ask(url: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(`${url}?${new URLSearchParams(parameters).toString()}`)
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'data' in answer) return answer.data
  throw new Error(`Prometheus objects to ${JSON.stringify(parameters)}: ${JSON.stringify(answer)}`)
}
