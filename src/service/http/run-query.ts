import { z } from 'zod'
import { type Code, codeNames } from '../../model/codes.ts'
import { purposes, verdicts } from '../../model/words.ts'
import type { RunQuery } from '../../sinks/history/history.ts'

const wallMs = z.coerce.number().int().nonnegative()

/** Which runs to list, as an address says it. An empty value counts as left out, so that a form can send all its fields. */
export const runQuerySchema = z.strictObject({
  scenario: z.string().max(100).optional(),
  verdict: z.enum([...verdicts, 'unfinished']).optional(),
  purpose: z.enum(purposes).optional(),
  code: z.enum(codeNames as [Code, ...Code[]]).optional(),
  incident: z.string().max(100).optional().describe('id of an incident'),
  before: wallMs.optional().describe('started before, milliseconds since the Unix epoch'),
  since: wallMs.optional().describe('started at or after, milliseconds since the Unix epoch'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
/** Which runs to list. */
export type RunFilter = z.infer<typeof runQuerySchema>

/** The same as a question for the history. */
export function toRunQuery({ scenario, verdict, purpose, code, incident, before, since, limit }: RunFilter): RunQuery {
  return {
    limit,
    ...(scenario === undefined ? {} : { scenario }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(code === undefined ? {} : { code }),
    ...(incident === undefined ? {} : { incidentId: incident }),
    ...(before === undefined ? {} : { beforeWallMs: before }),
    ...(since === undefined ? {} : { sinceWallMs: since }),
  }
}
