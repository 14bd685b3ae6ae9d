import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeAxis } from './time-axis.ts'

test('without long waits time is drawn evenly', () => {
  const axis = createTimeAxis({ fromMs: 0, toMs: 100 }, [10, 20, 30, 40, 50, 60, 70, 80, 90])
  expect(axis.gaps).toEqual([])
  expect(axis.at(50)).toBeCloseTo(50)
})

test('a long wait is drawn short, so that what came before has room', () => {
  const axis = createTimeAxis({ fromMs: 0, toMs: 182_000 }, [100, 500, 1_000, 1_500, 2_000, 182_000])
  expect(axis.gaps).toHaveLength(1)
  expect(axis.at(1_000)).toBeGreaterThan(40)
  const [gap] = axis.gaps
  expect(gap?.fromMs).toBeGreaterThanOrEqual(2_000)
  expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeCloseTo(7)
})

test('what is short for a person is drawn as it is, whatever share it takes', () => {
  expect(createTimeAxis({ fromMs: 0, toMs: 1_800 }, [100, 300, 1_500]).gaps).toEqual([])
})

test('a range in which nothing at all happens is drawn evenly', () => {
  const axis = createTimeAxis({ fromMs: 0, toMs: 1_000 }, [])
  expect(axis.gaps).toEqual([])
  expect(axis.at(500)).toBeCloseTo(50)
})

test('later is never further left, everything stays on the page, and ticks have room', () => {
  const moments = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 40 })
  const range = fc
    .tuple(fc.integer({ min: 0, max: 1e5 }), fc.integer({ min: 1, max: 1e6 }))
    .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }))
  fc.assert(
    fc.property(range, moments, (whole, all) => {
      const axis = createTimeAxis(whole, all)
      const places = all.toSorted((a, b) => a - b).map((ms) => axis.at(ms))
      expect(places.every((place) => place >= 0.5 - 1e-6 && place <= 99.5 + 1e-6)).toBe(true)
      expect(places.every((place, index) => place >= (places[index - 1] ?? 0) - 1e-6)).toBe(true)
      const ticks = axis.ticks.map((ms) => axis.at(ms))
      expect(ticks.slice(1).every((place, index) => place - (ticks[index] ?? 0) >= 11 - 1e-6)).toBe(true)
      expect(ticks.length).toBeLessThan(20)
    }),
  )
})
