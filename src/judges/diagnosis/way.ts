import type { UpgradeFact } from '../../model/evidence.ts'
import type { Route } from '../../model/words.ts'
import type { SocketView } from '../view-types.ts'

/** By which address an attempt went. */
export function routeOf({ upgrade }: SocketView): Route {
  return upgrade?.route ?? 'balanced'
}

/** How an attempt carried its token. */
export function transportOf({ upgrade }: SocketView): NonNullable<UpgradeFact['transport']> {
  return upgrade?.transport ?? 'header'
}

/** Whether two attempts went by the same address and carried their tokens alike. */
export function isSameWay(a: SocketView, b: SocketView): boolean {
  return routeOf(a) === routeOf(b) && transportOf(a) === transportOf(b)
}

/** Our name for the instance that answered, by its affinity cookie; null where none is known. */
export function instanceOf({ upgrade }: SocketView): string | null {
  return upgrade?.affinity?.given ?? upgrade?.affinity?.sent ?? null
}
