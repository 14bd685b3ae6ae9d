import { expect, test } from 'vitest'
import { Interrupted, listenForInterrupts } from './interrupts.ts'
import { aTerminal } from './terminal.builder.ts'

function listen() {
  const { err } = aTerminal()
  const state: { nowMs: number; ends: number[] } = { nowMs: 5_000, ends: [] }
  const clock = { now: () => state.nowMs }
  const interrupts = listenForInterrupts(err, { clock, endAtOnce: (code) => void state.ends.push(code) })
  return { err, state, interrupts }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s asks for an orderly end and says how to get a quick one',
  (name) => {
    const { err, interrupts } = listen()
    using _ = interrupts
    process.emit(name, name)
    expect(interrupts.signal.reason).toEqual(new Interrupted(name))
    expect(err.text).toContain('Once more ends at once.')
  },
)

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('the same keystroke heard twice is no second wish; a later %s is, and ends with %d', (name, code) => {
  const { err, state, interrupts } = listen()
  using _ = interrupts
  process.emit(name, name)
  state.nowMs += 1_000
  process.emit(name, name)
  expect(state.ends).toEqual([])
  state.nowMs += 1
  process.emit(name, name)
  expect(state.ends).toEqual([code])
  expect(err.text.match(/interrupted/g)).toHaveLength(1)
})

test('after disposal signals are nobody’s business here', () => {
  const before = process.listenerCount('SIGINT')
  const { interrupts } = listen()
  interrupts[Symbol.dispose]()
  expect(process.listenerCount('SIGINT')).toBe(before)
})
