import { expect, test } from 'vitest'
import type { DrillRow } from '../../model/drill.ts'
import { aTerminal } from '../terminal.builder.ts'
import { createDrillProgress } from './drill-progress.ts'

type News = Pick<DrillRow, 'outcome' | 'name' | 'scenario' | 'dialect'>
const caught: News = { outcome: 'caught', name: 'no-welcome-frame', scenario: 'golden-path', dialect: 'handshake' }

test('a log holds each tenth of the way, and every run that is not as expected', () => {
  const { err } = aTerminal()
  using progress = createDrillProgress(err, 20)
  for (let run = 1; run <= 20; run++) progress.hear(run === 5 ? { ...caught, outcome: 'missed' } : caught)
  const lines = err.text.trimEnd().split('\n')
  expect(lines).toHaveLength(12)
  expect(lines.slice(0, 4)).toEqual([
    'drill: drilling 20 runs against our own twin',
    'drill: 2 of 20 runs, 0 not as expected',
    'drill: 4 of 20 runs, 0 not as expected',
    'missed: no-welcome-frame in golden-path (handshake)',
  ])
  expect(lines.at(-1)).toBe('drill: 20 of 20 runs, 1 not as expected')
})

test('a terminal has one line that is drawn again, and is clean in the end', () => {
  const { err } = aTerminal({ isTTY: true })
  const progress = createDrillProgress(err, 2)
  progress.hear(caught)
  progress[Symbol.dispose]()
  expect(err.text).toContain('drill: 1 of 2 runs, 0 not as expected, last no-welcome-frame')
  expect(err.text.endsWith('\r\u001b[0K')).toBe(true)
})
