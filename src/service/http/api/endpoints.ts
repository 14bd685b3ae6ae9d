import type { Endpoint } from './endpoint.ts'
import { liveEndpoint } from './live-endpoint.ts'
import { runEndpoints } from './run-endpoints.ts'
import { runbookEndpoints } from './runbook-endpoints.ts'
import { statusEndpoints } from './status-endpoints.ts'

/** Everything that the pages show, as JSON, and what goes on now as a stream. */
export const endpoints: readonly Endpoint[] = [...statusEndpoints, ...runEndpoints, ...runbookEndpoints, liveEndpoint]
