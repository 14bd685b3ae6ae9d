import type { AppParts } from '../app-parts.ts'
import type { LiveBoard } from '../live/live-board.ts'
import type { Endpoint } from './endpoint.ts'
import { liveEndpoint } from './live-endpoint.ts'
import { runEndpoints } from './run-endpoints.ts'
import { runbookEndpoints } from './runbook-endpoints.ts'
import { statusEndpoints } from './status-endpoints.ts'

/** Everything that the pages show, as JSON, and what goes on now as a stream. */
export function endpointsOf(parts: AppParts, board: LiveBoard): readonly Endpoint[] {
  return [...statusEndpoints(parts), ...runEndpoints(parts), ...runbookEndpoints(parts), liveEndpoint(parts, board)]
}
