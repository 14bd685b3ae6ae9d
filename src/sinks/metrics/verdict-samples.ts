import { type Verdict, verdicts } from '../../model/words.ts'
import { type Sample, sample } from './sample.ts'

/** Whether a verdict says that the golden path is open. */
export function isSuccess(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'degraded'
}

/** What is now known as the last run of a scenario. `endedWallMs`: milliseconds since the Unix epoch. */
export function lastRunSamples(scenario: string, verdict: Verdict, endedWallMs: number): Sample[] {
  const seconds = endedWallMs / 1_000
  return [
    ...verdicts.map((each) =>
      sample('golden_path_last_verdict', { scenario, verdict: each }, Number(each === verdict)),
    ),
    sample('golden_path_last_run_timestamp_seconds', { scenario }, seconds),
    ...(isSuccess(verdict) ? [sample('golden_path_last_success_timestamp_seconds', { scenario }, seconds)] : []),
  ]
}
