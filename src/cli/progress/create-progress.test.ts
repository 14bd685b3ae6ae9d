import { expect, test } from 'vitest'
import { aRun } from '../../reporters/report.builder.ts'
import { aTerminal } from '../terminal.builder.ts'
import { createProgress } from './create-progress.ts'

const run = { runId: 'run-1', scenario: 'golden-path' } as const
const step = { kind: 'step', ...run, user: 'user-1', name: 'sign-in', durationMs: 3, detail: '' } as const

test('away from a terminal there are plain lines without sequences', () => {
  const { err } = aTerminal()
  using progress = createProgress(err, false)
  progress.hear({ ...step, state: 'running' })
  progress.hear({ ...step, state: 'passed' })
  progress.hear({ kind: 'run-finished', ...run, report: aRun() })
  expect(err.text).toBe('golden-path: user-1 sign-in passed after 3 ms\ngolden-path: pass after 3.2 s\n')
})

/** A clock whose timer fires when the test says so. */
function handClock() {
  let due = () => {}
  return {
    now: () => 0,
    timer: (_ms: number, run: () => void) => {
      due = run
      return { [Symbol.dispose]: () => (due = () => {}) }
    },
    tick: () => due(),
  }
}

test('on a terminal lines are drawn over now and then, and nothing is left in the end', () => {
  const { err } = aTerminal({ isTTY: true })
  const clock = handClock()
  const progress = createProgress(err, false, clock)
  progress.hear({ ...step, state: 'running' })
  expect(err.text).toBe('golden-path 0 ms\n  user-1  … sign-in\n')
  progress.hear({ ...step, state: 'passed' })
  expect(err.text).not.toContain('✓')
  clock.tick()
  expect(err.text.endsWith('\u001b[2A\u001b[0Jgolden-path 0 ms\n  user-1  ✓ sign-in\n')).toBe(true)
  progress[Symbol.dispose]()
  expect(err.text.endsWith('\u001b[2A\u001b[0J')).toBe(true)
  const before = err.text
  clock.tick()
  expect(err.text).toBe(before)
})
