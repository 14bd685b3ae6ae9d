import { expect, test } from 'vitest'
import { type Case, diagnosed, welcomed } from './case.builder.ts'

const asked =
  (tell: (user: Parameters<Case['tell']>[0]) => unknown): Case['tell'] =>
  (user) => {
    welcomed(user).prompt()
    tell(user)
    user.after(100_000).close({ scripted: false })
  }
const reply = (message: string) => ({ type: 'agent_response', data: { message } })
const changes = { observedUntilMs: 150_000 }

const cases: readonly Case[] = [
  { seen: 'silence after the prompt', code: 'agent-never-starts', changes, tell: asked(() => undefined) },
  {
    seen: 'only an ack',
    code: 'unknown-type-acked',
    changes,
    tell: asked((user) => user.got({ type: 'ack', received_type: 'user_message' })),
  },
  {
    seen: 'heartbeats and pongs',
    code: 'agent-never-starts',
    changes,
    tell: asked((user) => user.got({ type: 'heartbeat' }).got({ type: 'pong' })),
  },
  {
    seen: 'the prompt as an answer',
    code: 'mode-echo-trap',
    changes,
    tell: asked((user) => user.got(reply('Legacy processing: user_message'))),
  },
  {
    seen: 'an answer without any event',
    code: 'eventless-engine',
    changes,
    tell: asked((user) => user.got(reply(`Turn off what idles at night, and keep the rest small: ${user.expected}`))),
  },
  {
    seen: 'dots without any event',
    code: 'agent-never-starts',
    changes,
    tell: asked((user) => user.got(reply('...'))),
  },
  {
    seen: '1000 at once after the prompt',
    code: 'router-signature-mismatch',
    tell: (user) => welcomed(user).prompt().closedBy(1000, 'main cleanup'),
  },
  {
    seen: '1000 long after the prompt',
    code: 'clean-close-crash-1000',
    tell: (user) => welcomed(user).prompt().after(8_000).closedBy(1000, 'main cleanup'),
  },
  {
    seen: '1000 after the first event',
    code: 'clean-close-crash-1000',
    tell: (user) => welcomed(user).prompt().started().closedBy(1000, 'main cleanup'),
  },
  {
    seen: 'silence at the second prompt only',
    code: 'thread-user-routing-gap',
    changes,
    tell: (user) => welcomed(user).chat().prompt().after(100_000).close({ scripted: false }),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail', phase: 'events' })
})

/** Two users of whom one asks; its events go to the other. */
function crossed(asker: 'older' | 'newer'): string[] {
  const seen: string[] = []
  const tell: Case['tell'] = (user, run) => {
    const other = run.user(2).after(700)
    for (const each of [user, other]) welcomed(each)
    const [asking, getting] = asker === 'older' ? [user, other] : [other, user]
    asking.prompt().after(100_000).close({ scripted: false })
    getting.after(2_000).got({ type: 'agent_thinking', data: { reasoning: `the reference ${asking.nonce}` } })
    getting.after(100_000).close({ scripted: false })
  }
  seen.push(diagnosed({ seen: '', code: '', tell, changes: { ...changes, judges: ['sequence'] } }).code ?? '')
  return seen
}

test.each([
  ['older', 'shared-handler-last-writer-wins'],
  ['newer', 'first-handler-wins'],
] as const)('events of the %s socket that go to the other: %s', (asker, code) => {
  expect(crossed(asker)).toEqual([code])
})
