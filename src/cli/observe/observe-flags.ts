import { parseArgs } from 'node:util'
import { UsageError } from '../../config/usage-error.ts'
import { messageOf } from '../../kernel/message-of.ts'

/** What `npm run observe` was told. */
export type ObserveFlags = {
  /** A fault of the twin to switch on by itself; null: none. */
  readonly fault: string | null
  /** When, in milliseconds from the moment all is up. */
  readonly afterMs: number
  /** Where webhooks are heard. */
  readonly port: number
}

const DEFAULT_PORT = 9465
const DEFAULT_AFTER_S = 30

/** Reads the flags. Throws a UsageError for what it does not know. */
export function readObserveFlags(argv: readonly string[]): ObserveFlags {
  const { fault, after, port } = parsed(argv)
  return {
    fault: fault ?? null,
    afterMs: number('--after', after, DEFAULT_AFTER_S) * 1_000,
    port: number('--port', port, DEFAULT_PORT),
  }
}

function parsed(argv: readonly string[]) {
  const options = { fault: { type: 'string' }, after: { type: 'string' }, port: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    throw new UsageError(messageOf(error), 'It knows --fault <name>, --after <seconds> and --port <port>.')
  }
}

function number(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(`${flag} must be a whole number from 0 to 65535, got "${text}".`, 'For example 30.')
}
