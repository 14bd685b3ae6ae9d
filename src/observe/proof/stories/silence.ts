import type { Story } from '../story.ts'
import { during, everybody } from './say.ts'

const fails = { verdict: 'fail', closes1011: 1 } as const

/** What must wake nobody: not one alert in the whole story. */
export const silence: readonly Story[] = [
  { title: 'a healthy morning', minutes: 90, ever: [] },
  {
    title: 'one flap: a single run of the main scenario fails with 1011',
    minutes: 60,
    ending: during(31, 32, fails),
    ever: [],
  },
  {
    title: 'one flap with many users: all fifteen conversations of a run fail, all sockets end with 1011',
    minutes: 80,
    scenarios: everybody,
    ending: during(51, 52, { verdict: 'fail', domain: 'factory', closes1011: 15 }, ['concurrency-ratio']),
    ever: [],
  },
  {
    title: 'two flaps, four runs apart',
    minutes: 80,
    ending: ({ scenario, ordinal }) =>
      scenario === 'golden-path' && (ordinal === 4 || ordinal === 8) ? fails : { verdict: 'pass' },
    ever: [],
  },
  {
    title: 'a restart: the monitor is away for four minutes, its counters begin anew',
    minutes: 60,
    gaps: [[30, 34]],
    restarts: [34],
    ever: [],
  },
  {
    title: 'a counter reset: failures of long ago are not counted again when counters begin anew',
    minutes: 90,
    ending: during(10, 12, fails),
    restarts: [40, 44],
    ever: [],
  },
  {
    title: 'a counter reset right after a failed run, and another failure much later',
    minutes: 90,
    ending: ({ scenario, ordinal }) =>
      scenario === 'golden-path' && (ordinal === 6 || ordinal === 12) ? fails : { verdict: 'pass' },
    restarts: [32],
    ever: [],
  },
  {
    title: 'a scenario removed right after it has failed',
    minutes: 90,
    ending: during(33, 34, fails, ['concurrent-users']),
    removed: { scenario: 'concurrent-users', atMin: 35 },
    ever: [],
  },
  {
    title: 'low traffic: one canary, just started, whose second run fails',
    minutes: 60,
    scenarios: ['golden-path'],
    ending: during(6, 7, fails),
    ever: [],
  },
  {
    title: 'low traffic: one scenario every half hour fails once',
    minutes: 120,
    scenarios: ['concurrency-ratio'],
    ending: during(51, 52, { verdict: 'fail', domain: 'factory', closes1011: 15 }, ['concurrency-ratio']),
    ever: [],
  },
  {
    title: 'the deploy window: every run of five minutes fails right after a new revision, then all is well',
    minutes: 90,
    revisionAtMin: 31,
    ending: during(31, 36.5, { verdict: 'fail', domain: 'platform', phase: 'platform', closes1011: 2 }, everybody),
    ever: [],
  },
  {
    title: 'maintenance: nothing runs for forty minutes, as planned',
    minutes: 100,
    maintenance: [30, 70],
    ever: [],
  },
  {
    title: 'warnings: every run is degraded',
    minutes: 60,
    ending: () => ({ verdict: 'degraded' }),
    ever: [],
  },
]
