import type { Story } from '../story.ts'
import { alert, during, step } from './say.ts'

/** What one event is enough for. */
export const safetyStories: readonly Story[] = [
  {
    title: 'one leak, once: a page at once, shown for three quarters of an hour',
    minutes: 100,
    ending: during(39, 40, { verdict: 'fail', domain: 'isolation', phase: 'isolation', leaks: 1 }, [
      'cross-user-isolation',
    ]),
    moments: [
      { atMin: 38, firing: [] },
      { atMin: 39, firing: [alert('GoldenPathLeak', { scenario: 'cross-user-isolation', domain: 'isolation' })] },
      { atMin: 83, firing: [alert('GoldenPathLeak', { scenario: 'cross-user-isolation', domain: 'isolation' })] },
      { atMin: 86, firing: [] },
    ],
    ever: ['GoldenPathLeak'],
  },
  {
    title: 'a leak in the deploy window is a leak',
    minutes: 45,
    revisionAtMin: 38,
    ending: during(39, 40, { verdict: 'fail', domain: 'isolation', phase: 'isolation', leaks: 1 }, [
      'cross-user-isolation',
    ]),
    moments: [
      { atMin: 39, firing: [alert('GoldenPathLeak', { scenario: 'cross-user-isolation', domain: 'isolation' })] },
    ],
    ever: ['GoldenPathLeak'],
  },
  {
    title: 'a leak in a scenario that does not look for leaks: its counter begins with the leak',
    minutes: 45,
    ending: during(31, 32, { verdict: 'fail', domain: 'isolation', phase: 'isolation', leaks: 1 }),
    moments: [{ atMin: 32, firing: [alert('GoldenPathLeak', { scenario: 'golden-path', domain: 'isolation' })] }],
    ever: ['GoldenPathLeak'],
  },
  {
    title: 'an old leak is not told again after a restart, nor when the monitor comes back from a long absence',
    minutes: 150,
    ending: during(9, 10, { verdict: 'fail', domain: 'isolation', phase: 'isolation', leaks: 1 }, [
      'cross-user-isolation',
    ]),
    gaps: [[70, 73]],
    moments: [
      { atMin: 60, firing: [] },
      { atMin: 75, firing: [] },
      { atMin: 140, firing: [] },
    ],
    ever: ['GoldenPathLeak'],
  },
  {
    title: 'a bad token is accepted',
    minutes: 45,
    extras: [step('golden_path_negative_controls_total{control="expired",result="accepted"}', 0, 1, 30)],
    moments: [{ atMin: 30, firing: [alert('GoldenPathBadTokenAccepted', { domain: 'auth' })] }],
    ever: ['GoldenPathBadTokenAccepted'],
  },
  {
    title: 'a user is taken for somebody else',
    minutes: 45,
    extras: [step('golden_path_identity_checks_total{result="collapsed"}', 0, 2, 30)],
    moments: [{ atMin: 30, firing: [alert('GoldenPathWrongIdentity', { domain: 'auth' })] }],
    ever: ['GoldenPathWrongIdentity'],
  },
]
