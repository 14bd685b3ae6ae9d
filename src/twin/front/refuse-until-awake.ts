import type { FaultKit } from '../fault.ts'
import type { FaultHooks } from '../hook-points.ts'
import type { HttpReply } from '../http/exchange.ts'

/**
 * A backend that the first request wakes: `/health` answers at once, but for `readyMs` every upgrade gets what `refuse` gives or
 * throws.
 */
export function refuseUntilAwake({ clock, params }: FaultKit, refuse: () => HttpReply): FaultHooks {
  let wokenMs: number | undefined
  return {
    async front(call, next) {
      wokenMs ??= clock.now()
      return next(call)
    },
    async upgrade(call, next) {
      wokenMs ??= clock.now()
      return clock.now() - wokenMs < Number(params.readyMs) ? refuse() : next(call)
    },
  }
}
