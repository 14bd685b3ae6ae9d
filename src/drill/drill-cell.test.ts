import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../config/load-scenarios.ts'
import { createClock } from '../kernel/clock.ts'
import { broken, cell, scenario } from './drill.builder.ts'
import { type DrillTools, drillCell } from './drill-cell.ts'
import { performCell } from './perform-cell.ts'

const goldenPath = (await loadScenarios(ownScenarios)).find(({ id }) => id === 'golden-path')

function tools(given: Partial<DrillTools> = {}): DrillTools {
  return {
    clock: createClock(),
    lateness: { totalMs: 0 },
    signal: new AbortController().signal,
    perform: performCell,
    keep: async () => null,
    ...given,
  }
}

const misspelt = broken({
  name: 'ws-route-missing',
  expected: { verdict: 'fail', codes: ['cloud-armor-403'] },
})

test('a fault of a real twin is caught, with what the strict policy says of the same run', async () => {
  const subject = broken({ name: 'ws-route-missing', expected: { verdict: 'fail', codes: ['ws-route-missing'] } })
  const { row, trouble } = await drillCell(cell({ subject }), goldenPath, tools({ keep: async () => 'kept.json' }))
  expect(row).toMatchObject({
    kind: 'fault',
    name: 'ws-route-missing',
    hunted: true,
    got: { verdict: 'fail', headline: 'ws-route-missing' },
    strict: { policy: 'strict', verdict: 'fail', sees: [] },
    outcome: 'caught',
    evidenceFile: 'kept.json',
    tries: 1,
  })
  expect(trouble).toBeNull()
})

test('a drill that expects another name says so', async () => {
  const { row } = await drillCell(cell({ subject: misspelt }), goldenPath, tools())
  expect(row).toMatchObject({ outcome: 'misnamed', got: { headline: 'ws-route-missing' } })
})

test('a wrong result does not count when we lagged behind', async () => {
  let totalMs = 0
  const lateness = {
    get totalMs() {
      totalMs += 100_000
      return totalMs
    },
  }
  const { row, trouble } = await drillCell(cell({ subject: misspelt }), goldenPath, tools({ lateness }))
  expect(row.outcome).toBe('misnamed')
  // Which of our own troubles is named first depends on the machine; that one is named does not.
  expect(trouble).toMatch(/too busy|event loop/)
})

test('a scenario that throws is our error and no catch', async () => {
  const run = () => Promise.reject(new Error('out of tea'))
  const { row, trouble } = await drillCell(cell({ subject: misspelt }), scenario('golden-path', { run }), tools())
  expect(row).toMatchObject({ outcome: 'error', reason: expect.stringContaining('out of tea') })
  expect(trouble).toBeNull()
})

test('a twin that cannot be started is our error', async () => {
  const { row } = await drillCell(cell({ subject: broken({ name: 'no-such-fault' }) }), goldenPath, tools())
  expect(row).toMatchObject({ outcome: 'error', reason: expect.stringContaining('no-such-fault'), evidenceFile: null })
})

test('a scenario that does not exist is an error, not an empty place', async () => {
  const { row } = await drillCell(cell({ scenario: 'gone' }), undefined, tools())
  expect(row).toMatchObject({ outcome: 'error', reason: 'There is no scenario "gone".' })
})

test('what did not begin before an interrupt is cancelled', async () => {
  const { row } = await drillCell(cell(), goldenPath, tools({ signal: AbortSignal.abort() }))
  expect(row).toMatchObject({ outcome: 'cancelled', got: { verdict: 'cancelled' } })
})
