import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { areCredentialsRefused, isDisowned, isOffline } from './own-trouble.ts'

test.each([
  ['a wrong key', 401, '{"detail":"Invalid E2E bypass key"}', true],
  ['a missing key', 401, '{"detail":"E2E bypass key required"}', true],
  ['a wrong password', 401, '{"detail":"Invalid credentials"}', true],
  ['a refusal for another reason', 403, '{"detail":"E2E test authentication is not available in production"}', false],
  ['an outage that talks about credentials', 500, '{"detail":"Invalid credentials"}', false],
  ['a grant', 200, '{}', false],
])('%s is our credentials refused or not', (_name, status, body, expected) => {
  expect(areCredentialsRefused({ status, body })).toBe(expected)
})

const address = (internal: boolean): NetworkInterfaceInfo => ({
  address: '192.0.2.1',
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  cidr: null,
  internal,
})

test('a machine with nothing but its loopback is offline for everything beyond it', () => {
  expect(isOffline('https://api.example.com', { lo: [address(true)] })).toBe(true)
  expect(isOffline('https://api.example.com', {})).toBe(true)
  expect(isOffline('https://api.example.com', { lo: [address(true)], eth0: [address(false)] })).toBe(false)
})

test.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])('%s needs no network', (url) => {
  expect(isOffline(url, {})).toBe(false)
})

test.each([
  ['{"valid":false,"error":"invalid_token"}', true],
  ['{"error":"expired","valid": false}', true],
  ['{"valid":true,"user_id":"e2e-amber"}', false],
  ['{"user":{"valid":false},"valid":true}', false],
  ['Bad Gateway', false],
])('of %s the service disowns a token or not', (body, expected) => {
  expect(isDisowned(body)).toBe(expected)
})
