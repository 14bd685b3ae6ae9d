import { expect, test } from 'vitest'
import { inTurn, together } from './together.ts'

test('results come in the order of the items, whoever is first', async () => {
  const gate = Promise.withResolvers<void>()
  const results = await together(['slow', 'fast'], async (item) => {
    if (item === 'slow') await gate.promise
    else gate.resolve()
    return item.toUpperCase()
  })
  expect(results).toEqual(['SLOW', 'FAST'])
})

test('everybody begins before anybody ends', async () => {
  let begun = 0
  const all = Promise.withResolvers<void>()
  await together([1, 2, 3], async () => {
    begun += 1
    if (begun === 3) all.resolve()
    await all.promise
  })
  expect(begun).toBe(3)
})

test('a failure does not stop the others, and is thrown after they ended', async () => {
  const ended: string[] = []
  const failed = Promise.withResolvers<void>()
  const run = together(['breaks', 'goes on'], async (item) => {
    if (item === 'breaks') {
      failed.resolve()
      throw new Error('first')
    }
    await failed.promise
    ended.push(item)
  })
  await expect(run).rejects.toThrow('first')
  expect(ended).toEqual(['goes on'])
})

test('of several failures the first in time is thrown', async () => {
  const second = Promise.withResolvers<void>()
  const run = together(['late', 'early'], async (item) => {
    if (item === 'late') await second.promise
    second.resolve()
    throw new Error(item)
  })
  await expect(run).rejects.toThrow('early')
})

test('in turn, nobody begins before the one before has ended, also if that one failed', async () => {
  const told: string[] = []
  const run = inTurn(['first', 'fails', 'last'], async (item) => {
    told.push(`${item} begins`)
    await Promise.resolve()
    if (item === 'fails') throw new Error('in the middle')
    told.push(`${item} ends`)
  })
  await expect(run).rejects.toThrow('in the middle')
  expect(told).toEqual(['first begins', 'first ends', 'fails begins', 'last begins', 'last ends'])
})

test('in turn, results come in the order of the items', async () => {
  expect(await inTurn([1, 2, 3], async (item) => item * 2)).toEqual([2, 4, 6])
  expect(await inTurn([], async () => 1)).toEqual([])
})
