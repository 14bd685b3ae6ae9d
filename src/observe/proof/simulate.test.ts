import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'
import type { Story } from './story.ts'

const story: Story = { title: 'a story', minutes: 12, scenarios: ['golden-path'], ever: [] }
const valuesOf = (told: Story, start: string) => simulate(told).find(({ series }) => series.startsWith(start))?.values

test('runs count when they end, at their intervals', () => {
  expect(valuesOf(story, 'golden_path_runs_total{scenario="golden-path",verdict="pass"')).toBe('0 1+0x4 2+0x4 3+0x1')
  expect(valuesOf(story, 'golden_path_conversations_total{scenario="golden-path",outcome="good"')).toBe(
    '0 1+0x4 2+0x4 3+0x1',
  )
})

test('a restart sets counters back to 0, a gap has no values', () => {
  const told: Story = { ...story, gaps: [[4, 6]], restarts: [6] }
  expect(valuesOf(told, 'golden_path_runs_total{scenario="golden-path",verdict="pass"')).toBe('0 1+0x2 _x2 1+0x4 2+0x1')
})

test('a removed scenario has no series any more; the others stay', () => {
  const told: Story = { ...story, removed: { scenario: 'golden-path', atMin: 3 } }
  expect(valuesOf(told, 'golden_path_runs_total{scenario="golden-path",verdict="pass"')).toBe('0 1+0x1 _x10')
  expect(valuesOf(told, 'golden_path_build_info')).toBe('1+0x12')
})

test('maintenance skips runs and counts them', () => {
  const told: Story = { ...story, maintenance: [5, 10] }
  expect(valuesOf(told, 'golden_path_runs_skipped_total')).toBe('0+0x5 1+0x6')
  expect(valuesOf(told, 'golden_path_runs_total{scenario="golden-path",verdict="pass"')).toBe('0 1+0x9 2+0x1')
})

test('a schedule that stops leaves the time of its next run in the past', () => {
  const told: Story = { ...story, stopsAtMin: 5 }
  expect(valuesOf(told, 'golden_path_next_run_timestamp_seconds')).toBe('300+0x4 600+0x7')
})

test('every series says which monitor it is of', () => {
  expect(simulate(story).filter(({ series }) => !series.includes('instance="'))).toEqual([])
})

test('a scenario that no story knows is refused', () => {
  expect(() => simulate({ ...story, scenarios: ['unheard-of'] })).toThrow(RangeError)
})
