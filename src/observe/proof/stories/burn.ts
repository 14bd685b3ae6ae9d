import type { Ending, Story, Turn } from '../story.ts'
import { alert, everybody } from './say.ts'

const burn = (severity: 'page' | 'ticket') => alert('GoldenPathBudgetBurn', { domain: 'agent', severity })
const HOUR = 60

/** Every so-manieth run of everything fails: slow troubles that no short count finds. */
function everyNth(n: number, fromMin: number): (turn: Turn) => Ending {
  return ({ scenario, ordinal, endMin }) =>
    endMin >= fromMin && (ordinal + everybody.indexOf(scenario)) % n === 0 ? { verdict: 'fail' } : { verdict: 'pass' }
}

/** The error budget. */
export const burnStories: readonly Story[] = [
  {
    title: 'one of four runs fails: a fast burn pages',
    minutes: 2 * HOUR,
    scenarios: everybody,
    ending: everyNth(4, 30),
    moments: [{ atMin: 100, firing: [burn('page'), burn('ticket')] }],
    ever: ['GoldenPathBudgetBurn'],
  },
  {
    title: 'one of twenty runs fails while a deployment comes every hour: a slow burn is a ticket all the same',
    minutes: 7 * HOUR,
    evaluationMin: 2,
    scenarios: ['golden-path'],
    ending: everyNth(20, 0),
    extras: [
      {
        series: 'golden_path_target_revision_changed_timestamp_seconds{service="app"}',
        at: (minute) => (minute < HOUR ? 0 : (minute - (minute % HOUR)) * 60),
      },
    ],
    moments: [{ atMin: 6 * HOUR + 50, firing: [burn('ticket')] }],
    ever: ['GoldenPathBudgetBurn'],
  },
]
