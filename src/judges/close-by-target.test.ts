import { expect, test } from 'vitest'
import { closeByTarget } from './close-by-target.ts'
import { oneUser } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'

function endedAt(how: Parameters<UserScript['close']>[0]): number | null {
  const { facts } = oneUser((user) => user.upgrade().after(870).close(how))
  return closeByTarget(facts.find((fact) => fact.kind === 'close') ?? null)
}

test.each<[string, Parameters<UserScript['close']>[0], number | null]>([
  ['that we closed', {}, null],
  ['that the server closed', { initiator: 'server' }, 1_000],
  ['that just ended', { initiator: 'none' }, 1_000],
  ['that we closed over a bad frame', { error: { code: 'WS_ERR_INVALID_UTF8', message: '' } }, 1_000],
  ['that we closed over something else', { error: { code: 'ECONNRESET', message: '' } }, null],
])('a socket %s', (_which, how, atMs) => {
  expect(endedAt(how)).toBe(atMs)
})

test('a socket without an end was not ended', () => {
  expect(closeByTarget(null)).toBeNull()
})
