import { expect, test } from 'vitest'
import { meantStatus } from './http-status.ts'
import { oneUser } from './judging.builder.ts'
import { viewEvidence } from './view.ts'

function meant(status: number | null, body: string): number | null {
  const [fact] = viewEvidence(oneUser((user) => user.http({ status, body }))).users[0]?.http ?? []
  return fact === undefined ? null : meantStatus(fact)
}

test.each([
  ['a plain 200', 200, '{"ok":true}', 200],
  ['HTML', 200, '<html></html>', 200],
  ['an empty body', 200, '', 200],
  ['an error body that gives the status', 200, '{"error":true,"details":{"status_code":401}}', 401],
  ['an error body with the status on top', 200, '{"error":true,"status_code":503}', 503],
  ['an error body with an auth code', 200, '{"error":true,"error_code":"AUTH_FAILED"}', 401],
  ['an error body that says no more', 200, '{"error":"it broke"}', 500],
  ['error: false', 200, '{"error":false}', 200],
  ['an empty error', 200, '{"error":""}', 200],
  ['another status, whatever its body', 404, '{"error":true,"details":{"status_code":500}}', 404],
  ['no response', null, '', null],
])('%s means what it says', (_what, status, body, expected) => {
  expect(meant(status, body)).toBe(expected)
})
