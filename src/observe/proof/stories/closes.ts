import type { Story } from '../story.ts'
import { alert, during } from './say.ts'

const many = ['concurrent-users', 'cross-user-isolation']
const closed = { verdict: 'fail', domain: 'factory', phase: 'welcome', bad: 2, closes1011: 2 } as const

/** Closes with 1011. */
export const closeStories: readonly Story[] = [
  {
    title: 'a 1011 race: two runs with several users lose sockets',
    minutes: 60,
    ending: during(33, 40, closed, many),
    moments: [
      { atMin: 38, firing: [] },
      { atMin: 40, firing: [alert('GoldenPathCloses1011', { domain: 'factory' })] },
    ],
    ever: ['GoldenPathCloses1011'],
  },
  {
    title: '1011s in the deploy window',
    minutes: 60,
    revisionAtMin: 33,
    ending: during(33, 40, closed, many),
    ever: [],
  },
  {
    title: '1011s in runs that the monitor itself spoilt: it is blind, and the target is not to blame',
    minutes: 60,
    ending: during(31, 43, { verdict: 'error', closes1011: 2 }, ['golden-path', ...many]),
    ever: ['GoldenPathBlind'],
  },
  {
    title: '1011s before and after a restart are two runs as well',
    minutes: 60,
    ending: during(31, 43, { ...closed, bad: 1 }),
    restarts: [38],
    moments: [{ atMin: 43, firing: [alert('GoldenPathCloses1011', { domain: 'factory' })] }],
    ever: ['GoldenPathCloses1011'],
    also: ['GoldenPathDown'],
  },
]
