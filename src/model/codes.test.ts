import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { codeNames, codes } from './codes.ts'
import { domains, phases, severities } from './words.ts'

/** Modes of the catalogue, then the plain shapes. Written out again, so that none can disappear unseen. */
const expectedNames = [
  'backend-crash-loop-503',
  'startup-db-timeout-503',
  'deploy-green-app-dead',
  'redis-down-readiness-reject',
  'cold-start-window',
  'startup-queue-500',
  'instance-death-mid-stream',
  'health-lies',
  'tls-hostname-mismatch',
  'lb-auth-header-strip',
  'cloud-armor-403',
  'cloud-armor-rate-ban-429',
  'handshake-timeout',
  'cloud-run-timeout-kill',
  'heartbeat-2min-kill',
  'ws-route-missing',
  'subprotocol-negotiation-fail',
  'client-server-skew',
  'auth-service-down',
  'auth-login-5xx',
  'jwt-secret-mismatch',
  'jwt-secret-instance-drift',
  'no-token-extracted',
  'auth-error-masked-as-1011',
  'auth-bypass-identity-collapse',
  'relaxed-id-collision',
  'auth-circuit-open',
  'auth-validation-timeout',
  'token-expiry-midsession',
  'token-accepted-after-logout',
  'auth-user-desync',
  'service-auth-403',
  'ws-ticket-burn',
  'silent-auth-hang',
  'accepted-then-closed-1011',
  'handshake-accept-race',
  'state-machine-stuck-connecting',
  'supervisor-not-ready',
  'no-welcome-frame',
  'early-message-lost',
  'clean-close-crash-1000',
  'dirty-close-1006',
  'connection-storm',
  'slow-handshake',
  'symbol-missing-1011',
  'factory-startup-crash',
  'factory-ssot-validation-1011',
  'factory-self-recursion-1011',
  'manager-limit-exhausted',
  'engine-cap-two-per-user',
  'engine-lock-convoy',
  'eventless-engine',
  'tool-registry-duplicate',
  'factory-not-configured',
  'factory-await-mismatch',
  'router-signature-mismatch',
  'handler-protocol-missing',
  'agent-handler-setup-failed-silent',
  'unknown-type-acked',
  'mode-echo-trap',
  'shared-handler-last-writer-wins',
  'first-handler-wins',
  'thread-user-routing-gap',
  'connection-never-registered',
  'events-silently-dropped',
  'events-missing-partial',
  'events-duplicated',
  'events-out-of-order',
  'event-envelope-drift',
  'events-lost-on-reconnect',
  'cross-instance-delivery-gap',
  'content-field-mismatch',
  'json-serialization-1011',
  'agent-registry-empty',
  'agent-death-silent',
  'orchestrator-none-fallback',
  'agent-service-none-200',
  'timeout-hierarchy-inversion',
  'context-serialization-failure',
  'db-session-failure-midrun',
  'agent-never-starts',
  'llm-unavailable',
  'llm-apology-success',
  'llm-cache-cross-user',
  'canned-or-fabricated-answer',
  'empty-or-trivial-answer',
  'cross-user-event-leak',
  'cross-user-state-bleed',
  'broadcast-to-all-handler',
  'identity-collapse',
  'manager-leak',
  'handler-accumulation',
  'memory-growth',
  'resource-limit-cascade',
  'target-unreachable',
  'sign-in-refused',
  'sign-in-unconfigured',
  'sign-in-malformed',
  'sign-in-timeout',
  'negative-control-accepted',
  'upgrade-refused',
  'upgrade-timeout',
  'malformed-frame',
  'oversized-frame',
  'frame-flood',
  'closed-without-code',
  'closed-mid-run',
  'events-burst',
  'llm-slow',
  'answer-timeout',
  'answer-without-nonce',
  'answer-echo',
  'answer-unproven',
  'agents-unfinished',
  'unclassified',
  'sign-in-slow',
  'first-event-slow',
  'page-unreachable',
  'page-blank',
  'page-script-error',
  'page-never-ready',
  'page-frozen',
  'page-slow',
  'page-opens-no-socket',
  'page-prompt-not-sent',
  'page-drops-events',
  'answer-not-on-screen',
  'page-error-shown',
  'page-spinner-stuck',
  'foreign-content-on-screen',
  'sign-out-leaves-socket',
  'page-sign-out-broken',
]
const prose = ['wire', 'causes', 'apart', 'first'] as const
const scenarios = readdirSync(new URL('../../scenarios', import.meta.url)).map((file) => basename(file, '.ts'))

/** Sentences, without what stands in quotes. */
function sentences(text: string): number {
  return (text.replace(/`[^`]*`|"[^"]*"/g, 'x').match(/[.?!](?=\s|$)/g) ?? []).length
}

test('the table has every name of the catalogue and every plain shape, in this order', () => {
  expect(codeNames).toEqual(expectedNames)
})

test.each(codeNames)('%s is complete', (name) => {
  const entry = codes[name]
  expect(Object.keys(entry)).toEqual(['domain', 'phase', 'severity', ...prose, 'scenarios'])
  expect(domains).toContain(entry.domain)
  expect(phases).toContain(entry.phase)
  expect(severities).toContain(entry.severity)
  for (const scenario of entry.scenarios) expect(scenarios).toContain(scenario)
  expect(new Set(entry.scenarios).size).toBe(entry.scenarios.length)
})

test.each(codeNames)('%s is told in one to three sentences that end', (name) => {
  for (const field of prose) {
    const text = codes[name][field]
    expect(text).toMatch(/^[A-Z`"0-9].*[.?!]$/)
    expect(text).toBe(text.replace(/\s+/g, ' ').trim())
    expect([1, 2, 3]).toContain(sentences(text))
  }
})

test('no two entries say the same', () => {
  const owners = Map.groupBy(
    codeNames.flatMap((name) => prose.map((field) => ({ where: `${name}.${field}`, text: codes[name][field] }))),
    ({ text }) => text.toLowerCase(),
  )
  const shared = [...owners.values()].filter((all) => all.length > 1).map((all) => all.map(({ where }) => where))
  expect(shared).toEqual([])
})

test('what looks like a code in the prose is one', () => {
  const known: ReadonlySet<string> = new Set([...codeNames, ...scenarios])
  const named = codeNames.flatMap((name) =>
    prose.flatMap((field) =>
      [...codes[name][field].matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, word]) => word ?? ''),
    ),
  )
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((word) => !known.has(word))).toEqual([])
})

test('an entry is never told apart from itself', () => {
  expect(codeNames.filter((name) => codes[name].apart.includes(`\`${name}\``))).toEqual([])
})
