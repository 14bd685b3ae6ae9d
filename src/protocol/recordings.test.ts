import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { codeNames } from '../model/codes.ts'
import { type Evidence, evidenceSchema } from '../model/evidence-file.ts'
import { judgeNames } from '../model/judge-names.ts'
import { domains, verdicts } from '../model/words.ts'
import { createConversation } from './conversation.ts'
import { said } from './conversation-script.arbitrary.ts'
import { createOpening } from './opening.ts'
import { unwrap } from './unwrap.ts'

const folder = join(import.meta.dirname, '../../fixtures/recordings')

const recordingSchema = z.strictObject({
  about: z.string().min(1),
  expected: z.strictObject({
    verdict: z.array(z.enum(verdicts)).min(1),
    codes: z.array(z.enum(codeNames)),
    domain: z.array(z.enum(domains)),
    never: z.array(z.enum(verdicts)),
    judgements: z.partialRecord(z.enum(judgeNames), z.enum(['holds', 'broken', 'void', 'not-run'])),
  }),
  evidence: evidenceSchema,
})

function recording(name: string): z.infer<typeof recordingSchema> {
  return recordingSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
}

/** What the public reports say went over the wire: time, direction and type of frames; status of the upgrade; the close. */
const onRecord: Readonly<
  Record<string, { upgrade: number; frames: readonly string[]; close?: string; untilMs: number }>
> = {
  '2025-09-03-started-then-silence': {
    upgrade: 101,
    frames: [
      '0 in agent_started',
      ...[20_000, 50_000, 80_000, 110_000].flatMap((atMs) => [`${atMs} out ping`, `${atMs + 50} in pong`]),
    ],
    untilMs: 120_000,
  },
  '2025-09-08-factory-ssot-1011': {
    upgrade: 101,
    frames: [],
    close: '872 server 1011 Factory SSOT validation failed',
    untilMs: 1_000,
  },
  '2025-09-12-upgrade-500': { upgrade: 500, frames: [], untilMs: 1_000 },
  '2025-09-13-identity-collapse': { upgrade: 101, frames: ['790 in connect'], untilMs: 2_000 },
  '2025-09-15-main-mode-error': {
    upgrade: 101,
    frames: ['10 in error_message'],
    close: '15 server 1011 main mode error',
    untilMs: 1_000,
  },
  '2025-09-16-upgrade-503': { upgrade: 503, frames: [], untilMs: 7_000 },
  '2025-10-08-complete-run': {
    upgrade: 101,
    frames: [
      '0 out user_message',
      '1467 in connection_established',
      '6176 in thread_created',
      '7713 in agent_started',
      '9556 in agent_started',
      '11179 in agent_started',
      '19593 in agent_started',
      '28053 in agent_thinking',
      '92398 in agent_completed',
    ],
    untilMs: 102_398,
  },
}

test('every recording is known here', () => {
  const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  expect(names.toSorted()).toEqual(Object.keys(onRecord))
})

describe.each(Object.entries(onRecord))('the recording %s', (name, wire) => {
  const { evidence } = recording(name)

  test('is evidence that holds what went over the wire, in order', () => {
    const facts = evidence.facts
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index))
    expect(facts.flatMap((fact) => (fact.kind === 'upgrade' ? [fact.status] : []))).toEqual([wire.upgrade])
    expect(frames(evidence).map(({ atMs, direction, data }) => `${atMs} ${direction} ${rawType(data)}`)).toEqual(
      wire.frames,
    )
    const closes = facts.flatMap((fact) =>
      fact.kind === 'close' ? [`${fact.atMs} ${fact.initiator} ${fact.code} ${fact.reason}`] : [],
    )
    expect(closes).toEqual([wire.close ?? []].flat())
    expect(evidence.context.observedUntilMs).toBe(wire.untilMs)
  })

  test('names judges that there are', () => {
    expect(judgeNames).toEqual(expect.arrayContaining(evidence.context.judges))
  })

  test('claims no bytes that are not on record', () => {
    for (const { data, bytes } of frames(evidence)) expect(bytes).toBe(Buffer.byteLength(data))
    expect(JSON.stringify(evidence)).not.toMatch(/"remoteAddress":"/)
  })
})

test('the platform of 2025-09-16 was down while the auth service was well', () => {
  const answers = recording('2025-09-16-upgrade-503').evidence.facts.flatMap((fact) =>
    fact.kind === 'http' ? [`${fact.role} ${fact.purpose} ${fact.status} ${fact.endMs}`] : [],
  )
  expect(answers).toEqual(['auth health 200 100', 'api health 503 6000'])
})

test('the user of 2025-09-13 was welcomed as somebody else', () => {
  const { evidence } = recording('2025-09-13-identity-collapse')
  const opening = createOpening({})
  for (const { atMs, data } of frames(evidence)) for (const event of eventsOf(data)) opening.see(event, atMs)
  expect(evidence.users.map(({ userId }) => userId)).toEqual(['staging-e2e-user-001'])
  expect(opening.welcome).toEqual({ userId: 'demo-use...', connectionId: 'main_56e7a6f2', mode: 'main', atMs: 790 })
})

test('the agent of 2025-09-03 died in silence, pings notwithstanding', () => {
  const conversation = converse(recording('2025-09-03-started-then-silence').evidence)
  expect(conversation.end?.kind).toBe('silence')
  expect(said(conversation)).toEqual(['agent-death-silent fail'])
})

test('the run of 2025-10-08 settled, with a duplicated start and two agents unfinished', () => {
  const { evidence } = recording('2025-10-08-complete-run')
  const conversation = converse(evidence)
  expect(conversation.end).toMatchObject({ kind: 'settled', atMs: 102_398 })
  expect(said(conversation)).toEqual(['agents-unfinished warn', 'events-duplicated warn'])
  expect(conversation.unfinished).toEqual(['netra-assistant', 'MessageHandler'])
  expect(conversation.answer).toContain('Claude Code optimization analysis complete')
  expect(conversation.events.map(({ agent }) => agent)).toEqual([
    ...['netra-assistant', 'netra-assistant', 'MessageHandler'],
    ...['claude_code_optimizer', 'claude_code_optimizer', 'claude_code_optimizer'],
  ])
})

test('no frame of live staging is drift, but for the spelling of a welcome', () => {
  const drift = Object.keys(onRecord).flatMap((name) =>
    frames(recording(name).evidence)
      .filter(({ direction }) => direction === 'in')
      .flatMap(({ data }) => eventsOf(data).flatMap((event) => event.drift)),
  )
  expect(drift).toEqual([{ kind: 'alias', name: 'connect' }])
})

function frames(evidence: Evidence) {
  return evidence.facts.filter((fact) => fact.kind === 'frame')
}

function rawType(data: string): string {
  return eventsOf(data)[0]?.rawType ?? ''
}

function eventsOf(data: string) {
  const unwrapped = unwrap(data)
  return unwrapped.kind === 'events' ? unwrapped.events : []
}

function converse({ context, facts }: Evidence) {
  const prompt = facts.find((fact) => fact.kind === 'prompt')
  const conversation = createConversation({
    policy: context.policy,
    thresholds: context.thresholds,
    proof: context.capabilities.proof,
    expected: prompt?.expected ?? null,
    promptAtMs: prompt?.atMs ?? null,
  })
  for (const fact of facts) {
    if (fact.kind !== 'frame' || fact.direction !== 'in') continue
    for (const event of eventsOf(fact.data)) conversation.see(event, fact.atMs, fact.seq)
  }
  conversation.finish(context.observedUntilMs)
  return conversation
}
