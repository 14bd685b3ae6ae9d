import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { configSchema } from '../../config/define.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import { UsageError } from '../../config/usage-error.ts'
import { type Clock, createClock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import type { Terminal } from '../terminal.ts'

/** What the reader in the other process sends back, once. */
export const readingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    config: configSchema,
    file: z.string().nullable(),
    folder: z.string(),
  }),
  z.strictObject({ kind: z.literal('wrong'), message: z.string(), hint: z.string() }),
])
/** What the reader sends back. */
export type Reading = z.infer<typeof readingSchema>

/** A file that never comes to its end must not keep the old configuration in force in silence (milliseconds). */
const DEADLINE_MS = 30_000
const reader = fileURLToPath(new URL('./reader.ts', import.meta.url))

/**
 * Reads configuration and scenarios in a process of its own: an edit that never ends, ends the process or breaks something
 * global cannot hurt the watch, and what the file imports is read anew. Throws a UsageError for what is wrong with them.
 */
export async function readApart(
  { variables, cwd }: Pick<Terminal, 'variables' | 'cwd'>,
  path: string | undefined,
  signal: AbortSignal,
  clock: Clock = createClock(),
): Promise<LoadedConfig> {
  const args = path === undefined ? [] : [path]
  const child = fork(reader, args, {
    cwd,
    env: { ...variables },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const said = Promise.withResolvers<unknown>()
  child.once('message', said.resolve)
  child.once('error', said.reject)
  child.once('exit', (code, by) =>
    said.reject(
      new UsageError(
        `Reading the configuration ended its process with ${code ?? by} before it was read.`,
        'Look for process.exit in the configuration and the scenarios.',
      ),
    ),
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const message = await withDeadline({ clock, signal }, 'reading the configuration', DEADLINE_MS, () => said.promise)
    const reading = readingSchema.parse(message)
    if (reading.kind === 'wrong') throw new UsageError(reading.message, reading.hint)
    return { config: reading.config, file: reading.file, folder: reading.folder }
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
