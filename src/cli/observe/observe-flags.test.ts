import { expect, test } from 'vitest'
import { UsageError } from '../../config/usage-error.ts'
import { readObserveFlags } from './observe-flags.ts'

test('without flags nothing is switched on by itself', () => {
  expect(readObserveFlags([])).toEqual({ fault: null, afterMs: 30_000, port: 9465 })
})

test('a fault comes when it was asked to come', () => {
  expect(readObserveFlags(['--fault', 'agent-death-silent', '--after', '5', '--port', '0'])).toEqual({
    fault: 'agent-death-silent',
    afterMs: 5_000,
    port: 0,
  })
})

test.each([['--after', 'soon'], ['--port', '70000'], ['--fualt', 'x'], ['stray']])('%s %s is refused', (...argv) => {
  expect(() => readObserveFlags(argv)).toThrow(UsageError)
})
