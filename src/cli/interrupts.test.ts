import { expect, test } from 'vitest'
import { Interrupted, listenForInterrupts } from './interrupts.ts'
import { aTerminal } from './terminal.builder.ts'

function listen() {
  const { err } = aTerminal()
  const state = { nowMs: 5_000, ends: 0 }
  const clock = { now: () => state.nowMs }
  const interrupts = listenForInterrupts(err, { clock, endAtOnce: () => void state.ends++ })
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

test('the same keystroke heard twice is no second wish; a later one is', () => {
  const { err, state, interrupts } = listen()
  using _ = interrupts
  process.emit('SIGINT', 'SIGINT')
  state.nowMs += 1_000
  process.emit('SIGINT', 'SIGINT')
  expect(state.ends).toBe(0)
  state.nowMs += 1
  process.emit('SIGINT', 'SIGINT')
  expect(state.ends).toBe(1)
  expect(err.text.match(/interrupted/g)).toHaveLength(1)
})

test('after disposal signals are nobody’s business here', () => {
  const before = process.listenerCount('SIGINT')
  const { interrupts } = listen()
  interrupts[Symbol.dispose]()
  expect(process.listenerCount('SIGINT')).toBe(before)
})
