import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, diagnosed, welcomed } from './case.builder.ts'

const changes = { observedUntilMs: 300_000 }

/** A patient conversation on a first socket, then a second on which the prompt goes out before the welcome. */
function early(end: (user: UserScript) => unknown, patient = true): Case['tell'] {
  return (user) => {
    if (patient) welcomed(user).chat().close()
    else user.signIn().verify()
    user.upgrade().prompt().welcome()
    end(user)
  }
}

/** An early prompt that was answered is no proof that waiting helps. */
const twiceEarly: Case['tell'] = (user) => {
  user.signIn().verify().upgrade().prompt().welcome().started().thinking().tools().completed().close()
  user.upgrade().prompt().welcome()
  silence(user)
}

const silence = (user: UserScript) => user.after(100_000).close({ scripted: false })

const cases: readonly Case[] = [
  { seen: 'lost, and waiting helps', code: 'early-message-lost', changes, tell: early(silence) },
  { seen: 'lost, and nobody waited', code: 'agent-never-starts', changes, tell: early(silence, false) },
  { seen: 'lost once of two early ones', code: 'agent-never-starts', changes, tell: twiceEarly },
  {
    seen: 'cut, and waiting helps',
    code: 'handshake-accept-race',
    changes,
    tell: early((user) => user.closedBy(1006)),
  },
  {
    seen: 'closed politely, and waiting helps',
    code: 'handshake-accept-race',
    changes,
    tell: early((user) => user.closedBy(1000, 'main cleanup')),
  },
  {
    seen: 'closed without a code, and waiting helps',
    code: 'handshake-accept-race',
    changes,
    tell: early((user) => user.closedBy(1005)),
  },
  {
    seen: 'lost, and only another user waited',
    code: 'agent-never-starts',
    changes,
    tell: (user, run) => {
      early(silence, false)(user, run)
      welcomed(run.user(2)).chat().after(200_000).close()
    },
  },
  {
    seen: 'lost, beside a socket on which nothing was said',
    code: 'agent-never-starts',
    changes,
    tell: (user, run) => {
      welcomed(user).close()
      early(silence, false)(user, run)
    },
  },
  {
    seen: 'cut, and nobody waited',
    code: 'dirty-close-1006',
    changes,
    tell: early((user) => user.closedBy(1006), false),
  },
  {
    seen: 'lost after the welcome of a second socket',
    code: 'agent-never-starts',
    changes,
    tell: (user) => {
      welcomed(user).chat().close()
      silence(user.upgrade().welcome().prompt())
    },
  },
]

test.each(cases)('a prompt $seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail', phase: 'events' })
})

test('a prompt before a welcome that never comes, where waiting helps, is the race as well', () => {
  const tell: Case['tell'] = (user) => {
    welcomed(user).chat().close()
    silence(user.upgrade().prompt())
  }
  expect(diagnosed({ seen: '', code: '', changes, tell })).toMatchObject({
    code: 'handshake-accept-race',
    phase: 'welcome',
  })
})
