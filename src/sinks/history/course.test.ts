import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Code } from '../../model/codes.ts'
import { verdicts } from '../../model/words.ts'
import { aRun } from '../../reporters/report.builder.ts'
import { attribute, type Course, type EndedRun, follow, type RevisionChange } from './course.ts'
import type { Incident } from './history.ts'
import { summarizeFinished } from './summarize-run.ts'

type Said = { readonly verdict: EndedRun['summary']['verdict']; readonly code: Code | null }

/** The n-th run of a scenario, one minute after the other. */
function run(n: number, { verdict, code }: Said, over: Partial<EndedRun['summary']> = {}): EndedRun {
  const startedWallMs = n * 60_000
  const summary = summarizeFinished(aRun({ runId: `run-${n}`, purpose: 'watch' }), startedWallMs + 5_000)
  const domain = code === null ? null : 'routing'
  return { summary: { ...summary, verdict, code, domain, startedWallMs, ...over }, wire: undefined }
}

const pass: Said = { verdict: 'pass', code: null }
const fail = (code: Code): Said => ({ verdict: 'fail', code })

/** Follows runs in order; every incident in its last state, in the order of opening. */
function followAll(runs: readonly EndedRun[], revisions: readonly RevisionChange[] = []) {
  let course: Course | null = null
  const incidents = new Map<string, Incident>()
  const belongs = runs.map((each) => {
    const followed = follow(course, each, revisions)
    course = followed.course
    for (const incident of followed.incidents) incidents.set(incident.id, incident)
    return followed.incidentId
  })
  return { course: course as Course | null, incidents: [...incidents.values()], belongs }
}

const all = (...said: Said[]) => said.map((each, index) => run(index + 1, each))

test('runs with the same first code are one incident, from the start of the first to the end of the good run', () => {
  const { incidents, belongs } = followAll(all(pass, fail('no-welcome-frame'), fail('no-welcome-frame'), pass))
  expect(incidents).toEqual([
    {
      id: 'incident-run-2',
      scenario: 'golden-path',
      code: 'no-welcome-frame',
      domain: 'routing',
      openedWallMs: 120_000,
      lastWallMs: 185_000,
      closedWallMs: 245_000,
      runs: 2,
      firstRunId: 'run-2',
      lastRunId: 'run-3',
      endedByRunId: 'run-4',
      changes: [],
    },
  ])
  expect(belongs).toEqual([null, 'incident-run-2', 'incident-run-2', null])
})

test('another code ends an incident and opens the next', () => {
  const { incidents } = followAll(all(fail('no-welcome-frame'), fail('unclassified')))
  expect(incidents).toMatchObject([
    { id: 'incident-run-1', endedByRunId: 'run-2', closedWallMs: 125_000 },
    { id: 'incident-run-2', endedByRunId: null, closedWallMs: null },
  ])
})

test.each(['inconclusive', 'error', 'cancelled'] as const)('a run that is %s neither opens nor ends one', (verdict) => {
  const nothing: Said = { verdict, code: null }
  expect(followAll(all(nothing)).incidents).toEqual([])
  const { incidents, belongs } = followAll(all(fail('unclassified'), nothing, fail('unclassified')))
  expect(incidents).toMatchObject([{ runs: 2, closedWallMs: null }])
  expect(belongs).toEqual(['incident-run-1', null, 'incident-run-1'])
})

test('a degraded run ends an incident: the path is open', () => {
  expect(followAll(all(fail('unclassified'), { verdict: 'degraded', code: null })).incidents).toMatchObject([
    { endedByRunId: 'run-2' },
  ])
})

test.each(['manual', 'gate', 'drill', 'probe'] as const)('a run of purpose %s changes nothing', (purpose) => {
  const before = followAll(all(fail('unclassified'))).course
  expect(follow(before, run(2, pass, { purpose }), [])).toEqual({ course: before, incidents: [], incidentId: null })
})

const change = (wallMs: number): RevisionChange => ({ wallMs, service: 'api', from: 'r1', to: 'r2' })

test('revisions that changed between the last good run and the end of the first failed one are told', () => {
  const runs = all(pass, fail('unclassified'), fail('unclassified'))
  const { incidents } = followAll(runs, [change(59_999), change(60_000), change(125_000), change(125_001)])
  expect(incidents[0]?.changes).toEqual([
    'Revision of api: r1 → r2 (seen 1970-01-01T00:01:00.000Z).',
    'Revision of api: r1 → r2 (seen 1970-01-01T00:02:05.000Z).',
  ])
})

test('a revision that is seen after the first failed run belongs to it, after the second no more', () => {
  const { course: early } = followAll(all(pass, fail('unclassified')))
  const { course: late } = followAll(all(pass, fail('unclassified'), fail('unclassified')))
  const { course: good } = followAll(all(pass))
  if (early === null || late === null || good === null) throw new Error('every run leaves a course')
  expect(attribute(early, change(130_000))?.changes).toHaveLength(1)
  expect(attribute(late, change(190_000))).toBeNull()
  expect(attribute(good, change(190_000))).toBeNull()
})

test('what the target began to speak differently is told', () => {
  const wire = (fields: string[]) => ({ events: [{ type: 'agent_started', count: 1, fields }], closes: [] })
  const good = { ...run(1, pass), wire: wire(['a']) }
  const bad = { ...run(2, fail('unclassified')), wire: wire(['b']) }
  expect(followAll([good, bad]).incidents[0]?.changes).toEqual([
    'agent_started has new fields: b.',
    'agent_started has lost fields: a.',
  ])
})

const anySaid = fc.oneof(
  fc.constantFrom(...verdicts.filter((verdict) => verdict !== 'fail')).map((verdict) => ({ verdict, code: null })),
  fc.constantFrom<Code>('no-welcome-frame', 'unclassified', 'agent-never-starts').map(fail),
)

test('whatever comes: every failed run is in one incident of its code, and incidents of a scenario never overlap', () => {
  fc.assert(
    fc.property(fc.array(anySaid, { maxLength: 30 }), (said) => {
      const runs = all(...said)
      const { incidents, belongs, course } = followAll(runs)
      for (const [index, { summary }] of runs.entries()) {
        const incident = incidents.find(({ id }) => id === belongs[index])
        expect(incident?.code ?? null).toBe(summary.verdict === 'fail' ? summary.code : null)
      }
      for (const incident of incidents) {
        const members = runs.filter((_, index) => belongs[index] === incident.id).map(({ summary }) => summary)
        expect(incident.runs).toBe(members.length)
        expect([incident.firstRunId, incident.lastRunId]).toEqual([members[0]?.runId, members.at(-1)?.runId])
        expect(incident.openedWallMs).toBe(members[0]?.startedWallMs)
        expect(incident.lastWallMs).toBe(members.at(-1)?.endedWallMs)
      }
      for (const [index, incident] of incidents.entries()) {
        const next = incidents[index + 1]
        expect(incident.closedWallMs ?? 0).toBeLessThanOrEqual(next?.lastWallMs ?? Number.POSITIVE_INFINITY)
        expect(incident.closedWallMs === null).toBe(next === undefined && course?.open?.id === incident.id)
      }
      const counting = said.filter(({ verdict }) => verdict === 'fail' || verdict === 'pass' || verdict === 'degraded')
      expect(course?.open?.code ?? null).toBe(counting.at(-1)?.code ?? null)
    }),
  )
})
