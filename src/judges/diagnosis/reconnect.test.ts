import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, diagnosed, running, welcomed } from './case.builder.ts'

const dropped = { code: 1006, sentCode: null }
const at = (cookie: string | null) => (cookie === null ? {} : { affinity: { sent: null, given: cookie } })
const silence = (user: UserScript) => user.welcome().after(200_000).close()
const rest = (user: UserScript) => user.welcome().tools().completed().after(1_000).close()

/** Loses the connection after the first thought and comes back, from one instance to another or the same. */
function back(user: UserScript, from: string | null, to: string | null): UserScript {
  user.signIn().verify().upgrade(at(from)).welcome().prompt().started().thinking()
  const left = user.socket
  return user.close(dropped).upgrade({ ...at(to), resumes: left })
}

const cases: readonly Case[] = [
  {
    seen: 'nothing after coming back to the same instance',
    code: 'events-lost-on-reconnect',
    tell: (user) => silence(back(user, 'cookie-1', 'cookie-1')),
  },
  {
    seen: 'nothing after coming back, wherever to',
    code: 'events-lost-on-reconnect',
    tell: (user) => silence(back(user, null, null)),
  },
  {
    seen: 'nothing elsewhere, and nothing on the same instance either',
    code: 'events-lost-on-reconnect',
    tell: (user, run) => {
      silence(back(user, 'cookie-1', 'cookie-2'))
      silence(back(run.user(2), 'cookie-1', 'cookie-1'))
    },
  },
  {
    seen: 'nothing elsewhere, and the rest on the same instance',
    code: 'cross-instance-delivery-gap',
    tell: (user, run) => {
      silence(back(user, 'cookie-1', 'cookie-2'))
      rest(back(run.user(2), 'cookie-1', 'cookie-1'))
    },
  },
  {
    seen: 'nothing on the same instance, and the rest elsewhere',
    code: 'events-lost-on-reconnect',
    tell: (user, run) => {
      silence(back(user, 'cookie-1', 'cookie-1'))
      rest(back(run.user(2), 'cookie-1', 'cookie-2'))
    },
  },
  {
    seen: 'nothing from nobody knows where, while another user got the rest on the same instance',
    code: 'events-lost-on-reconnect',
    tell: (user, run) => {
      silence(back(user, null, 'cookie-1'))
      rest(back(run.user(2), 'cookie-1', 'cookie-1'))
    },
  },
  {
    seen: 'nothing on the same instance, after an earlier socket on another',
    code: 'events-lost-on-reconnect',
    tell: (user, run) => {
      user.signIn().verify().upgrade(at('cookie-2')).welcome().chat().after(1_000).close()
      user.upgrade(at('cookie-1')).welcome().prompt().started().thinking()
      const left = user.socket
      silence(user.close(dropped).upgrade({ ...at('cookie-1'), resumes: left }))
      rest(back(run.user(2), 'cookie-1', 'cookie-1'))
    },
  },
  {
    seen: 'silence on a socket that was never lost',
    code: 'agent-death-silent',
    tell: (user) => running(user).after(200_000).close(),
  },
  {
    seen: 'silence after a new prompt on the socket of the return',
    code: 'agent-death-silent',
    tell: (user) => {
      back(user, 'cookie-1', 'cookie-1').welcome().tools().completed().after(1_000)
      user.prompt().started().thinking().after(200_000).close()
    },
  },
]

test.each(cases)('$seen: $code', (given) => {
  const changes = { observedUntilMs: 500_000 }
  expect(diagnosed({ ...given, changes })).toMatchObject({ code: given.code, verdict: 'fail' })
})

test('a return that brings the rest is no finding', () => {
  const { codes } = diagnosed({ seen: '', code: '', tell: (user) => rest(back(user, 'cookie-1', 'cookie-2')) })
  expect([
    codes,
    diagnosed({ seen: '', code: '', tell: (user) => rest(welcomed(user).prompt().started().thinking()) }).codes,
  ]).toEqual([[], []])
})

test.each<[string, (other: UserScript) => unknown]>([
  ['got nothing on the same instance either', (other) => silence(back(other, 'cookie-1', 'cookie-1'))],
  [
    'was answered without ever leaving',
    (other) => rest(other.signIn().upgrade(at('cookie-1')).welcome().prompt().started().thinking()),
  ],
])('another user who %s is no proof for the way between instances', (_what, other) => {
  const tell: Case['tell'] = (user, run) => {
    silence(back(user, 'cookie-1', 'cookie-2'))
    other(run.user(2))
  }
  const { codes } = diagnosed({ seen: '', code: '', tell, changes: { observedUntilMs: 500_000 } })
  expect(codes).toContain('events-lost-on-reconnect')
  expect(codes).not.toContain('cross-instance-delivery-gap')
})

test('an answer that never ends after a return is one whose end was lost', () => {
  const tell: Case['tell'] = (user) => {
    back(user, 'cookie-1', 'cookie-1').welcome()
    for (const _each of [1, 2, 3, 4, 5, 6]) user.event('agent_thinking', { data: { reasoning: 'hm' } }, 55_000)
    user.after(100_000).close()
  }
  const { codes } = diagnosed({ seen: '', code: '', tell, changes: { observedUntilMs: 500_000 } })
  expect(codes).toContain('events-lost-on-reconnect')
  expect(codes).not.toContain('answer-timeout')
})
