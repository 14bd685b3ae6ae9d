import { z } from 'zod'
import type { CodeEntry } from '../../../model/codes.ts'
import { type Code, codeNames } from '../../../model/codes.ts'
import { factSchema } from '../../../model/evidence.ts'
import { evidenceSchema } from '../../../model/evidence-file.ts'
import { findingSchema, judgementSchema } from '../../../model/judgement.ts'
import { runReportSchema } from '../../../model/report.ts'
import { domains, phases, purposes, severities, verdicts } from '../../../model/words.ts'
import type { Incident, RunSummary } from '../../../sinks/history/history.ts'
import type { LiveRun } from '../live/live-board.ts'
import { type Overview, pathStates } from '../view/overview.ts'
import type { ScenarioStanding } from '../view/standing.ts'

const wallMs = z.number().describe('milliseconds since the Unix epoch')
const ms = z.number().nullable().describe('milliseconds of target time; null: nothing came')
const code = z.enum(codeNames as [Code, ...Code[]])
const verdict = z.enum([...verdicts, 'unfinished'])

/** Why a request was not answered as asked. */
export const problemSchema = z.strictObject({
  error: z.strictObject({
    status: z.int(),
    message: z.string().describe('what was expected and what came'),
    next: z.string().describe('what to do now'),
  }),
})

/** One run in a list. */
export const runSummarySchema = z.strictObject({
  runId: z.string(),
  scenario: z.string(),
  purpose: z.enum(purposes),
  seed: z.string(),
  startedWallMs: wallMs,
  endedWallMs: wallMs.nullable(),
  durationMs: ms,
  verdict: verdict.describe('unfinished: it goes on, or the monitor died before it ended'),
  reason: z.string().describe('one sentence for a person'),
  phase: z.enum(phases).nullable().describe('first red rung'),
  domain: z.enum(domains).nullable().describe('whose fault'),
  code: code.nullable().describe('of the first finding of severity fail'),
  closes1011: z.int().nonnegative().describe('sockets that the server closed with 1011'),
  timings: z
    .strictObject({ signInMs: ms, upgradeMs: ms, welcomeMs: ms, firstEventMs: ms, answerMs: ms })
    .describe("the slowest user's"),
  hasEvidence: z.boolean(),
  incidentId: z.string().nullable(),
}) satisfies z.ZodType<RunSummary>

/** Consecutive runs of a scenario with the same first code. */
export const incidentSchema = z.strictObject({
  id: z.string(),
  scenario: z.string(),
  code,
  domain: z.enum(domains),
  openedWallMs: wallMs,
  lastWallMs: wallMs,
  closedWallMs: wallMs.nullable().describe('null while it lasts'),
  runs: z.int().nonnegative(),
  firstRunId: z.string(),
  lastRunId: z.string(),
  endedByRunId: z.string().nullable(),
  changes: z.array(z.string()).readonly().describe('what changed between the last good run and the first failed one'),
}) satisfies z.ZodType<Incident>

/** How a scenario stands. */
export const standingSchema = z.strictObject({
  scenario: z.string(),
  summary: z.string(),
  isCore: z.boolean(),
  verdict: z.enum([...verdicts, 'unfinished', 'none']).describe('of the last watch run; none: there is none'),
  sinceWallMs: wallMs.nullable(),
  sinceAtLeast: z.boolean(),
  reason: z.string(),
  code: code.nullable(),
  phase: z.enum(phases).nullable(),
  domain: z.enum(domains).nullable(),
  lastRunId: z.string().nullable(),
  lastWallMs: wallMs.nullable(),
  isStale: z.boolean().describe('nothing has come for three intervals of the schedule'),
  strip: z
    .array(z.strictObject({ runId: z.string(), verdict, startedWallMs: wallMs, code: code.nullable() }))
    .readonly()
    .describe('the latest runs, oldest first'),
  dayRuns: z.int().nonnegative(),
  successRate: z.number().min(0).max(1).nullable().describe('of the last 24 hours'),
  closes1011: z.int().nonnegative().describe('in the last 24 hours'),
  latency: z
    .strictObject({ measure: z.enum(['answer', 'welcome', 'sign-in']), p50Ms: z.number(), p95Ms: z.number() })
    .nullable(),
  cron: z.string().nullable(),
  timeZone: z.string(),
  nextWallMs: wallMs.nullable(),
  runningId: z.string().nullable(),
}) satisfies z.ZodType<ScenarioStanding>

const overview = z.strictObject({
  state: z.enum(pathStates).describe('whether the golden path is open'),
  worst: standingSchema.nullable().describe('the scenario that explains the state'),
  scenarios: z.array(standingSchema).readonly(),
  incidents: z.array(incidentSchema).readonly().describe('open ones'),
  latest: z.array(runSummarySchema).readonly(),
}) satisfies z.ZodType<Overview>

/** The state of the path and of the monitor itself. */
export const statusSchema = overview.extend({
  target: z.strictObject({
    name: z.string(),
    kind: z.enum(['embedded', 'remote']).describe('embedded: our own twin, a demo'),
  }),
  version: z.string().describe('of the monitor'),
  startedWallMs: wallMs,
  isReady: z.boolean(),
  configuration: z.strictObject({ isGood: z.boolean(), reason: z.string(), sinceWallMs: wallMs }),
  history: z.strictObject({ kind: z.enum(['good', 'failing']), reason: z.string() }),
  guard: z
    .strictObject({ kind: z.enum(['shared', 'alone']), reason: z.string() })
    .describe('alone: limits and accounts are kept for this process only'),
})

/** One entry of the runbook. */
export const codeEntrySchema = z.strictObject({
  code,
  domain: z.enum(domains),
  phase: z.enum(phases),
  severity: z.enum(severities),
  wire: z.string(),
  causes: z.string(),
  apart: z.string(),
  first: z.string(),
  scenarios: z.array(z.string()).readonly(),
}) satisfies z.ZodType<CodeEntry>

/** How long runs took, one place for each run, oldest first. */
export const latencySchema = z.strictObject({
  runIds: z.array(z.string()).readonly(),
  startedWallMs: z.array(wallMs).readonly(),
  series: z
    .array(z.strictObject({ measure: z.string(), values: z.array(z.number().nullable()).readonly() }))
    .readonly(),
})

/** A run that goes on. */
export const liveRunSchema = z.strictObject({
  runId: z.string(),
  scenario: z.string(),
  sinceWallMs: wallMs,
  state: z.enum(['waiting', 'running']),
  users: z.array(z.string()).readonly(),
  steps: z
    .array(
      z.strictObject({
        user: z.string().nullable(),
        name: z.string(),
        state: z.enum(['running', 'passed', 'failed']),
        durationMs: z.number(),
        detail: z.string(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<LiveRun>

/** Schemas that have a name in the OpenAPI document. */
export const namedSchemas = {
  Problem: problemSchema,
  RunSummary: runSummarySchema,
  RunReport: runReportSchema,
  Finding: findingSchema,
  Judgement: judgementSchema,
  Evidence: evidenceSchema,
  Fact: factSchema,
  Incident: incidentSchema,
  ScenarioStanding: standingSchema,
  Status: statusSchema,
  RunbookEntry: codeEntrySchema,
  Latency: latencySchema,
  LiveRun: liveRunSchema,
} as const
