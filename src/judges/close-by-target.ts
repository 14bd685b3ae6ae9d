import type { CloseFact } from '../model/evidence.ts'

/** When the target ended a socket; a bad frame that made our client close is its doing as well. Null: it did not. */
export function closeByTarget(close: CloseFact | null): number | null {
  if (close === null) return null
  return close.initiator !== 'client' || close.error?.code.startsWith('WS_ERR_') === true ? close.atMs : null
}
