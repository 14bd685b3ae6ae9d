import { expect, test } from 'vitest'
import { judgeEvidence } from '../src/judges/judge.ts'
import type { CloseFact } from '../src/model/evidence.ts'
import { evidenceSchema } from '../src/model/evidence-file.ts'
import { runReportSchema } from '../src/model/report.ts'
import type { Chat, Stage } from '../src/model/scenario.ts'
import { aPlay, type Played, play } from './twin-run.builder.ts'

async function connectAll(stage: Stage): Promise<Chat[]> {
  return stage.together(stage.users, async (user) => stage.connect(await stage.signIn(user)))
}

function closesOf({ evidence }: Played): CloseFact[] {
  return evidence.facts.filter((fact) => fact.kind === 'close')
}

function openedOf({ evidence }: Played): number {
  return evidence.facts.filter((fact) => fact.kind === 'upgrade' && fact.status === 101).length
}

test('a scenario that does nothing does not pass', async () => {
  const { report } = await play(aPlay(async () => {}))
  expect(report.verdict).toBe('inconclusive')
})

test('a scenario that throws is our own error and blames nobody', async () => {
  const { report } = await play(
    aPlay(() => {
      throw new TypeError('a defect of the scenario')
    }),
  )
  expect(report).toMatchObject({ verdict: 'error', domain: 'monitor', findings: [] })
  expect(report.reason).toContain('a defect of the scenario')
})

test('a failure that a scenario swallows still fails the run', async () => {
  const scenario = aPlay(async (stage) => {
    for (const user of stage.users) await stage.signIn(user).catch(() => 'never mind')
  })
  const { report } = await play(scenario, { faults: ['auth-login-5xx'] })
  expect(report).toMatchObject({ verdict: 'fail', phase: 'auth', domain: 'auth' })
  expect(report.findings[0]?.code).toBe('auth-login-5xx')
})

test('sockets that a scenario forgets are closed with 1000', async () => {
  const played = await play(
    aPlay(async (stage) => {
      await connectAll(stage)
    }),
    { users: 3 },
  )
  expect(openedOf(played)).toBe(3)
  expect(closesOf(played)).toMatchObject([1, 2, 3].map(() => ({ code: 1000, initiator: 'client' })))
})

test('an interrupted run closes its sockets, keeps what was seen and is cancelled', async () => {
  const controller = new AbortController()
  const scenario = aPlay(async (stage) => {
    const chats = await connectAll(stage)
    controller.abort(new Error('SIGINT'))
    await stage.together(chats, (chat) => stage.converse(chat))
  })
  const played = await play(scenario, { signal: controller.signal })
  expect(played.report.verdict).toBe('cancelled')
  expect(openedOf(played)).toBe(1)
  expect(closesOf(played)).toHaveLength(1)
})

test('a run that was stopped before it began says by what', async () => {
  const signal = AbortSignal.abort(new Error('the time is up'))
  const scenario = aPlay(async (stage) => {
    await connectAll(stage)
  })
  await expect(play(scenario, { signal })).rejects.toThrow('Stopped before the run began: the time is up.')
})

test('a scenario that never ends is ended by its deadline, and that is our own error', async () => {
  const scenario = aPlay(
    async (stage) => {
      await connectAll(stage)
      await new Promise<never>(() => {})
    },
    { deadlineMs: 5_000 },
  )
  const played = await play(scenario)
  expect(played.report).toMatchObject({ verdict: 'error', domain: 'monitor' })
  expect(closesOf(played)).toHaveLength(openedOf(played))
})

test('users really talk at the same time', async () => {
  const scenario = aPlay(async (stage) => {
    const chats = await connectAll(stage)
    await stage.together(chats, (chat) => stage.converse(chat))
    await stage.together(chats, (chat) => stage.close(chat))
  })
  const { evidence } = await play(scenario, { users: 4 })
  const prompts = evidence.facts.filter((fact) => fact.kind === 'prompt').map((fact) => fact.atMs)
  const firstEndMs = Math.min(
    ...evidence.steps.filter(({ name }) => name === 'converse').map((step) => step.startMs + step.durationMs),
  )
  expect(prompts).toHaveLength(4)
  expect(Math.max(...prompts)).toBeLessThan(firstEndMs)
})

test('evidence judged again gives the same verdict, holds to its schema and no secret', async () => {
  const scenario = aPlay(async (stage) => {
    const chats = await connectAll(stage)
    await stage.together(chats, (chat) => stage.converse(chat))
    await stage.together(chats, (chat) => stage.close(chat))
  })
  const { report, evidence, key } = await play(scenario, { users: 2 })
  expect(['pass', 'degraded']).toContain(report.verdict)
  runReportSchema.parse(report)
  const file = JSON.stringify(evidence)
  const { verdict, reason, findings, judgements } = judgeEvidence(evidenceSchema.parse(JSON.parse(file)))
  expect({ verdict, reason, findings, judgements }).toEqual({
    verdict: report.verdict,
    reason: report.reason,
    findings: report.findings,
    judgements: report.judgements,
  })
  expect(file).toContain('⟦token:user-1⟧')
  expect(file).not.toContain(key)
  expect(file).not.toMatch(/eyJ[\w-]{8}/)
})
