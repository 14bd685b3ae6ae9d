import type { Story } from '../story.ts'
import { alert, step } from './say.ts'

const ticket = (name: string, domain: 'monitor' | 'network' = 'monitor') => alert(name, { domain, severity: 'ticket' })
const DAY_S = 86_400
const DAY_MIN = 1_440
const expiry = 'golden_path_certificate_expiry_timestamp_seconds{role="api"}'

/** What makes the green worth less. */
export const upkeepStories: readonly Story[] = [
  {
    title: 'the embedded twin is watched in place of a target',
    minutes: 30,
    extras: [{ series: 'golden_path_target_info{target="twin",kind="embedded",policy="observed"}', at: () => 1 }],
    moments: [
      { atMin: 9, firing: [] },
      { atMin: 11, firing: [alert('GoldenPathWatchesDemo', { domain: 'monitor' })] },
    ],
    ever: ['GoldenPathWatchesDemo'],
  },
  {
    title: 'the last drill missed a fault',
    minutes: 30,
    extras: [step('golden_path_drill_faults{result="missed"}', 0, 1, 10)],
    moments: [
      { atMin: 14, firing: [] },
      { atMin: 16, firing: [ticket('GoldenPathDrillFailed')] },
    ],
    ever: ['GoldenPathDrillFailed'],
  },
  {
    title: 'the last drill was almost eight days ago when the story begins; after a day of grace it is told',
    minutes: DAY_MIN + 40,
    stepMin: 4,
    evaluationMin: 10,
    scenarios: [],
    // Stories begin in 1970: what was before has times below 0.
    extras: [{ series: 'golden_path_drill_last_run_timestamp_seconds', at: () => -8 * DAY_S + 600 }],
    moments: [
      { atMin: DAY_MIN, firing: [] },
      { atMin: DAY_MIN + 20, firing: [ticket('GoldenPathDrillStale')] },
    ],
    ever: ['GoldenPathDrillStale'],
  },
  {
    title: 'a certificate expires in thirteen days, then it is renewed',
    minutes: 30,
    extras: [step(expiry, 13 * DAY_S, 90 * DAY_S, 20)],
    moments: [
      { atMin: 10, firing: [ticket('GoldenPathCertificateExpires', 'network')] },
      { atMin: 21, firing: [] },
    ],
    ever: ['GoldenPathCertificateExpires'],
  },
  {
    title: 'a certificate expires tomorrow',
    minutes: 10,
    extras: [{ series: expiry, at: () => DAY_S }],
    moments: [
      {
        atMin: 5,
        firing: [
          ticket('GoldenPathCertificateExpires', 'network'),
          alert('GoldenPathCertificateExpires', { domain: 'network' }),
        ],
      },
    ],
    ever: ['GoldenPathCertificateExpires'],
  },
  {
    title: 'a scenario that these rules were not made for',
    minutes: 30,
    extras: [
      { series: 'golden_path_next_run_timestamp_seconds{scenario="of-our-own"}', at: (minute) => (minute + 5) * 60 },
    ],
    moments: [
      {
        atMin: 11,
        firing: [alert('GoldenPathRulesOutdated', { scenario: 'of-our-own', domain: 'monitor', severity: 'ticket' })],
      },
    ],
    ever: ['GoldenPathRulesOutdated'],
  },
  {
    title: 'the main scenario is planned once an hour: these rules would never see two failures',
    minutes: 30,
    scenarios: ['concurrent-users'],
    extras: [{ series: 'golden_path_next_run_timestamp_seconds{scenario="golden-path"}', at: () => 60 * 60 }],
    moments: [
      {
        atMin: 12,
        firing: [alert('GoldenPathRulesOutdated', { scenario: 'golden-path', domain: 'monitor', severity: 'ticket' })],
      },
    ],
    ever: ['GoldenPathRulesOutdated'],
  },
]
