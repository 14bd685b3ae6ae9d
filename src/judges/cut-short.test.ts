import { expect, test } from 'vitest'
import type { MonitorFact } from '../model/evidence.ts'
import { cutShort } from './cut-short.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { viewEvidence } from './view.ts'

function reasons(ended: 'complete' | 'caller-deadline', ...said: readonly [MonitorFact['what'], string][]): string[] {
  const run = new EvidenceBuilder()
  for (const [what, detail] of said) run.add({ kind: 'monitor', atMs: 1, user: null, durationMs: 0, what, detail })
  return cutShort(viewEvidence(run.build({ ended }))).map(({ reason }) => reason)
}

test('a run that was let finish was not cut short', () => {
  expect(reasons('complete', ['caller-deadline', 'the gate closes at noon'])).toEqual([])
})

test('why a run was cut short is told in the words of who cut it', () => {
  expect(reasons('caller-deadline', ['loop-stalled', 'we'], ['caller-deadline', 'the gate closes at noon'])).toEqual([
    'The run was cut short: the gate closes at noon.',
  ])
})

test.each<[string, readonly [MonitorFact['what'], string][]]>([
  ['no word', []],
  ['an empty word', [['caller-deadline', '']]],
  ['a word about something else', [['loop-stalled', 'we']]],
])('with %s it is said in ours', (_what, said) => {
  expect(reasons('caller-deadline', ...said)).toEqual(['The run was cut short: its caller had no more time.'])
})
