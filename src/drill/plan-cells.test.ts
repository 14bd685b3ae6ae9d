import { expect, test } from 'vitest'
import { fault, scenario, variant } from './drill.builder.ts'
import { type DrillPlan, planCells } from './plan-cells.ts'

const golden = scenario('golden-path')
const isolation = scenario('cross-user-isolation')
const hold = scenario('long-hold', { tags: ['slow'] })

function plan(given: Partial<DrillPlan>): DrillPlan {
  const scenarios = [isolation, golden, hold]
  const known = scenarios.map(({ id }) => id)
  const rest = { allScenarios: false, rounds: 1, seed: 's', dialect: 'handshake', timeScale: null } as const
  return { faults: [], variants: [], scenarios, known, ...rest, ...given }
}

function told(given: Partial<DrillPlan>): string[] {
  return planCells(plan(given)).map(({ subject, scenario: id, dialect }) => {
    const hunted = subject.kind === 'fault' && subject.hunted ? ' hunted' : ''
    return `${subject.name} ${id} ${dialect}${hunted}`
  })
}

test('a fault meets its hunters and the golden path, which may be blind to it', () => {
  expect(told({ faults: [fault({ hunts: ['long-hold'] })] })).toEqual([
    'broken golden-path handshake',
    'broken long-hold handshake hunted',
  ])
})

test('a fault that the golden path hunts meets it once', () => {
  expect(told({ faults: [fault()] })).toEqual(['broken golden-path handshake hunted'])
})

test('a hunter that does not exist is a cell all the same, so that it shows', () => {
  const cells = told({ faults: [fault({ hunts: ['golden-path', 'gone'] })] })
  expect(cells).toEqual(['broken golden-path handshake hunted', 'broken gone handshake hunted'])
})

test('a hunter that was not asked for is left out', () => {
  const chosen = { scenarios: [golden], faults: [fault({ hunts: ['golden-path', 'long-hold'] })] }
  expect(told(chosen)).toEqual(['broken golden-path handshake hunted'])
})

test('a healthy variant meets the core scenarios, a dialect meets all', () => {
  expect(told({ variants: [variant()] })).toEqual(['odd cross-user-isolation handshake', 'odd golden-path handshake'])
  expect(told({ variants: [variant({ dialect: 'bridge' })] })).toEqual([
    'odd cross-user-isolation bridge',
    'odd golden-path bridge',
    'odd long-hold bridge',
  ])
})

test('a healthy variant meets all scenarios where the plan says so, but for one that is about its own', () => {
  const own = variant({ name: 'about-one', scenarios: ['golden-path'] })
  expect(told({ variants: [variant(), own], allScenarios: true })).toEqual([
    'odd cross-user-isolation handshake',
    'odd golden-path handshake',
    'odd long-hold handshake',
    'about-one golden-path handshake',
  ])
})

test('every run has a seed of its own, and the same plan has the same seeds', () => {
  const cells = planCells(plan({ faults: [fault({ hunts: ['long-hold'] })], variants: [variant()], rounds: 3 }))
  expect(new Set(cells.map(({ seed }) => seed)).size).toBe(12)
  expect(planCells(plan({ faults: [fault({ hunts: ['long-hold'] })], variants: [variant()], rounds: 3 }))).toEqual(
    cells,
  )
})

test('one dialect can be asked for; a variant that is about a dialect keeps its own', () => {
  const cells = told({
    faults: [fault()],
    variants: [variant({ dialect: 'manager' })],
    scenarios: [golden],
    dialect: 'bridge',
  })
  expect(cells).toEqual(['odd golden-path manager', 'broken golden-path bridge hunted'])
})

test('a cycle visits all dialects, and the same ones with the same seed', () => {
  const cycle = { faults: [fault()], scenarios: [golden], rounds: 40, dialect: 'cycle' } as const
  const spoken = planCells(plan(cycle)).map(({ dialect }) => dialect)
  expect(new Set(spoken)).toEqual(new Set(['bridge', 'manager', 'payload', 'handshake']))
  expect(planCells(plan(cycle)).map(({ dialect }) => dialect)).toEqual(spoken)
  expect(planCells(plan({ ...cycle, seed: 't' })).map(({ dialect }) => dialect)).not.toEqual(spoken)
})

test('what waits long is known, by the scenario or by the variant', () => {
  const cells = planCells(plan({ faults: [fault({ hunts: ['long-hold'] })], variants: [variant({ isSlow: true })] }))
  expect(cells.filter(({ waits }) => waits).map(({ subject, scenario: id }) => `${subject.name} ${id}`)).toEqual([
    'odd cross-user-isolation',
    'odd golden-path',
    'broken long-hold',
  ])
})

test('healthy runs go slower than faulty ones, unless one time scale is asked for', () => {
  const subjects = { faults: [fault()], variants: [variant()], scenarios: [golden] }
  const [healthy, faulty] = planCells(plan(subjects)).map(({ timeScale }) => timeScale)
  expect(healthy).toBeLessThan(faulty ?? 0)
  expect(planCells(plan({ ...subjects, timeScale: 7 })).map(({ timeScale }) => timeScale)).toEqual([7, 7])
})
