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
]
