import { UsageError } from '../../../config/usage-error.ts'
import type { Secret } from '../../../kernel/secret.ts'

/** Nobody counts wrong tokens, so one must be too long to be guessed. */
const SHORTEST_TOKEN = 16

/** Throws a UsageError for a token that could be guessed, or that no header can carry. Never says any of it. */
export function checkToken(token: Secret | null): void {
  if (token === null) return
  const text = token.reveal()
  if (text.length < SHORTEST_TOKEN)
    throw new UsageError(
      `The token of the pages has ${text.length} characters, at least ${SHORTEST_TOKEN} are needed.`,
      'Make one, for example with: openssl rand -hex 24',
    )
  if (!/^[\x21-\x7e]+$/.test(text))
    throw new UsageError(
      'The token of the pages holds a space, a line break or a letter outside ASCII.',
      'Check that it was copied whole and alone.',
    )
}
