import { expect, test } from 'vitest'
import { createOpenCount } from './open-count.ts'

test('what was opened counts until it has ended, well or not', async () => {
  const count = createOpenCount()
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  count.add(first.promise)
  count.add(second.promise)
  expect(count.open).toBe(2)
  first.resolve()
  await first.promise
  expect(count.open).toBe(1)
  second.reject(new Error('it broke'))
  await second.promise.catch(() => undefined)
  expect(count.open).toBe(0)
})
