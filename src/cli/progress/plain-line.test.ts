import { expect, test } from 'vitest'
import { aRun } from '../../reporters/report.builder.ts'
import type { ProgressEvent } from '../../runner/progress.ts'
import { plainLine } from './plain-line.ts'

const step = {
  kind: 'step',
  runId: 'run-1',
  scenario: 'golden-path',
  user: 'user-1',
  name: 'sign-in',
  detail: '',
} as const
const finished: ProgressEvent = { kind: 'run-finished', runId: 'run-1', scenario: 'golden-path', report: aRun() }

test.each<[string, ProgressEvent, string]>([
  [
    'a run that waits',
    { kind: 'waiting', runId: 'run-1', scenario: 'golden-path' },
    'golden-path: waits for its turn; accounts or requests of this target are in use\n',
  ],
  [
    'a run that starts',
    { kind: 'run-started', runId: 'run-1', scenario: 'golden-path', users: [] },
    'golden-path: started, run run-1\n',
  ],
  ['a step that starts', { ...step, state: 'running', durationMs: 0 }, ''],
  [
    'a step that passed',
    { ...step, state: 'passed', durationMs: 12 },
    'golden-path: user-1 sign-in passed after 12 ms\n',
  ],
  [
    'a step of nobody',
    { ...step, user: null, state: 'passed', durationMs: 12 },
    'golden-path: sign-in passed after 12 ms\n',
  ],
  [
    'a step that failed with hostile text',
    { ...step, state: 'failed', durationMs: 1_500, detail: 'HTTP 500\n\u001b[2J' },
    'golden-path: user-1 sign-in failed after 1.5 s: HTTP 500\\n\\u001b[2J\n',
  ],
  ['a run that ends', finished, 'golden-path: pass after 3.2 s\n'],
])('%s is one line or none', (_name, event, expected) => {
  expect(plainLine(event)).toBe(expected)
})
