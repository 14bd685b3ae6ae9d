import { expect, test } from 'vitest'
import { oneUser } from './judging.builder.ts'
import { conversationTimes } from './times.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

const opened = (user: UserScript) => user.signIn().upgrade().welcome()
const timesOf = (tell: (user: UserScript) => unknown) => {
  const evidence = oneUser(tell)
  const [conversation] = viewEvidence(evidence).sockets[0]?.conversations ?? []
  const seqs = evidence.facts.flatMap((fact) => (fact.kind === 'frame' ? fact.seq : [])).slice(1)
  return { times: conversation === undefined ? null : conversationTimes(conversation), seqs }
}

test('each time is proven by the frame it counts from and the frame it counts to', () => {
  const { times, seqs } = timesOf((user) =>
    opened(user.after(10_000))
      .prompt()
      .event('agent_started', {}, 700)
      .event('agent_thinking', {}, 1_000)
      .event('tool_executing', { tool_name: 'x' }, 3_000)
      .event('tool_completed', { tool_name: 'x' }, 500)
      .completed()
      .after(1_000)
      .close(),
  )
  const [prompt, started, thinking, executing] = seqs
  expect(times?.firstEvent).toMatchObject({ frames: [prompt, started] })
  expect((times?.firstEvent?.toMs ?? 0) - (times?.firstEvent?.fromMs ?? 0)).toBe(700)
  expect(times?.silence).toMatchObject({ frames: [thinking, executing] })
  expect((times?.silence?.toMs ?? 0) - (times?.silence?.fromMs ?? 0)).toBe(3_000)
  expect(times?.answer).toMatchObject({ frames: [prompt, seqs.at(-1)] })
})

test('a silence begins with the event before it, also when that is the first', () => {
  const { times, seqs } = timesOf((user) => opened(user).prompt().started().event('agent_thinking', {}, 5_000))
  expect(times?.silence?.frames).toEqual(seqs.slice(1, 3))
})

test('what did not come has no time', () => {
  const { times } = timesOf((user) => opened(user).prompt())
  expect(times).toEqual({ firstEvent: null, silence: null, answer: null })
})

test('without a prompt on record only silence can be measured', () => {
  const { times } = timesOf((user) => opened(user).started().event('agent_thinking', {}, 5_000).completed('so'))
  expect(times).toMatchObject({ firstEvent: null, answer: null })
  expect((times?.silence?.toMs ?? 0) - (times?.silence?.fromMs ?? 0)).toBe(5_000)
})
