import type { Clock } from '../kernel/clock.ts'
import { type Scope, withDeadline } from '../kernel/deadline.ts'
import type { StepEvidence } from '../model/evidence-file.ts'

/** Hears of a step when it starts and when it ends. */
export type StepListener = (
  step: Omit<StepEvidence, 'state' | 'startMs'> & { state: 'running' | 'passed' | 'failed' },
) => void

/** The steps of one run, in the order in which they began. */
export type StepBook = {
  readonly steps: readonly StepEvidence[]
  /**
   * Runs `work` as a step with its own deadline (milliseconds of target time). Whatever it throws is written down and
   * thrown on: what that means is decided elsewhere.
   */
  run<T>(name: string, user: string | null, deadlineMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>
}

/** Makes an empty book. `describe` turns what a step threw into text that is safe to keep. */
export function createStepBook(
  scope: Scope & { readonly clock: Clock },
  listener: StepListener,
  describe: (thrown: unknown) => string,
): StepBook {
  const steps: StepEvidence[] = []
  return {
    steps,
    async run(name, user, deadlineMs, work) {
      const startMs = scope.clock.now()
      const place = steps.push({ name, user, state: 'not-run', startMs, durationMs: 0, detail: '' }) - 1
      listener({ name, user, state: 'running', durationMs: 0, detail: '' })
      const end = (state: 'passed' | 'failed', detail: string) => {
        const durationMs = scope.clock.now() - startMs
        steps[place] = { name, user, state, startMs, durationMs, detail }
        listener({ name, user, state, durationMs, detail })
      }
      try {
        const result = await withDeadline(scope, name, deadlineMs, work)
        end('passed', '')
        return result
      } catch (thrown) {
        end('failed', describe(thrown))
        throw thrown
      }
    },
  }
}
