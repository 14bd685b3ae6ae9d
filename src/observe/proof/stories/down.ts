import type { Story } from '../story.ts'
import { alert, during, everybody } from './say.ts'

const down = (domain: 'agent' | 'platform' | 'unknown', scenario = 'golden-path') =>
  alert('GoldenPathDown', { scenario, domain })

/** What a long outage of one scenario ends in, too. */
const also = ['GoldenPathNoSuccess']

/** Failed runs. */
export const downStories: readonly Story[] = [
  {
    title: 'down: the second failed run pages, and a while after the last one it is over',
    minutes: 80,
    ending: during(31, 42, { verdict: 'fail' }),
    moments: [
      { atMin: 35, firing: [] },
      { atMin: 37, firing: [down('agent')] },
      { atMin: 53, firing: [down('agent')] },
      { atMin: 60, firing: [] },
    ],
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'down every other run: one alert that does not come and go',
    minutes: 70,
    ending: ({ scenario, ordinal }) =>
      scenario === 'golden-path' && ordinal >= 4 && ordinal % 2 === 0 ? { verdict: 'fail' } : { verdict: 'pass' },
    moments: [32, 35, 38, 42, 48, 55, 65].map((atMin) => ({ atMin, firing: [down('agent')] })),
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'down with a rung and a domain that nobody foresaw: the new counter names the domain',
    minutes: 42,
    ending: during(31, 42, { verdict: 'fail', phase: 'handshake', domain: 'platform' }),
    moments: [{ atMin: 37, firing: [down('platform')] }],
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'down over a restart between two failed runs',
    minutes: 45,
    ending: during(31, 50, { verdict: 'fail' }),
    restarts: [38],
    moments: [{ atMin: 43, firing: [down('agent')] }],
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'down since a deployment: pages when the deploy window is over',
    minutes: 50,
    revisionAtMin: 31,
    ending: during(31, 60, { verdict: 'fail', domain: 'platform', phase: 'platform' }),
    moments: [
      { atMin: 40, firing: [] },
      { atMin: 42, firing: [down('platform')] },
    ],
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'down while two revisions answer in turn: what changes all the time excuses nothing',
    minutes: 50,
    ending: during(31, 60, { verdict: 'fail' }),
    extras: [
      {
        series: 'golden_path_target_revision_changed_timestamp_seconds{service="app"}',
        at: (minute) => (minute < 26 ? 0 : (minute - (minute % 5) + 1) * 60),
      },
    ],
    moments: [
      { atMin: 35, firing: [] },
      { atMin: 45, firing: [down('agent')] },
    ],
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'a rollback in the middle of an outage does not end the alert',
    minutes: 52,
    revisionAtMin: 41,
    ending: during(31, 60, { verdict: 'fail' }),
    moments: [38, 42, 45, 48, 52].map((atMin) => ({ atMin, firing: [down('agent')] })),
    ever: ['GoldenPathDown'],
    also,
  },
  {
    title: 'only several users at once fail: three runs of two scenarios page before one of them failed twice',
    minutes: 45,
    scenarios: everybody,
    ending: during(21, 45, { verdict: 'fail', domain: 'factory', phase: 'welcome' }, [
      'concurrent-users',
      'cross-user-isolation',
      'concurrency-ratio',
    ]),
    moments: [{ atMin: 33, firing: [alert('GoldenPathFailsInPart', { domain: 'factory' })] }],
    ever: ['GoldenPathDown', 'GoldenPathFailsInPart'],
    also: ['GoldenPathBudgetBurn'],
  },
  {
    title: 'a scenario that is not core fails twice: a ticket',
    minutes: 75,
    scenarios: everybody,
    ending: during(20, 75, { verdict: 'fail', domain: 'factory' }, ['concurrency-ratio']),
    moments: [
      { atMin: 50, firing: [] },
      {
        atMin: 52,
        firing: [
          alert('GoldenPathScenarioFails', { scenario: 'concurrency-ratio', domain: 'factory', severity: 'ticket' }),
        ],
      },
    ],
    ever: ['GoldenPathScenarioFails'],
  },
  {
    title: 'a failing scenario is removed: its alert ends',
    minutes: 100,
    ending: during(31, 100, { verdict: 'fail' }, ['concurrent-users']),
    removed: { scenario: 'concurrent-users', atMin: 60 },
    moments: [
      { atMin: 50, firing: [down('agent', 'concurrent-users')] },
      { atMin: 90, firing: [] },
    ],
    ever: ['GoldenPathDown'],
  },
  {
    title: 'everything is down for half an hour: one alert, and none afterwards',
    minutes: 120,
    ending: during(31, 60, { verdict: 'fail', phase: 'platform', domain: 'platform' }, everybody),
    moments: [
      {
        atMin: 37,
        firing: [down('platform')],
      },
      { atMin: 65, firing: [down('platform')] },
      { atMin: 80, firing: [] },
    ],
    ever: ['GoldenPathDown'],
    also,
  },
]
