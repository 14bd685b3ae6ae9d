import type { Cell } from './cell.ts'

/** A fault or variant, and the one scenario that it meets in a short drill. */
export type Choice = readonly [subject: string, scenario: string]

/**
 * The quickest cells that together touch every domain and let every judge find something that finds it within seconds; `drill --short`
 * is tested to do so. Each line is here for what stands behind it.
 */
export const shortChoice: readonly Choice[] = [
  ['dialect-bridge', 'golden-path'],
  ['dialect-manager', 'golden-path'],
  ['dialect-payload', 'golden-path'],
  ['dialect-handshake', 'cross-user-isolation'], // the isolation judge, with its controls
  ['event-batch', 'golden-path'],
  ['system-messages', 'golden-path'],
  ['backend-crash-loop-503', 'golden-path'], // domain platform, judge platform
  ['cloud-armor-rate-ban-429', 'golden-path'], // judge monitor
  ['ws-route-missing', 'golden-path'], // domain network
  ['auth-login-5xx', 'golden-path'], // domain auth, judge auth
  ['auth-bypass-identity-collapse', 'concurrent-users'], // judge identity
  ['no-welcome-frame', 'golden-path'], // domain handshake, judge handshake
  ['factory-ssot-validation-1011', 'golden-path'], // domain factory
  ['events-out-of-order', 'golden-path'], // domain routing, judge sequence
  ['dirty-close-1006', 'golden-path'], // judge closes
  ['first-event-slow', 'golden-path'], // judge latency
  ['agent-death-silent', 'golden-path'], // domain agent
  ['empty-or-trivial-answer', 'golden-path'], // domain llm, judge answer
  ['cross-user-event-leak', 'cross-user-isolation'], // domain isolation, judge isolation
]

/** Of all cells, the first round of those in the short choice. Throws an Error for a line that no cell fits. */
export function chooseShort(cells: readonly Cell[]): readonly Cell[] {
  return shortChoice.map(([subject, scenario]) => {
    const found = cells.find((cell) => cell.subject.name === subject && cell.scenario === scenario)
    if (found === undefined) throw new Error(`The short drill names ${subject} in ${scenario}, which no drill has.`)
    return found
  })
}
