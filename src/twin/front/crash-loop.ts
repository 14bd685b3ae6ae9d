import type { FaultKit } from '../fault.ts'
import type { FaultHooks } from '../hook-points.ts'
import { words } from '../http/exchange.ts'

/**
 * A container that exits soon after each start: whoever asks, on whatever path and route, waits for the next attempt and
 * gets the platform's own words. Why it exits is in its log only.
 */
export function crashLoop({ clock, random, params }: FaultKit): FaultHooks {
  const status = Number(params.status)
  const body = status === 503 ? 'Service Unavailable' : 'Internal Server Error'
  return {
    async platform({ http }) {
      await clock.sleep(random.int(5_000, 7_000), http.signal)
      return words(status, body)
    },
  }
}
