import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { DeadlineExceeded } from '../kernel/deadline.ts'
import type { StepEvidence } from '../model/evidence-file.ts'
import { createStepBook, type StepNews } from './step-book.ts'

function openBook() {
  const steps: StepEvidence[] = []
  const news: StepNews[] = []
  const book = createStepBook({
    clock: createClock(1000),
    signal: new AbortController().signal,
    steps,
    listener: (item) => news.push(item),
    describe: (thrown) => `described: ${thrown instanceof Error ? thrown.message : ''}`,
  })
  return { book, steps, news }
}

test('a step that works is passed, with its user and its duration, and gives its result', async () => {
  const { book, steps, news } = openBook()
  expect(await book.run('sign-in', 'user-1', 60_000, async () => 'token')).toBe('token')
  expect(steps).toEqual([
    {
      name: 'sign-in',
      user: 'user-1',
      state: 'passed',
      startMs: expect.any(Number),
      durationMs: expect.any(Number),
      detail: '',
    },
  ])
  expect(news.map((item) => item.state)).toEqual(['running', 'passed'])
})

test('what a step throws is written down and thrown on', async () => {
  const { book, steps, news } = openBook()
  await expect(book.run('connect', 'user-1', 60_000, () => Promise.reject(new Error('refused')))).rejects.toThrow(
    'refused',
  )
  expect(steps).toMatchObject([{ state: 'failed', detail: 'described: refused' }])
  expect(news.map((item) => item.state)).toEqual(['running', 'failed'])
})

test('a step that hangs fails at its deadline', async () => {
  const { book, steps } = openBook()
  await expect(book.run('converse', null, 100, () => new Promise<never>(() => {}))).rejects.toThrow(DeadlineExceeded)
  expect(steps).toMatchObject([{ name: 'converse', state: 'failed' }])
})

test('a step that is still going on is not passed', async () => {
  const { book, steps } = openBook()
  const gate = Promise.withResolvers<void>()
  const going = book.run('linger', null, 60_000, () => gate.promise)
  expect(steps).toMatchObject([{ state: 'not-run' }])
  gate.resolve()
  await going
  expect(steps).toMatchObject([{ state: 'passed' }])
})

test('steps keep the order in which they began', async () => {
  const { book, steps } = openBook()
  const gate = Promise.withResolvers<void>()
  const first = book.run('first', null, 60_000, () => gate.promise)
  await book.run('second', null, 60_000, async () => gate.resolve())
  await first
  expect(steps.map((step) => step.name)).toEqual(['first', 'second'])
})
