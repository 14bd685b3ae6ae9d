import { expect, test } from 'vitest'
import { CallerDeadline, DeadlineExceeded } from '../kernel/deadline.ts'
import { Halt } from '../probes/halt.ts'
import { meaningOf } from './exceptions.ts'

const calm = new AbortController().signal

test('a halt needs no note: the evidence has its cause', () => {
  expect(meaningOf(new Halt('sign-in', 'no token'), calm)).toEqual({ ended: 'complete', note: null })
})

test('a deadline of the run is noted with what ran out', () => {
  const meaning = meaningOf(new DeadlineExceeded('the run of x', 5), calm)
  expect(meaning).toEqual({
    ended: 'deadline',
    note: { what: 'deadline', detail: 'the run of x did not finish within 5 ms' },
  })
})

test.each([[new TypeError('own defect')], ['a thrown string'], [undefined]])('%s is a defect of ours', (thrown) => {
  expect(meaningOf(thrown, calm)).toMatchObject({ ended: 'error', note: { what: 'scenario-threw' } })
})

test('whatever is thrown after the caller’s time ran out only says so', () => {
  const cut = AbortSignal.abort(new CallerDeadline('the time limit (--timeout)', 2))
  expect(meaningOf(new TypeError('torn down'), cut)).toEqual({
    ended: 'caller-deadline',
    note: { what: 'caller-deadline', detail: 'the time limit (--timeout) of 2 s ran out' },
  })
})

test('whatever is thrown after an interrupt only says that we were interrupted', () => {
  const interrupted = AbortSignal.abort(new Error('SIGINT'))
  expect(meaningOf(new TypeError('torn down'), interrupted)).toEqual({
    ended: 'cancelled',
    note: { what: 'cancelled', detail: 'SIGINT' },
  })
})
