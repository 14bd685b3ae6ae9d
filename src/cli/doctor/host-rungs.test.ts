import { expect, test } from 'vitest'
import type { HostSeen } from '../../probes/host-probe.ts'
import { dnsRung, tlsRung } from './host-rungs.ts'

const nowMs = Date.parse('2026-11-22T12:00:00Z')
const found = { kind: 'found', addresses: ['203.0.113.7'] } as const
const failed = { kind: 'failed', message: 'getaddrinfo ENOTFOUND' } as const

function host(tls: HostSeen['tls'], dns: HostSeen['dns'] = found): HostSeen {
  return { host: 'api.example', dns, tls }
}

function certificate(days: number, problem: string | null = null): HostSeen['tls'] {
  return { kind: 'shown', problem, expiresAtMs: nowMs + days * 86_400_000 }
}

test('a name without an address breaks DNS; others are shown once with theirs', () => {
  expect(dnsRung([host(null)])).toMatchObject({ state: 'ok', said: 'api.example 203.0.113.7' })
  expect(dnsRung([host(null), host(null)])).toMatchObject({ said: 'api.example 203.0.113.7' })
  expect(dnsRung([host(null), host(null, failed)])).toMatchObject({
    state: 'broken',
    said: 'api.example: getaddrinfo ENOTFOUND',
  })
})

test.each([
  ['no TLS anywhere', null, 'ok', 'none'],
  ['a certificate for a year', certificate(365), 'ok', 'api.example for 365 days'],
  ['one for two weeks', certificate(14), 'ok', 'for 14 days'],
  ['one for less', certificate(13), 'warning', 'for 13 days'],
  ['one that does not say', { kind: 'shown', problem: null, expiresAtMs: Number.NaN } as const, 'warning', 'NaN days'],
  ['one of another name', certificate(365, 'ERR_TLS_CERT_ALTNAME_INVALID'), 'broken', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['one that is over', certificate(-1, 'CERT_HAS_EXPIRED'), 'broken', 'CERT_HAS_EXPIRED'],
  ['no handshake', failed, 'broken', 'getaddrinfo ENOTFOUND'],
] as const)('%s: TLS', (_name, tls, state, said) => {
  expect(tlsRung([host(tls)], nowMs)).toMatchObject({ state, said: expect.stringContaining(said) })
})

test('each trouble with a certificate has its own cure', () => {
  const cure = (problem: string) => tlsRung([host(certificate(-1, problem))], nowMs).todo
  expect(cure('CERT_HAS_EXPIRED')).toContain('Renew the certificate')
  expect(cure('SELF_SIGNED_CERT_IN_CHAIN')).toContain('NODE_EXTRA_CA_CERTS')
})
