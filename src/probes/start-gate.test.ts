import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { createStartGate } from './start-gate.ts'

const clock = createClock(50)

function gate(offsetsMs: readonly number[], patienceMs = 600_000) {
  const gone: number[] = []
  const places = createStartGate({ clock, name: 'gate-1', offsetsMs, patienceMs })
  const arrive = (index: number) => places[index]?.arrive(() => gone.push(index))
  return { places, gone, arrive }
}

test('nobody goes before the last has come, then all go in one tick', () => {
  const { gone, arrive, places } = gate([0, 0, 0])
  arrive(2)
  arrive(0)
  expect(gone).toEqual([])
  expect(places[2]?.releasedMs).toBeNull()
  arrive(1)
  expect(gone).toEqual([0, 1, 2])
  expect(places.map(({ releasedMs }) => typeof releasedMs)).toEqual(['number', 'number', 'number'])
})

test('who will not come is not waited for', () => {
  const { gone, arrive, places } = gate([0, 0])
  arrive(0)
  places[1]?.leave()
  expect(gone).toEqual([0])
  expect(places[1]).toMatchObject({ gate: 'gate-1', size: 2, releasedMs: null })
})

test('to leave after having arrived means nothing', () => {
  const { gone, arrive, places } = gate([0, 0])
  arrive(0)
  places[0]?.leave()
  expect(gone).toEqual([])
  arrive(1)
  expect(gone).toEqual([0, 1])
})

test('offsets are kept, and what really happened is written down', async () => {
  const { gone, arrive, places } = gate([200, 0])
  arrive(0)
  arrive(1)
  expect(gone).toEqual([1])
  await expect.poll(() => gone).toEqual([1, 0])
  const [late, early] = places
  // A busy machine may let the early one go late, so the gap can be shorter than asked for; the order cannot be another.
  expect(late?.releasedMs ?? 0).toBeGreaterThan(early?.releasedMs ?? Number.POSITIVE_INFINITY)
})

test('patience ends: those who are there go, who comes later goes at once', async () => {
  const { gone, arrive } = gate([0, 0, 0], 100)
  arrive(0)
  arrive(1)
  await expect.poll(() => gone).toEqual([0, 1])
  arrive(2)
  expect(gone).toEqual([0, 1, 2])
})
