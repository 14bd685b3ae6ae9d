import { expect, test } from 'vitest'
import { createClock } from './clock.ts'
import { DeadlineExceeded, withDeadline } from './deadline.ts'

const clock = createClock(1000)
const scope = () => {
  const controller = new AbortController()
  return { controller, clock, signal: controller.signal }
}
const forever = () => new Promise<never>(() => {})

test('work that finishes in time gives its result', async () => {
  expect(await withDeadline(scope(), 'a step', 60_000, async () => 7)).toBe(7)
})

test('work that ignores its signal is left behind when the budget is spent, and the error names the wait', async () => {
  const wait = withDeadline(scope(), 'welcome', 50, forever)
  await expect(wait).rejects.toEqual(new DeadlineExceeded('welcome', 50))
})

test('the loser is aborted, not outrun', async () => {
  let aborted = false
  const wait = withDeadline(scope(), 'a step', 50, (signal) => {
    signal.addEventListener('abort', () => {
      aborted = true
    })
    return forever()
  })
  await expect(wait).rejects.toThrow(DeadlineExceeded)
  expect(aborted).toBe(true)
})

test('the first reason wins: an outer abort is not reported as a deadline', async () => {
  const outer = scope()
  const wait = withDeadline(outer, 'a step', 60_000, forever)
  outer.controller.abort(new Error('interrupted'))
  await expect(wait).rejects.toThrow('interrupted')
})

test('an inner deadline does not outlive the outer one', async () => {
  const wait = withDeadline(scope(), 'outer', 50, (signal) =>
    withDeadline({ clock, signal }, 'inner', 600_000, forever),
  )
  await expect(wait).rejects.toMatchObject({ what: 'outer' })
})

test('an error of the work comes through as it is', async () => {
  const wait = withDeadline(scope(), 'a step', 60_000, () => Promise.reject(new TypeError('own')))
  await expect(wait).rejects.toThrow(TypeError)
})

test('nothing begins under a signal that has aborted already', async () => {
  let begun = false
  const wait = withDeadline({ clock, signal: AbortSignal.abort(new Error('before')) }, 'a step', 50, async () => {
    begun = true
  })
  await expect(wait).rejects.toThrow('before')
  expect(begun).toBe(false)
})
