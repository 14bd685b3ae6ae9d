import type { Story } from '../story.ts'
import { alert, during, everybody, step } from './say.ts'

const silent = (scenario: string) => alert('GoldenPathNoSuccess', { scenario, domain: 'monitor' })
const blind = alert('GoldenPathBlind', { domain: 'monitor', severity: 'ticket' })

/** Nobody says how the target is. */
export const unheardStories: readonly Story[] = [
  {
    title: 'no success: every run of the main scenario is inconclusive',
    minutes: 70,
    ending: during(31, 80, { verdict: 'inconclusive' }),
    moments: [
      { atMin: 47, firing: [blind] },
      { atMin: 50, firing: [blind, silent('golden-path')] },
    ],
    ever: ['GoldenPathBlind', 'GoldenPathNoSuccess'],
  },
  {
    title: 'no success since the monitor began',
    minutes: 40,
    scenarios: ['golden-path'],
    ending: () => ({ verdict: 'error' }),
    moments: [
      { atMin: 20, firing: [blind] },
      { atMin: 25, firing: [blind, silent('golden-path')] },
    ],
    ever: ['GoldenPathBlind', 'GoldenPathNoSuccess'],
  },
  {
    title: 'two inconclusive runs are no blindness',
    minutes: 60,
    ending: during(31, 40, { verdict: 'inconclusive' }),
    ever: [],
  },
  {
    title: 'blind: one of four runs says nothing, whichever it is',
    minutes: 60,
    ending: ({ ordinal }) => ({ verdict: ordinal % 4 === 3 ? 'error' : 'pass' }),
    moments: [{ atMin: 58, firing: [blind] }],
    ever: ['GoldenPathBlind'],
  },
  {
    title: 'the schedule stops, the process goes on',
    minutes: 46,
    stopsAtMin: 30,
    moments: [
      { atMin: 36, firing: [] },
      { atMin: 41, firing: [alert('GoldenPathScheduleStopped', { domain: 'monitor' })] },
    ],
    ever: ['GoldenPathScheduleStopped'],
  },
  {
    title: 'the schedule stops for so long that the last success is old as well',
    minutes: 60,
    stopsAtMin: 30,
    scenarios: ['golden-path'],
    moments: [
      { atMin: 58, firing: [alert('GoldenPathScheduleStopped', { domain: 'monitor' }), silent('golden-path')] },
    ],
    ever: ['GoldenPathNoSuccess', 'GoldenPathScheduleStopped'],
  },
  {
    title: 'the monitor is gone: absent for as long as a restart may take, then a page',
    minutes: 60,
    gaps: [[30, 100]],
    moments: [
      { atMin: 38, firing: [] },
      { atMin: 41, firing: [alert('GoldenPathMonitorSilent', { domain: 'monitor' })] },
    ],
    ever: ['GoldenPathMonitorSilent'],
  },
  {
    title: 'one of two monitors is gone',
    minutes: 40,
    extras: [
      step('golden_path_build_info{version="1.0.0",node="v24.0.0",instance="other:9464"}', 1, null, 20),
      step('up{instance="other:9464"}', 1, 0, 20),
    ],
    moments: [
      { atMin: 24, firing: [] },
      { atMin: 26, firing: [alert('GoldenPathMonitorSilent', { domain: 'monitor' })] },
    ],
    ever: ['GoldenPathMonitorSilent'],
  },
  {
    title: 'an outage of everything is an outage, not blindness',
    minutes: 40,
    ending: during(31, 60, { verdict: 'fail', domain: 'platform', phase: 'platform' }, everybody),
    moments: [
      {
        atMin: 37,
        firing: [alert('GoldenPathDown', { scenario: 'golden-path', domain: 'platform' })],
      },
    ],
    ever: ['GoldenPathDown'],
  },
]
