import { z } from 'zod'
import { version } from '../../../kernel/version.ts'
import { unknownScenario } from '../start-run.ts'
import { latencyOf } from '../view/latency.ts'
import { overviewOf, scenarioStanding } from '../view/overview.ts'
import { defineEndpoint, type Endpoint, nothing } from './endpoint.ts'
import { latencySchema, standingSchema, statusSchema } from './schemas.ts'

/** How the path, its scenarios and the monitor itself are. */
export const statusEndpoints: readonly Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/v1/status',
    summary: 'Whether the golden path is open, how every scenario stands, and how the monitor itself is',
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the state', schema: statusSchema },
    handle({ world: { service, clock } }) {
      const { target, startedWallMs } = service
      const state = service.history.state()
      const guardTrouble = service.guardTrouble()
      return {
        ...overviewOf(service, clock.wall()),
        target: { name: target.name, kind: target.kind },
        version,
        startedWallMs,
        isReady: service.isReady(),
        configuration: service.config(),
        history: { kind: state.kind, reason: state.kind === 'failing' ? state.reason : (state.note ?? '') },
        guard: { kind: guardTrouble === '' ? 'shared' : 'alone', reason: guardTrouble },
      }
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/scenarios',
    summary: 'How every scenario stands',
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'all scenarios', schema: z.array(standingSchema) },
    handle: ({ world: { service, clock } }) => overviewOf(service, clock.wall()).scenarios,
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/scenarios/{scenario}',
    summary: 'How one scenario stands',
    params: { scenario: 'id of a scenario' },
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the scenario', schema: standingSchema },
    problems: [404],
    handle({ param, world: { service, clock } }) {
      const all = service.scenarios()
      const found = all.find(({ scenario }) => scenario.id === param('scenario'))
      if (found !== undefined) return scenarioStanding(service.history, found, clock.wall())
      throw unknownScenario(
        param('scenario'),
        all.map(({ scenario }) => scenario.id),
      )
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/scenarios/{scenario}/latency',
    summary: 'How long its latest runs took, by phase; those of a scenario that is gone, too',
    params: { scenario: 'id of a scenario' },
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(2_000).default(300) }),
    body: nothing,
    answer: { status: 200, says: 'series, oldest first', schema: latencySchema },
    handle: ({ param, query, world: { service } }) =>
      latencyOf(service.history.runs({ scenario: param('scenario'), limit: query.limit })),
  }),
]
