import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { twin as twinDefaults } from '../src/config/built-in.ts'
import { Secret } from '../src/kernel/secret.ts'
import { type Target, urlsSchema } from '../src/model/target.ts'

/** A twin in another process. */
export type TwinProcess = AsyncDisposable & { readonly target: Target; readonly key: Secret }

/** Starts a twin in another process, healthy unless faults are asked for, and gives it as a target. */
export async function withTwin(timeScale: number, faults: readonly string[] = []): Promise<TwinProcess> {
  const child = fork(fileURLToPath(new URL('twin-process.ts', import.meta.url)), [String(timeScale), ...faults])
  const [message] = await once(child, 'message')
  const { urls, key } = readAddresses(message)
  const target: Target = { ...twinDefaults, urls: urlsSchema.parse(urls), name: 'twin', kind: 'embedded' }
  return { target, key, [Symbol.asyncDispose]: () => stop(child) }
}

function readAddresses(message: unknown): { urls: unknown; key: Secret } {
  if (
    typeof message === 'object' &&
    message !== null &&
    'urls' in message &&
    'key' in message &&
    typeof message.key === 'string'
  ) {
    return { urls: message.urls, key: new Secret(message.key) }
  }
  throw new Error(`The twin's process should send its addresses, got ${JSON.stringify(message)}.`)
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}
