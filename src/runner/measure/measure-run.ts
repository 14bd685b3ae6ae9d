import { viewEvidence } from '../../judges/view.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { Sample } from '../../sinks/metrics/sample.ts'
import { controlSamples } from './control-samples.ts'
import { conversationSamples } from './conversation-samples.ts'
import { driftSamples } from './drift-samples.ts'
import { eventCheckSamples } from './event-check-samples.ts'
import { frameSamples } from './frame-samples.ts'
import { healthSamples } from './health-samples.ts'
import { identitySamples } from './identity-samples.ts'
import { isolationSamples } from './isolation-samples.ts'
import type { Measure } from './measure.ts'
import { raceSamples } from './race-samples.ts'
import { reportSamples } from './report-samples.ts'
import { requestSamples } from './request-samples.ts'
import { socketSamples } from './socket-samples.ts'
import { timeSamples } from './time-samples.ts'
import { vitalSamples } from './vital-samples.ts'

const measures: readonly Measure[] = [
  timeSamples,
  socketSamples,
  frameSamples,
  conversationSamples,
  eventCheckSamples,
  isolationSamples,
  identitySamples,
  controlSamples,
  raceSamples,
  driftSamples,
  healthSamples,
  requestSamples,
  vitalSamples,
]

/**
 * Everything that a finished run measures, whatever its purpose. Only what completed is observed: nothing is said of the
 * time that something would have taken. Times are target time.
 */
export function measureRun(run: FinishedRun): readonly Sample[] {
  const { report, evidence } = run
  if (evidence === null) return reportSamples(run)
  const view = viewEvidence(evidence)
  return [...reportSamples(run), ...measures.flatMap((measure) => measure(view, report))]
}
