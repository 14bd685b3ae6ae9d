import { expect, test } from 'vitest'
import { aRun } from '../../../reporters/report.builder.ts'
import type { ProgressEvent } from '../../../runner/progress.ts'
import { createLiveBoard, type LiveNews } from './live-board.ts'

const run = { runId: 'run-1', scenario: 'golden-path' }
const step = (name: string, state: 'running' | 'passed' | 'failed', user: string | null = 'user-1'): ProgressEvent => ({
  ...run,
  kind: 'step',
  user,
  name,
  state,
  durationMs: 5,
  detail: '',
})

test('a run is on the board from its first word to its last', () => {
  const board = createLiveBoard(() => 7)
  board.hear({ kind: 'waiting', ...run })
  expect(board.runs()).toMatchObject([{ ...run, state: 'waiting', sinceWallMs: 7 }])
  board.hear({ kind: 'run-started', ...run, users: ['user-1'] })
  board.hear(step('sign-in', 'running'))
  board.hear(step('sign-in', 'passed'))
  board.hear(step('connect', 'running'))
  expect(board.runs()).toMatchObject([
    {
      state: 'running',
      users: ['user-1'],
      steps: [
        { name: 'sign-in', state: 'passed' },
        { name: 'connect', state: 'running' },
      ],
    },
  ])
  board.hear({ kind: 'run-finished', ...run, report: aRun() })
  expect(board.runs()).toEqual([])
})

test('a step that is made again is a line of its own', () => {
  const board = createLiveBoard(() => 0)
  for (const state of ['running', 'failed', 'running', 'passed'] as const) board.hear(step('connect', state))
  expect(board.runs()[0]?.steps.map(({ state }) => state)).toEqual(['failed', 'passed'])
})

test('a run of thousands of steps keeps the latest', () => {
  const board = createLiveBoard(() => 0)
  for (let i = 0; i < 2_000; i++) board.hear(step(`step-${i}`, 'running'))
  const steps = board.runs()[0]?.steps ?? []
  expect(steps).toHaveLength(300)
  expect(steps.at(-1)?.name).toBe('step-1999')
})

test('who listens hears the news until it leaves; of a finished run only what it says', () => {
  const board = createLiveBoard(() => 0)
  const heard: LiveNews[] = []
  {
    using _listening = board.subscribe((news) => heard.push(news))
    board.hear({ kind: 'run-finished', ...run, report: aRun({ verdict: 'fail', reason: 'Because.' }) })
  }
  board.hear({ kind: 'waiting', ...run })
  expect(heard).toEqual([{ kind: 'run-finished', ...run, verdict: 'fail', reason: 'Because.' }])
})
