import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, diagnosed, welcomed } from './case.builder.ts'

const changes = { observedUntilMs: 150_000 }
const ack = { type: 'ack', received_type: 'user_message' }

/** What is seen over HTTP once the wait is over. */
type Look = { readonly route?: number; readonly threads?: number; readonly stored?: (user: UserScript) => string }

function silence(given: Look & { readonly before?: (user: UserScript) => unknown }): Case['tell'] {
  const { route = 405, threads = 200, stored, before } = given
  return (user) => {
    welcomed(user).prompt()
    before?.(user)
    user.after(62_000)
    const look = { role: 'api', method: 'GET', url: 'https://api.example.com/api/threads' } as const
    user.http({ ...look, purpose: 'agent-route', status: route })
    user.http({ ...look, purpose: 'threads', status: threads })
    if (stored !== undefined) user.http({ ...look, purpose: 'thread-messages', body: stored(user) })
    user.after(40_000).close({ scripted: false })
  }
}

const pong = (user: UserScript) => user.got({ type: 'pong' })
const acked = (user: UserScript) => pong(user).got(ack)
const answered = (user: UserScript) =>
  JSON.stringify({ messages: [{ role: 'assistant', content: `It reads ${user.expected}.` }] })
const asked = (user: UserScript) => JSON.stringify({ messages: [{ role: 'user', content: `Take ${user.nonce}.` }] })
const answeredOtherwise = (user: UserScript) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `Take ${user.nonce}.` },
      { role: 'assistant', content: 'Done.' },
    ],
  })
const answeredLongAgo = () => JSON.stringify({ messages: [{ role: 'assistant', content: 'Something of last week.' }] })

const cases: readonly Case[] = [
  {
    seen: 'no ack, nothing stored, pong',
    code: 'handler-protocol-missing',
    changes,
    tell: silence({ before: pong }),
  },
  {
    seen: 'no ack, the prompt stored and no answer, pong',
    code: 'agent-never-starts',
    changes,
    tell: silence({ before: pong, stored: asked }),
  },
  {
    seen: 'the answer of another prompt',
    code: 'handler-protocol-missing',
    changes,
    tell: silence({ before: pong, stored: answeredLongAgo }),
  },
  { seen: 'no pong either', code: 'agent-never-starts', changes, tell: silence({ stored: asked }) },
  {
    seen: 'no look was possible',
    code: 'agent-never-starts',
    changes,
    tell: silence({ before: pong, threads: 503 }),
  },
  {
    seen: 'no route for agents',
    code: 'agent-handler-setup-failed-silent',
    changes,
    tell: silence({ before: pong, route: 404 }),
  },
  {
    seen: 'a route for agents that takes no body of ours',
    code: 'agent-handler-setup-failed-silent',
    changes,
    tell: silence({ before: pong, route: 422 }),
  },
  {
    seen: 'no route for agents, as another user found',
    code: 'handler-protocol-missing',
    changes,
    tell: (user, run) => {
      silence({ before: pong })(user, run)
      run.user(2).after(63_000).http({ role: 'api', method: 'GET', purpose: 'agent-route', status: 404 })
    },
  },
  {
    seen: 'no route for agents before the prompt',
    code: 'handler-protocol-missing',
    changes,
    tell: (user, run) => {
      user.http({ role: 'api', method: 'GET', purpose: 'agent-route', status: 404 })
      silence({ before: pong })(user, run)
    },
  },
  {
    seen: 'no ack, nothing stored, a pong of the protocol',
    code: 'handler-protocol-missing',
    changes,
    tell: silence({ before: (user) => user.control('in', 'pong') }),
  },
  {
    seen: 'no ack, nothing stored, a ping of the protocol',
    code: 'agent-never-starts',
    changes,
    tell: silence({ before: (user) => user.control('in', 'ping') }),
  },
  {
    seen: 'no ack, nothing stored, a pong of ours',
    code: 'agent-never-starts',
    changes,
    tell: silence({ before: (user) => user.control('out', 'pong') }),
  },
  {
    seen: 'no route for agents, and an ack',
    code: 'agent-handler-setup-failed-silent',
    changes,
    tell: silence({ before: acked, route: 404 }),
  },
  {
    seen: 'an ack, nothing stored',
    code: 'unknown-type-acked',
    changes,
    tell: silence({ before: acked, stored: asked }),
  },
  {
    seen: 'an ack, the answer stored',
    code: 'connection-never-registered',
    changes,
    tell: silence({ before: acked, stored: answered }),
  },
  {
    seen: 'no ack, the answer stored',
    code: 'events-silently-dropped',
    changes,
    tell: silence({ before: pong, stored: answered }),
  },
  {
    seen: 'another answer stored right after our prompt',
    code: 'events-silently-dropped',
    changes,
    tell: silence({ before: pong, stored: answeredOtherwise }),
  },
  {
    seen: 'the state is still connecting, and says so',
    code: 'state-machine-stuck-connecting',
    changes,
    tell: silence({
      before: (user) =>
        pong(user).got({
          type: 'error_message',
          error_code: 'X',
          error_message: 'Cannot process in state: CONNECTING',
        }),
    }),
  },
]

test.each(cases)('silence after a prompt, $seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail', phase: 'events' })
})
