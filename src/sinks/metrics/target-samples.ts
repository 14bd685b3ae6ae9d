import { version } from '../../kernel/version.ts'
import type { Target, Thresholds } from '../../model/target.ts'
import { thresholdLevels, type thresholdMeasures } from './label-values.ts'
import { type Sample, sample } from './sample.ts'

/** What the thresholds of a target are called in metrics. */
const measures: Readonly<Record<(typeof thresholdMeasures)[number], keyof Omit<Thresholds, 'settleMs' | 'lingerMs'>>> =
  {
    sign_in: 'signIn',
    welcome: 'welcome',
    first_event: 'firstEvent',
    silence: 'silence',
    answer: 'answer',
  }

/** What is true before anything was measured: who watches, what is watched, by which limits. */
export function targetSamples({ name, kind, policy, thresholds }: Target): Sample[] {
  return [
    sample('golden_path_build_info', { version, node: process.version }),
    sample('golden_path_target_info', { target: name, kind, policy }),
    ...Object.entries(measures).flatMap(([measure, key]) =>
      thresholdLevels.map((level) => ({
        metric: 'golden_path_threshold_seconds' as const,
        labels: { measure, level },
        value: thresholds[key][`${level}Ms`] / 1_000,
      })),
    ),
  ]
}
