import { expect, test } from 'vitest'
import { aRun } from '../../reporters/report.builder.ts'
import { type Board, createBoard } from './board.ts'

const size = { columns: 80, rows: 24 }
const run = { runId: 'run-1', scenario: 'golden-path' } as const

function step(
  board: Board,
  user: string | null,
  name: string,
  state: 'running' | 'passed' | 'failed',
  detail = '',
): void {
  board.hear({ kind: 'step', ...run, user, name, state, durationMs: 0, detail }, 0)
}

function aBoard(users: readonly string[]): Board {
  const board = createBoard(false)
  board.hear({ kind: 'run-started', ...run, users }, 0)
  return board
}

test('nothing is shown before a run and after it', () => {
  expect(createBoard(false).lines(0, size)).toEqual([])
  const board = aBoard(['user-1'])
  board.hear({ kind: 'run-finished', ...run, report: aRun() }, 10)
  expect(board.lines(20, size)).toEqual([])
})

test('each user has a line with what is done and what goes on', () => {
  const board = aBoard(['user-1', 'user-2'])
  step(board, null, 'platform', 'running')
  step(board, null, 'platform', 'passed')
  step(board, 'user-1', 'sign-in', 'running')
  step(board, 'user-1', 'sign-in', 'passed')
  step(board, 'user-1', 'connect', 'running')
  step(board, 'user-2', 'sign-in', 'running')
  step(board, 'user-2', 'sign-in', 'failed')
  expect(board.lines(1_200, size)).toEqual([
    'golden-path 1.2 s',
    '  user-1  ✓ sign-in  … connect',
    '  user-2  ✗ sign-in',
    '  run  ✓ platform',
  ])
})

test('a run that never said that it starts is shown all the same', () => {
  const board = createBoard(false)
  step(board, 'user-1', 'sign-in', 'running')
  expect(board.lines(0, size)).toEqual(['golden-path 0 ms', '  user-1  … sign-in'])
})

test('a crowd does not outgrow the terminal, nor a line its width', () => {
  const board = aBoard(Array.from({ length: 500 }, (_, i) => `user-${i}`))
  for (let i = 0; i < 40; i++) step(board, 'user-0', `a long step ${i}`, 'passed')
  const lines = board.lines(0, { columns: 40, rows: 10 })
  expect(lines).toHaveLength(9)
  expect(lines.at(-1)).toBe('  and 493 more')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(40)
})

test('a name that holds terminal sequences is shown, not obeyed', () => {
  const board = aBoard(['user-1'])
  step(board, 'user-1', 'a\u001b[2J\nb', 'passed')
  expect(board.lines(0, size).join('')).toContain('a\\u001b[2J\\nb')
})

test('a run that waits for the guard says so until it starts', () => {
  const board = createBoard(false)
  board.hear({ kind: 'waiting', ...run }, 0)
  expect(board.lines(2_000, size)).toEqual(['golden-path 2.0 s, waits for its turn'])
  board.hear({ kind: 'run-started', ...run, users: [] }, 2_000)
  expect(board.lines(3_000, size)).toEqual(['golden-path 3.0 s'])
})
