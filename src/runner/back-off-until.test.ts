import { expect, test } from 'vitest'
import type { HttpFact } from '../model/evidence.ts'
import { budgetSchema } from '../model/target.ts'
import { backOffUntil } from './back-off-until.ts'
import { clockOffset } from './clock-offset.ts'

const nowMs = Date.parse('2026-11-22T12:00:00Z')
const budget = budgetSchema.parse({})

function answer(status: number, headers: Record<string, string>, atMs = 0, endMs = 10): HttpFact {
  return {
    kind: 'http',
    seq: 0,
    atMs,
    endMs,
    user: null,
    role: 'api',
    purpose: 'health',
    method: 'GET',
    url: 'http://127.0.0.1/health',
    status,
    headers,
    body: '',
    bodyBytes: 0,
    remoteAddress: '127.0.0.1',
    timings: { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null },
    error: null,
  }
}

test.each([
  ['nobody said 429', [answer(503, { 'retry-after': '10' })], null],
  ['no fact at all', [], null],
  ['a number of seconds', [answer(429, { 'retry-after': '30' })], nowMs + 30_000],
  ['a date', [answer(429, { 'retry-after': 'Sun, 22 Nov 2026 12:05:00 GMT' })], nowMs + 300_000],
  ['no word of how long', [answer(429, {})], nowMs + 600_000],
  ['a word that is neither', [answer(429, { 'retry-after': 'soon' })], nowMs + 600_000],
  [
    'several, of which the longest counts',
    [answer(429, { 'retry-after': '5' }), answer(429, { 'retry-after': '50' })],
    nowMs + 50_000,
  ],
])('the back-off after %s', (_name, facts, untilMs) => {
  expect(backOffUntil({ facts }, budget, nowMs)).toBe(untilMs)
})

test('the clock offset comes from the fastest dated answer', () => {
  const facts = [
    answer(200, { date: 'Sun, 22 Nov 2026 12:01:00 GMT' }, 0, 2_000),
    answer(200, { date: 'Sun, 22 Nov 2026 12:00:10 GMT' }, 2_000, 2_010),
    answer(200, {}, 2_010, 2_011),
  ]
  expect(clockOffset(facts, nowMs, 1)).toBe(10_000 - 2_010)
})

test('without a dated answer nothing is known of the clock', () => {
  expect(clockOffset([answer(200, { date: 'rubbish' })], nowMs, 1)).toBeNull()
})
