import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createRandom } from '../../kernel/random.ts'
import { createIds } from '../ids.ts'
import { createThreads, writeMessage } from './threads.ts'

const clock = createClock()
const ids = createIds(createRandom('threads'), clock)

test('a thread is found by its owner only', () => {
  const threads = createThreads(clock)
  const thread = threads.create('thread_1', 'ada', null)
  expect(threads.find('thread_1', 'ada')).toBe(thread)
  expect(threads.find('thread_1', 'bob')).toBeUndefined()
  expect(threads.list('bob')).toEqual([])
})

test('the store does not grow for ever', () => {
  const threads = createThreads(clock)
  for (let i = 0; i < 60; i++) threads.create(`thread_${i}`, 'ada', null)
  expect(threads.list('ada').map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => `thread_${i + 10}`))
  const thread = threads.create('thread_long', 'ada', null)
  for (let i = 0; i < 110; i++) writeMessage(thread, 'user', String(i), { ids, clock })
  expect(thread.messages.map(({ content }) => content)).toEqual(Array.from({ length: 100 }, (_, i) => String(i + 10)))
})
