import { z } from 'zod'
import { codeNames } from '../../../model/codes.ts'
import { findCode } from '../find-code.ts'
import { findIncident } from '../find-run.ts'
import { defineEndpoint, type Endpoint, nothing } from './endpoint.ts'
import { codeEntrySchema, incidentSchema } from './schemas.ts'

/** Incidents, and what is known of the failures behind them. */
export const runbookEndpoints: readonly Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/v1/incidents',
    summary: 'Incidents, newest first',
    query: z.strictObject({
      scenario: z.string().max(100).optional(),
      open: z.stringbool().optional().describe('only those that last, or only those that are over'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    body: nothing,
    answer: { status: 200, says: 'incidents', schema: z.array(incidentSchema) },
    handle: ({ query: { scenario, open, limit }, world: { service } }) =>
      service.history.incidents({
        limit,
        ...(scenario === undefined ? {} : { scenario }),
        ...(open === undefined ? {} : { open }),
      }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/incidents/{id}',
    summary: 'One incident',
    params: { id: 'id of an incident' },
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the incident', schema: incidentSchema },
    problems: [404],
    handle: ({ param, world }) => findIncident(world.service, param('id')),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/codes',
    summary: 'The runbook: every failure that has a name',
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'all entries', schema: z.array(codeEntrySchema) },
    handle: () => codeNames.map(findCode),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/codes/{code}',
    summary: 'One entry of the runbook',
    params: { code: 'name of a failure' },
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the entry', schema: codeEntrySchema },
    problems: [404],
    handle: ({ param }) => findCode(param('code')),
  }),
]
