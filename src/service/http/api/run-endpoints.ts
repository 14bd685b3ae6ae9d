import { z } from 'zod'
import { factSchema } from '../../../model/evidence.ts'
import { evidenceSchema } from '../../../model/evidence-file.ts'
import { runReportSchema } from '../../../model/report.ts'
import { harOfEvidence } from '../../../reporters/har/har-of-evidence.ts'
import { findEvidence, findRun } from '../find-run.ts'
import { Problem } from '../problem.ts'
import { runQuerySchema, toRunQuery } from '../run-query.ts'
import { startRun, startSchema } from '../start-run.ts'
import { defineEndpoint, type Endpoint, nothing } from './endpoint.ts'
import { runSummarySchema } from './schemas.ts'

/** Only its frame: what stands in it is described by those who defined the format. */
const harSchema = z.looseObject({ log: z.looseObject({ version: z.string(), entries: z.array(z.unknown()) }) })

const runParam = { runId: 'id of a run' }

/** Runs: listed, started, and looked at down to every fact. */
export const runEndpoints: readonly Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/v1/runs',
    summary: 'Runs, newest first',
    query: runQuerySchema,
    body: nothing,
    answer: { status: 200, says: 'runs', schema: z.array(runSummarySchema) },
    handle: ({ query, world: { service } }) => service.history.runs(toRunQuery(query)),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/v1/runs',
    summary: 'Starts a run by hand; it does not count in the main metrics',
    query: nothing,
    body: startSchema,
    answer: {
      status: 202,
      says: 'it starts; ask for the run until it has a report',
      schema: z.strictObject({ runId: z.string(), url: z.string() }),
    },
    problems: [403, 404, 409, 413, 415, 429, 503],
    handle({ body, world }) {
      const runId = startRun(world.service, body)
      return { runId, url: `/api/v1/runs/${runId}` }
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/runs/{runId}',
    summary: 'One run with its report; the report is null as long as it goes on',
    params: runParam,
    query: nothing,
    body: nothing,
    answer: {
      status: 200,
      says: 'the run',
      schema: z.strictObject({ summary: runSummarySchema, report: runReportSchema.nullable() }),
    },
    problems: [404],
    handle: ({ param, world }) => findRun(world.service, param('runId')),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/runs/{runId}/evidence',
    summary: 'All that the users of a run saw (golden-path/evidence@1), for `replay`',
    params: runParam,
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the evidence', schema: evidenceSchema },
    problems: [404],
    handle: ({ param, world }) => findEvidence(world.service, param('runId')),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/runs/{runId}/har',
    summary: 'The evidence as an HTTP Archive, with the frames of sockets as `_webSocketMessages`',
    params: runParam,
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'HAR 1.2', schema: harSchema },
    problems: [404],
    handle: async ({ param, world }) => harOfEvidence(await findEvidence(world.service, param('runId'))),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/v1/runs/{runId}/facts/{seq}',
    summary: 'One fact of the evidence, whole',
    params: { ...runParam, seq: 'number of the fact, from 0' },
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'the fact', schema: factSchema },
    problems: [404],
    async handle({ param, world }) {
      const { facts } = await findEvidence(world.service, param('runId'))
      const found = facts.find(({ seq }) => String(seq) === param('seq'))
      if (found !== undefined) return found
      throw new Problem(404, `The run has no fact ${param('seq').slice(0, 20)}.`, `It has 0 to ${facts.length - 1}.`)
    },
  }),
]
