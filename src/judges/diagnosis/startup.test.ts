import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, connected, diagnosed } from './case.builder.ts'

const later = (user: UserScript, ms = 3_000) => user.after(ms).upgrade().welcome().chat().after(1_000).close()
const refusedWith = (user: UserScript, status: number, body = '') => user.signIn().verify().upgrade({ status, body })
const ready = {
  role: 'api',
  user: null,
  method: 'GET',
  purpose: 'ready',
  status: 503,
  body: '{"status":"starting"}',
} as const

const cases: readonly Case[] = [
  { seen: '403, then a welcome', code: 'cold-start-window', tell: (user) => later(refusedWith(user, 403)) },
  {
    seen: '403 while not ready, then a welcome',
    code: 'cold-start-window',
    tell: (user) => later(refusedWith(user.http({ ...ready, url: 'https://api.example.com/health/ready' }), 403)),
  },
  {
    seen: 'a bare 1011, then a welcome',
    code: 'cold-start-window',
    tell: (user) => later(connected(user).closedBy(1011)),
  },
  {
    seen: 'a 1011 that names a service, then a welcome',
    code: 'supervisor-not-ready',
    tell: (user) => later(connected(user).closedBy(1011, 'Service initialization failed')),
  },
  {
    seen: '403 late in the run, then a welcome',
    code: 'cold-start-window',
    tell: (user) => later(refusedWith(user.after(50_000), 403)),
  },
  {
    seen: '403, then a welcome within half a minute',
    code: 'cold-start-window',
    tell: (user) => later(refusedWith(user, 403), 29_900),
  },
  {
    seen: '403, then a welcome just after half a minute',
    code: 'upgrade-refused',
    tell: (user) => later(refusedWith(user, 403), 29_901),
  },
  { seen: '500, then a welcome', code: 'startup-queue-500', tell: (user) => later(refusedWith(user, 500)) },
  { seen: '403 for good', code: 'upgrade-refused', tell: (user) => refusedWith(user, 403).upgrade({ status: 403 }) },
  { seen: '500 for good', code: 'upgrade-refused', tell: (user) => refusedWith(user, 500).upgrade({ status: 500 }) },
  {
    seen: '403 after a welcome and before another',
    code: 'upgrade-refused',
    tell: (user) => later(connected(user).welcome().chat().after(1_000).close().upgrade({ status: 403 })),
  },
  {
    seen: '403, then a welcome a minute later',
    code: 'upgrade-refused',
    tell: (user) => later(refusedWith(user, 403), 60_000),
  },
]

test.each(cases)('$seen: $code', (given) => {
  const changes = { observedUntilMs: 100_000 }
  expect(diagnosed({ ...given, changes })).toMatchObject({ code: given.code, verdict: 'fail' })
})
