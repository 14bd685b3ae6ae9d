import { expect, test } from 'vitest'
import { AgentRuns } from './agent-runs.ts'
import { eventOf } from './conversation-script.arbitrary.ts'

function follow(script: readonly string[]): AgentRuns {
  const runs = new AgentRuns()
  script.forEach((line, index) => {
    runs.see({ ...eventOf(line), index, atMs: index, seq: index })
  })
  return runs
}

function broken(script: readonly string[]): readonly string[] {
  return follow(script)
    .breaches()
    .map(({ rule, seqs }) => `${rule} ${seqs.join(' ')}`)
}

test('the outermost agent is the one of the first start, and its end is the end', () => {
  const runs = follow(['start A', 'start B', 'complete B', 'complete A', 'think A'])
  expect(runs.outermost?.start.agent).toBe('A')
  expect(runs.end?.index).toBe(3)
})

test('before anything there is neither an outermost agent nor an end', () => {
  const runs = follow([])
  expect([runs.outermost, runs.end, runs.unfinished(), runs.breaches()]).toEqual([null, null, [], []])
})

test('an event without agent belongs to the one started last and still open', () => {
  const runs = follow(['start A', 'start B', 'start C', 'complete C', 'complete'])
  expect(runs.unfinished().map((run) => run.start.agent)).toEqual(['A'])
})

test('an event without agent but with a run id belongs to that run first', () => {
  const runs = follow(['start A @1', 'start B @2', 'start C @3', 'complete @2'])
  expect(runs.unfinished().map((run) => run.start.agent)).toEqual(['A', 'C'])
})

test('an event without agent and with a run id that nobody has belongs to the agent started last', () => {
  expect(follow(['start A @1', 'complete @9']).end?.index).toBe(1)
})

test('an agent without a name is closed by whoever completes', () => {
  expect(follow(['agent_started', 'complete A']).end?.index).toBe(1)
})

test.each([
  [
    'named ends of agents beside one another',
    ['start A', 'start B', 'start C', 'complete', 'complete C', 'complete A'],
  ],
  [
    'thoughts of the one whose end it was not',
    ['start A', 'start B', 'start C', 'complete', 'think C', 'complete C', 'complete A'],
  ],
  [
    'tools of the one whose end it was not',
    ['start A', 'start B', 'start C', 'complete', 'exec a C', 'complete C', 'complete A'],
  ],
])('an end without a name is given away for %s', (_name, script) => {
  const runs = follow(script)
  expect(runs.breaches()).toEqual([])
  expect(runs.unfinished()).toEqual([])
})

test.each([
  ['an end again', ['start A', 'start B', 'complete B', 'error B'], ['ended-twice 2 3']],
  [
    'an end again with a name, after one without',
    ['start A', 'start B', 'complete', 'complete B'],
    ['ended-twice 2 3'],
  ],
  ['the outermost end again', ['start A', 'complete A', 'complete A'], ['ended-twice 1 2']],
  ['the outermost end again without a name', ['start A', 'complete A', 'complete'], ['ended-twice 1 2']],
  [
    'the outermost end again without a name, after inner ones',
    ['start A', 'start B', 'complete B', 'complete A', 'complete'],
    ['ended-twice 3 4'],
  ],
  [
    'the end of the second run of an agent again',
    ['start A', 'start B', 'complete B', 'start B', 'complete B', 'complete B'],
    ['ended-twice 4 5'],
  ],
  ['an inner end after the outer', ['start A', 'start B', 'complete A', 'complete B'], ['event-after-end 2 3']],
  [
    'an inner end twice after the outer',
    ['start A', 'start B', 'complete A', 'complete B', 'complete B'],
    ['event-after-end 2 3', 'ended-twice 3 4'],
  ],
  ['a start after the end', ['start A', 'complete A', 'start A'], ['event-after-end 1 2']],
  ['events after an early failure', ['error', 'start A', 'complete A'], ['event-after-end 0 1', 'event-after-end 0 2']],
  ['a start again without a name', ['start A', 'agent_started'], ['outermost-started-twice 0 1']],
  ['a start again in another run is another run', ['start A @1', 'start A @2'], []],
  ['a thought before the start of its agent', ['start A', 'think B', 'start B'], ['thinking-before-start 1 2']],
  ['a thought of nobody before the start', ['think', 'start A'], ['thinking-before-start 0 1']],
  ['a thought of another before the start', ['think B', 'start A'], ['thinking-without-start 0']],
  ['a completion whose start is late', ['complete A', 'start A'], ['completed-before-start 0 1']],
  [
    'a completion whose agent starts later and has its own end',
    ['start A', 'complete B', 'start B', 'complete B'],
    ['completed-without-start 1'],
  ],
  [
    'two completions and one late start',
    ['complete A', 'complete A', 'start A'],
    ['completed-before-start 0 2', 'completed-without-start 1'],
  ],
  ['a failure of one who never started is an inner one', ['start A', 'error B'], []],
  ['progress before the start', ['progress_update', 'start A'], []],
])('%s', (_name, script, rules) => {
  expect(broken(script)).toEqual(rules)
})
