import { expect, test } from 'vitest'
import { createSocketCount } from './socket-count.ts'

test('a socket counts until it has ended', async () => {
  const count = createSocketCount()
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  count.add(first.promise)
  count.add(second.promise)
  expect(count.open).toBe(2)
  first.resolve()
  await first.promise
  expect(count.open).toBe(1)
  second.resolve()
  await second.promise
  expect(count.open).toBe(0)
})
