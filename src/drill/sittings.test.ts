import { expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { broken, cell, row, said } from './drill.builder.ts'
import type { Drilled } from './drill-cell.ts'
import { holdSittings } from './sittings.ts'

const healthy = { kind: 'healthy', name: 'odd', warnings: [] } as const

/** Every run comes out as `outcome` says, in its own time. */
function hold(cells: readonly Cell[], drill: (cell: Cell) => Promise<Drilled>, parallel = 6) {
  return holdSittings(cells, { parallel, drill, progress: () => undefined })
}

function drilled({ seed, timeScale }: Cell, trouble: string | null = null): Drilled {
  return { row: row({ seed, timeScale, durationMs: 100 }), trouble }
}

test('rows come in the order of the cells, whoever ends first', async () => {
  const gate = Promise.withResolvers<void>()
  const rows = await hold([cell({ seed: 'a' }), cell({ seed: 'b' })], async (each) => {
    if (each.seed === 'a') await gate.promise
    else gate.resolve()
    return drilled(each)
  })
  expect(rows.map(({ seed, tries }) => [seed, tries])).toEqual([
    ['a', 1],
    ['b', 1],
  ])
})

test('a run that we spoilt is done again at half the speed after all others, and shown', async () => {
  const order: string[] = []
  const rows = await hold([cell({ seed: 'a' }), cell({ seed: 'b' })], async (each) => {
    order.push(`${each.seed} at ${each.timeScale}`)
    return drilled(each, each.seed === 'a' && each.timeScale === 20 ? 'busy' : null)
  })
  expect(order).toEqual(['a at 20', 'b at 20', 'a at 10'])
  expect(rows[0]).toMatchObject({ tries: 2, spoilt: ['busy'], timeScale: 10, durationMs: 200 })
})

test('no run is repeated more than twice; the third result stands, whatever spoilt it', async () => {
  let runs = 0
  const rows = await hold([cell({ subject: healthy })], async (each) => {
    runs += 1
    return { row: row({ kind: 'healthy', outcome: 'false-alarm', timeScale: each.timeScale }), trouble: `busy ${runs}` }
  })
  expect(runs).toBe(3)
  expect(rows).toMatchObject([{ outcome: 'false-alarm', tries: 3, spoilt: ['busy 1', 'busy 2'], timeScale: 5 }])
})

test.each([
  ['say alike', ['unclassified', 'unclassified'], 2],
  ['say differently', ['unclassified', 'llm-slow', 'unclassified'], 3],
] as const)('when two runs of a fault %s', async (_name, headlines, runs) => {
  const left = headlines.values()
  const rows = await hold([cell()], async () => {
    const got = said('fail', left.next().value ?? 'unclassified')
    return { row: row({ outcome: 'misnamed', got }), trouble: 'busy' }
  })
  expect(rows[0]).toMatchObject({ outcome: 'misnamed', tries: runs })
})

test('progress hears of each row once, when it counts', async () => {
  const heard: number[] = []
  await holdSittings([cell()], {
    parallel: 1,
    drill: async (each) => drilled(each, each.timeScale === 20 ? 'busy' : null),
    progress: ({ tries }) => heard.push(tries),
  })
  expect(heard).toEqual([2])
})

/** The most cells of each kind that were at work at the same time. */
async function crowds(cells: readonly Cell[], parallel: number) {
  const now = { healthy: 0, fault: 0, waiting: 0 }
  const most = { ...now }
  const order: string[] = []
  await hold(
    cells,
    async (each) => {
      const kind = each.waits ? 'waiting' : each.subject.kind
      order.push(kind)
      now[kind] += 1
      most[kind] = Math.max(most[kind], now[kind])
      await Promise.resolve()
      now[kind] -= 1
      return drilled(each)
    },
    parallel,
  )
  return { most, order }
}

test('healthy runs come before faulty ones and in a smaller company; what waits goes on beside both', async () => {
  const many = (given: Partial<Cell>) => Array.from({ length: 20 }, () => cell(given))
  const cells = [...many({ subject: broken() }), ...many({ subject: healthy }), ...many({ waits: true })]
  const { most, order } = await crowds(cells, 6)
  expect(most).toEqual({ healthy: 3, fault: 6, waiting: 12 })
  expect(order.lastIndexOf('healthy')).toBeLessThan(order.indexOf('fault'))
  expect(order.slice(0, 14)).toContain('waiting')
})

test('nothing to do is no row', async () => {
  expect(await hold([], async (each) => drilled(each))).toEqual([])
})
