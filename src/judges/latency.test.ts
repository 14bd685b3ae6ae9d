import { expect, test } from 'vitest'
import { nothing, oneUser, plainCodes, stateOf } from './judging.builder.ts'
import { latencyCases } from './latency.builder.ts'
import { judgeLatency } from './latency.ts'
import { viewEvidence } from './view.ts'

test('a run within its limits holds', () => {
  expect(
    plainCodes(
      judgeLatency,
      oneUser((user) => user.whole()),
    ),
  ).toEqual([])
  expect(
    stateOf(
      'latency',
      oneUser((user) => user.whole()),
    ),
  ).toBe('holds')
})

test('nothing seen is void', () => {
  expect(judgeLatency(viewEvidence(nothing)).examined).toBe(0)
  expect(stateOf('latency', nothing)).toBe('void')
})

test.each(latencyCases)('$what of $ms ms is $severity', ({ tell, ms, code, severity, phase, thresholds }) => {
  const found = judgeLatency(
    viewEvidence(oneUser((user) => tell(user, ms), { loopDelayMaxMs: 0, thresholds })),
  ).symptoms
  expect(found.map((symptom) => [symptom.code, symptom.severity, symptom.phase])).toEqual(
    severity === 'fine' ? [] : [[code, severity, phase]],
  )
})

test('nobody is blamed for less than the longest delay of our own loop', () => {
  const slow = (loopDelayMaxMs: number, timeScale = 1) =>
    plainCodes(
      judgeLatency,
      oneUser((user) => user.http({ tookMs: 1_400, body: '{"access_token":"x"}' }), { loopDelayMaxMs, timeScale }),
    )
  expect(slow(300)).toEqual(['sign-in-slow'])
  expect(slow(500)).toEqual([])
  expect(slow(50, 10)).toEqual([])
})

test('what never came is not slow', () => {
  const evidence = oneUser((user) => user.http({ status: 500, tookMs: 9_000 }).upgrade({ status: 503, tookMs: 30_000 }))
  expect(judgeLatency(viewEvidence(evidence))).toMatchObject({ examined: 0, symptoms: [] })
})

test('the complete live run of 2025-10-08 is slow, and no failure', () => {
  const events = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) =>
    user
      .signIn()
      .upgrade()
      .welcome()
      .prompt()
      .event('agent_started', {}, 7_713)
      .event('agent_thinking', {}, 20_340)
      .completed()
      .close()
  const found = judgeLatency(viewEvidence(oneUser(events))).symptoms
  expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['first-event-slow warn'])
})

test('what waited at our own gate did not wait for the target', () => {
  const slow = (together: object) =>
    oneUser((user) =>
      user
        .signIn()
        .upgrade({ tookMs: 4_000, ...together })
        .welcome()
        .chat()
        .after(1_000)
        .close(),
    )
  const gate = (releasedMs: number | null) => ({ together: { gate: 'gate-1', size: 5, offsetMs: 0, releasedMs } })
  expect(plainCodes(judgeLatency, slow({}))).toEqual(['slow-handshake'])
  expect(plainCodes(judgeLatency, slow(gate(4_000)))).toEqual([])
  expect(plainCodes(judgeLatency, slow(gate(null)))).toEqual(['slow-handshake'])
})

test('what took too long says the limit it broke, and is proven by both its ends', () => {
  const found = (ms: number) => {
    const evidence = oneUser((user) =>
      user
        .signIn()
        .upgrade({ tookMs: ms - 50 })
        .welcome(),
    )
    const ends = evidence.facts.flatMap((fact) => (fact.kind === 'upgrade' || fact.kind === 'frame' ? fact.seq : []))
    return { symptoms: judgeLatency(viewEvidence(evidence)).symptoms, ends }
  }
  const warned = found(3_000)
  expect(warned.symptoms).toMatchObject([
    { expected: 'the welcome within 2000 ms', received: '3000 ms', frames: warned.ends },
  ])
  expect(found(11_000).symptoms).toMatchObject([{ expected: 'the welcome within 10000 ms', severity: 'fail' }])
})

test('a long silence and a late answer are one warning in one conversation, and two in two', () => {
  const opened = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) => user.signIn().upgrade().welcome()
  const silent = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) =>
    user.prompt().started().event('agent_thinking', {}, 70_000).completed()
  const slow = (user: Parameters<Parameters<typeof oneUser>[0]>[0]) =>
    user.prompt().started().event('agent_thinking', {}, 40_000).event('agent_thinking', {}, 40_000).completed()
  const phases = (tell: Parameters<typeof oneUser>[0]) =>
    judgeLatency(viewEvidence(oneUser(tell))).symptoms.map(({ code, phase }) => `${code} ${phase}`)
  expect(phases((user) => silent(opened(user)))).toEqual(['llm-slow events'])
  expect(phases((user) => slow(opened(user)))).toEqual(['llm-slow answer'])
  expect(phases((user) => slow(silent(opened(user))))).toEqual(['llm-slow events', 'llm-slow answer'])
})
