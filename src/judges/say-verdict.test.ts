import { expect, test } from 'vitest'
import { sayVerdict } from './say-verdict.ts'
import { symptom, toFinding } from './symptom.ts'

const finding = toFinding(
  symptom({
    code: 'agent-death-silent',
    phase: 'events',
    user: 'user-3',
    expected: 'an event',
    received: 'nothing',
    frames: [1],
  }),
)
const summary = { findings: [], troubles: [], users: 5, judges: 11 }

test.each([
  ['a pass', { ...summary, verdict: 'pass' }, 'All 11 judges hold for 5 users.'],
  ['a pass of one', { ...summary, verdict: 'pass', users: 1 }, 'All 11 judges hold for one user.'],
  [
    'a fail',
    { ...summary, verdict: 'fail', findings: [finding] },
    'user-3, events: agent-death-silent. Expected an event; got nothing.',
  ],
  [
    'a fail of many',
    { ...summary, verdict: 'fail', findings: [finding, finding, { ...finding, severity: 'warn' }] },
    'user-3, events: agent-death-silent. Expected an event; got nothing. (and 1 more)',
  ],
  [
    'a fail of nobody',
    { ...summary, verdict: 'fail', findings: [{ ...finding, user: null }] },
    'events: agent-death-silent. Expected an event; got nothing.',
  ],
  [
    'a warning',
    { ...summary, verdict: 'degraded', findings: [{ ...finding, severity: 'warn' }] },
    'user-3, events: agent-death-silent. Expected an event; got nothing.',
  ],
  [
    'an error',
    {
      ...summary,
      verdict: 'error',
      troubles: [
        { kind: 'inconclusive', cause: 'no_overlap', reason: 'Not this.' },
        { kind: 'error', cause: 'offline', reason: 'We are offline.' },
      ],
    },
    'We are offline.',
  ],
  [
    'no result',
    {
      ...summary,
      verdict: 'inconclusive',
      troubles: [{ kind: 'inconclusive', cause: 'no_overlap', reason: 'Nobody talked.' }],
    },
    'Nobody talked.',
  ],
  ['nothing at all', { ...summary, verdict: 'inconclusive' }, 'Nothing was examined.'],
  [
    'a stop',
    { ...summary, verdict: 'cancelled' },
    'The run was stopped before it could finish; nothing seen until then is a failure.',
  ],
] as const)('%s is one sentence for a person', (_what, given, sentence) => {
  expect(sayVerdict(given)).toBe(sentence)
})
