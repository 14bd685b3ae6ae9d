import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

/** A thread that is late by `delays` in its breaths, one after the other; afterwards it is calm. */
function thread(delays: readonly number[]) {
  let breaths = 0
  let totalMs = 0
  const clock = {
    sleep: async () => {
      totalMs += delays[breaths] ?? 0
      breaths += 1
    },
  }
  const lateness = {
    get totalMs() {
      return totalMs
    },
  }
  return { gate: createGate(clock, lateness), breaths: () => breaths }
}

test('a calm thread lets a cell in after one breath', async () => {
  const { gate, breaths } = thread([])
  await gate.pass()
  expect(breaths()).toBe(1)
})

test('a busy thread lets nobody in until it is calm', async () => {
  const { gate, breaths } = thread([30, 9, 8])
  await gate.pass()
  expect(breaths()).toBe(3)
})

test('a thread that is never calm lets a cell in at last', async () => {
  const { gate, breaths } = thread(Array.from({ length: 100 }, () => 50))
  await gate.pass()
  expect(breaths()).toBe(10)
})

test('cells go in one after the other, in the order in which they came', async () => {
  const { gate, breaths } = thread([])
  const order: string[] = []
  await Promise.all(['a', 'b', 'c'].map((name) => gate.pass().then(() => order.push(`${name} after ${breaths()}`))))
  expect(order).toEqual(['a after 1', 'b after 2', 'c after 3'])
})
