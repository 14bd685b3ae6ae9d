import { expect, test } from 'vitest'
import { eventOf } from './conversation-script.arbitrary.ts'
import { ToolPairs } from './tool-pairs.ts'

function pair(script: readonly string[]): ToolPairs {
  const pairs = new ToolPairs()
  script.forEach((line, index) => {
    pairs.see({ ...eventOf(line), index, atMs: index, seq: index })
  })
  return pairs
}

test.each([
  ['one after the other', ['exec a', 'done a', 'exec a', 'done a'], 2],
  ['inside one another', ['exec a', 'exec b', 'done b', 'done a'], 2],
  ['crosswise', ['exec a', 'exec b', 'done a', 'done b'], 2],
  ['the same tool in two runs', ['exec a @1', 'exec a @2', 'done a @2', 'done a @1'], 2],
  ['by execution id', ['exec a#1', 'exec a#2', 'done a#2', 'done a#1'], 2],
  ['by execution ids that two runs have in common', ['exec a#1 @1', 'exec a#1 @2', 'done a#1 @1', 'done a#1 @2'], 2],
  ['by execution id where the completion has no name', ['exec a#1', 'exec b#2', 'done #2', 'done #1'], 2],
  ['nothing', ['start A', 'think A'], 0],
])('%s makes pairs and breaks no rule', (_name, script, count) => {
  const pairs = pair(script)
  expect(pairs.pairs).toBe(count)
  expect(pairs.unclosed()).toEqual([])
  expect(pairs.breaches()).toEqual([])
})

test.each([
  ['a completion alone', ['done a'], ['tool-completed-without-executing'], 0],
  ['a completion of another tool', ['exec a', 'done b'], ['tool-completed-without-executing'], 1],
  ['a completion of another run', ['exec a @1', 'done a @2'], ['tool-completed-without-executing'], 1],
  ['a completion of another execution', ['exec a#1', 'done a#2'], ['tool-completed-without-executing'], 1],
  ['a pair the wrong way round', ['done a', 'exec a'], ['tool-completed-before-executing'], 0],
  ['a completion too many', ['exec a', 'done a', 'done a'], ['tool-completed-without-executing'], 0],
  ['a completion again', ['exec a#1', 'done a#1', 'done a#1'], ['tool-completed-twice'], 0],
  ['a call again while it is open', ['exec a#1', 'exec a#1', 'done a#1'], ['tool-executing-twice'], 0],
  ['a call again after its completion', ['exec a#1', 'done a#1', 'exec a#1'], ['tool-executing-twice'], 0],
  ['a call without end', ['exec a'], [], 1],
])('%s', (_name, script, broken, unclosed) => {
  const pairs = pair(script)
  expect(pairs.breaches().map(({ rule }) => rule)).toEqual(broken)
  expect(pairs.unclosed()).toHaveLength(unclosed)
})

test('a pair the wrong way round still is a pair', () => {
  expect(pair(['done a', 'exec a', 'exec b', 'done b']).pairs).toBe(2)
})
