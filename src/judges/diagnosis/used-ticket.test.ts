import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, diagnosed, errorFrame } from './case.builder.ts'

const at = (ticket: string) =>
  ({
    client: 'browser',
    transport: 'ticket',
    url: `wss://api.example.com/ws?ticket=${ticket}`,
  }) as const
const used = at('⟦ticket:user-1-1⟧')
const fresh = at('⟦ticket:user-1-2⟧')
const refused = (user: UserScript, how: Parameters<UserScript['upgrade']>[0]) =>
  user.upgrade(how).got(errorFrame('AUTH_SERVICE_ERROR', 'no')).closedBy(1011, 'no')
const opened = (user: UserScript, how: Parameters<UserScript['upgrade']>[0]) => user.upgrade(how).welcome().close()
const page = (url: string) => ({ role: 'app', purpose: 'page', method: 'GET', url, body: '' }) as const

const cases: readonly Case[] = [
  {
    seen: 'a ticket that had opened a socket before',
    code: 'ws-ticket-burn',
    tell: (user) => refused(opened(user.signIn(), used), used),
  },
  {
    seen: 'a ticket that had been shown in the address of a page',
    code: 'ws-ticket-burn',
    tell: (user) => refused(user.signIn().http(page('https://app.example.com/?t=⟦ticket:user-1-1⟧')), used),
  },
  {
    seen: 'a ticket without a mark, shown twice',
    code: 'ws-ticket-burn',
    tell: (user) => refused(opened(user.signIn(), at('abc')), at('abc')),
  },
  {
    seen: 'a new ticket after another',
    code: 'auth-error-masked-as-1011',
    tell: (user) => refused(opened(user.signIn(), used), fresh),
  },
  {
    seen: 'a ticket that is shown only once',
    code: 'auth-error-masked-as-1011',
    tell: (user) => refused(user.signIn(), used),
  },
  {
    seen: 'a ticket that is shown again later',
    code: 'auth-error-masked-as-1011',
    tell: (user) =>
      opened(refused(user.signIn(), used).http(page('https://app.example.com/?t=⟦ticket:user-1-1⟧')), fresh),
  },
  {
    seen: 'a ticket that another user had shown',
    code: 'auth-error-masked-as-1011',
    tell: (user, run) => {
      opened(run.user(2), used).http(page('https://app.example.com/?t=⟦ticket:user-1-1⟧'))
      refused(user.after(20_000).signIn(), used)
    },
  },
  {
    seen: 'a token in the header, at an address that was used before',
    code: 'auth-error-masked-as-1011',
    tell: (user) => refused(opened(user.signIn(), used), { ...used, transport: 'header' }),
  },
  {
    seen: 'a used ticket, and an end that is not about authentication',
    code: 'accepted-then-closed-1011',
    tell: (user) => opened(user.signIn(), used).upgrade(used).closedBy(1011, 'it broke'),
  },
]

test.each(cases)('$seen: $code', (given) => {
  const changes = { judges: ['handshake'] }
  expect(diagnosed({ ...given, changes }).codes).toEqual([given.code])
})
