import type { Extra, Story } from '../story.ts'
import { alert, during, everybody, step } from './say.ts'

const HOUR = 60
const bounds = ['1', '2', '5', '10', '20', '+Inf'] as const

/** First events: how many there have been at a minute, and how many of them were slow: eight seconds, the others two. */
function firstEvents(all: (minute: number) => number, slow: (minute: number) => number): Extra[] {
  const within = (le: string) => (minute: number) =>
    le === '1' ? 0 : Number(le) < 8 ? all(minute) - slow(minute) : all(minute)
  const name = 'golden_path_event_delay_seconds'
  return [
    ...bounds.map((le) => ({ series: `${name}_bucket{event="agent_started",le="${le}"}`, at: within(le) })),
    { series: `${name}_count{event="agent_started"}`, at: all },
  ]
}

/** One first event a minute, of which those from a minute on are slow, until another. */
const waits = (slowFrom: number, slowTo: number) =>
  firstEvents(
    (minute) => minute,
    (minute) => Math.max(0, Math.min(minute, slowTo) - slowFrom),
  )

/** What works, but not as it should. */
export const slowStories: readonly Story[] = [
  {
    title: 'first events take longer than the threshold, all of them',
    minutes: 2 * HOUR,
    extras: waits(90, 1_000),
    ending: during(90, 1_000, { verdict: 'degraded' }),
    moments: [
      { atMin: 95, firing: [] },
      { atMin: 115, firing: [alert('GoldenPathSlow', { domain: 'agent', severity: 'ticket' })] },
    ],
    ever: ['GoldenPathSlow'],
  },
  {
    title: 'one slow run among many is no slowness',
    minutes: 2 * HOUR,
    extras: waits(90, 95),
    ending: during(90, 95, { verdict: 'degraded' }),
    ever: [],
  },
  {
    title: 'one slow run of many users is no slowness, also where it is a good part of all waits',
    minutes: HOUR,
    scenarios: everybody,
    extras: firstEvents(
      (minute) => minute + (minute >= 21 ? 9 : 0),
      (minute) => (minute >= 21 ? 9 : 0),
    ),
    ending: during(20, 23, { verdict: 'degraded' }, ['concurrency-ratio']),
    ever: [],
  },
  {
    title: 'low traffic: one slow wait of the first few, and a restart after it',
    minutes: HOUR,
    restarts: [50],
    extras: firstEvents(
      (minute) => (minute < 10 || minute >= 50 ? 0 : minute < 25 ? 2 : 3),
      (minute) => Number(minute >= 25 && minute < 50),
    ),
    ever: [],
  },
  {
    title: 'nothing measured is not slow',
    minutes: HOUR,
    extras: waits(1_000, 1_000).map(({ series }) => ({ series, at: () => 0 })),
    ever: [],
  },
  {
    title: 'health and users disagree in two runs',
    minutes: HOUR,
    extras: [
      {
        series: 'golden_path_health_disagreements_total{direction="unhealthy_but_working"}',
        at: (minute) => (minute < 30 ? 0 : minute < 35 ? 1 : 2),
      },
    ],
    moments: [
      { atMin: 34, firing: [] },
      { atMin: 36, firing: [alert('GoldenPathHealthDisagrees', { domain: 'platform', severity: 'ticket' })] },
    ],
    ever: ['GoldenPathHealthDisagrees'],
  },
  {
    title: 'health and users disagree in two runs of the deploy window',
    minutes: HOUR,
    revisionAtMin: 30,
    extras: [
      {
        series: 'golden_path_health_disagreements_total{direction="healthy_but_broken"}',
        at: (minute) => (minute < 31 ? 0 : minute < 33 ? 1 : 2),
      },
    ],
    ever: [],
  },
  {
    title: 'health and users disagree once',
    minutes: HOUR,
    extras: [step('golden_path_health_disagreements_total{direction="unhealthy_but_working"}', 0, 1, 30)],
    ever: [],
  },
]
