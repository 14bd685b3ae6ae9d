import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import { freePort } from './free-port.ts'
import { runProgram } from './run-program.ts'

/** An Alertmanager to start. */
export type AlertmanagerOptions = {
  readonly file: string
  /** Empty, and only for it. */
  readonly folder: string
  readonly configuration: string
  readonly clock: Clock
}

/** An Alertmanager that runs; its address is `host:port`. */
export type Alertmanager = AsyncDisposable & { readonly url: string; readonly address: string }

/** Starts Alertmanager on loopback, alone. */
export async function startAlertmanager({
  file,
  folder,
  configuration,
  clock,
}: AlertmanagerOptions): Promise<Alertmanager> {
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  await writeFile(join(folder, 'alertmanager.yaml'), configuration)
  const program = await runProgram({
    name: 'Alertmanager',
    file,
    args: [
      `--config.file=${join(folder, 'alertmanager.yaml')}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    variables: {},
    readyUrl: `${url}/-/ready`,
    clock,
  })
  return { url, address, [Symbol.asyncDispose]: program[Symbol.asyncDispose] }
}
