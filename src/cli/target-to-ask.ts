import type { Resolved } from '../config/resolve-target.ts'
import type { Target } from '../model/target.ts'

/** A target to ask what it can do, not to speak to: the twin is not started for that, so it has no addresses. */
export function targetToAsk(resolved: Resolved): Target {
  if (resolved.kind === 'ready') return resolved.target
  const nowhere = 'http://twin'
  return resolved.withUrls({ auth: nowhere, api: nowhere, ws: 'ws://twin/ws', app: nowhere })
}
