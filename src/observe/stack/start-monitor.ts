import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../kernel/clock.ts'
import type { Secret } from '../../kernel/secret.ts'
import { KEY_VARIABLE } from './demo-config.ts'
import { freePort } from './free-port.ts'
import { type Program, runProgram } from './run-program.ts'

/** The monitor, as a person starts it. */
const launcher = fileURLToPath(new URL('../../../bin/golden-path.mjs', import.meta.url))

/** A monitor to start. */
export type MonitorOptions = {
  /** Empty, and only for it. */
  readonly folder: string
  readonly config: object
  readonly key: Secret
  /** Of the process that starts it. */
  readonly path: string
  readonly clock: Clock
}

/** A monitor that can be stopped and started again at the same address, `host:port`. */
export type DemoMonitor = AsyncDisposable & {
  readonly url: string
  readonly address: string
  isRunning(): boolean
  stop(): Promise<void>
  start(): Promise<void>
}

/** Starts `serve` in a process of its own. */
export async function startMonitor({ folder, config, key, path, clock }: MonitorOptions): Promise<DemoMonitor> {
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const configFile = join(folder, 'golden-path.config.ts')
  await writeFile(configFile, `export default ${JSON.stringify(config, null, 2)}\n`)
  const variables = { PATH: path, GOLDEN_PATH_DATA_DIR: join(folder, 'data'), [KEY_VARIABLE]: key.reveal() }
  const args = [launcher, 'serve', '--config', configFile, '--listen', address]
  let program: Program | null = null
  const start = async () => {
    program = await runProgram({
      name: 'The monitor',
      file: process.execPath,
      args,
      variables,
      readyUrl: `${url}/readyz`,
      clock,
    })
  }
  const stop = async () => {
    const running = program
    program = null
    await running?.[Symbol.asyncDispose]()
  }
  await start()
  return { url, address, isRunning: () => program !== null, start, stop, [Symbol.asyncDispose]: stop }
}
