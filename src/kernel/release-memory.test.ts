import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { releaseMemory } from './release-memory.ts'

test('what nobody needs any more is gone at once', async () => {
  const left = new WeakRef({ big: Array.from({ length: 1_000 }, () => 'x') })
  expect(left.deref()).toBeDefined()
  await setImmediate()
  releaseMemory()
  expect(left.deref()).toBeUndefined()
})
