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

test('on a terminal lines are drawn over, and nothing is left in the end', () => {
  const { err } = aTerminal({ isTTY: true })
  const progress = createProgress(err, false)
  progress.hear({ ...step, state: 'running' })
  expect(err.text).toContain('  user-1  … sign-in\n')
  progress.hear({ ...step, state: 'passed' })
  progress[Symbol.dispose]()
  expect(err.text.endsWith('  user-1  ✓ sign-in\n\u001b[2A\u001b[0J')).toBe(true)
})
