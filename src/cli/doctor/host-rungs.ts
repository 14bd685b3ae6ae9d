import type { HostSeen } from '../../probes/host-probe.ts'
import type { Rung } from './rung.ts'

const DAY_MS = 86_400_000
/** Time enough to renew a certificate. */
const FEWEST_DAYS = 14

/** What the names of the hosts say. */
export function dnsRung(hosts: readonly HostSeen[]): Rung {
  const lost = hosts.flatMap(({ host, dns }) => (dns.kind === 'failed' ? [`${host}: ${dns.message}`] : []))
  if (lost.length > 0) {
    const todo = 'Check the spelling of the address, and whether this machine needs a VPN or another resolver.'
    return { name: 'DNS', state: 'broken', said: lost.join('; '), todo }
  }
  const found = hosts.map(({ host, dns }) => `${host} ${dns.kind === 'found' ? dns.addresses[0] : ''}`)
  return { name: 'DNS', state: 'ok', said: [...new Set(found)].join(', '), todo: '' }
}

/** What the certificates of the hosts say. `nowMs` is since the epoch. */
export function tlsRung(hosts: readonly HostSeen[], nowMs: number): Rung {
  const name = 'TLS'
  const shown = hosts.flatMap(({ host, tls }) => (tls === null ? [] : [{ host, tls }]))
  if (shown.length === 0) return { name, state: 'ok', said: 'none: every address is on this machine', todo: '' }
  const problems = shown.flatMap(({ host, tls }) => {
    const problem = tls.kind === 'failed' ? tls.message : tls.problem
    return problem === null ? [] : [`${host}: ${problem}`]
  })
  if (problems.length > 0) {
    return { name, state: 'broken', said: problems.join('; '), todo: cureOf(problems) }
  }
  const days = shown.map(({ host, tls }) => ({ host, days: tls.kind === 'shown' ? daysTo(tls.expiresAtMs, nowMs) : 0 }))
  const said = days.map((each) => `${each.host} for ${each.days} days`).join(', ')
  const isShort = days.some((each) => !(each.days >= FEWEST_DAYS))
  return isShort
    ? { name, state: 'warning', said, todo: `Renew what ends within ${FEWEST_DAYS} days.` }
    : { name, state: 'ok', said, todo: '' }
}

function cureOf(problems: readonly string[]): string {
  return problems.some((problem) => problem.includes('CERT_HAS_EXPIRED'))
    ? 'Renew the certificate; if it is still good, set the clock of this machine.'
    : 'Look at the names and the issuer of the certificate; for an issuer of your own set NODE_EXTRA_CA_CERTS.'
}

function daysTo(thenMs: number, nowMs: number): number {
  return Math.floor((thenMs - nowMs) / DAY_MS)
}
