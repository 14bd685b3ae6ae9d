import { type Scope, withDeadline } from '../kernel/deadline.ts'
import type { StepEvidence } from '../model/evidence-file.ts'

/** A step when it starts, and again when it has ended. */
export type StepNews = Pick<StepEvidence, 'name' | 'user' | 'durationMs' | 'detail'> & {
  readonly state: 'running' | 'passed' | 'failed'
}

/** Runs the steps of one run. */
export type StepBook = {
  /**
   * Runs `work` as a step with its own deadline (milliseconds of target time). Whatever it throws is written down and
   * thrown on: what that means is decided elsewhere.
   */
  run<T>(name: string, user: string | null, deadlineMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Writes down a step that cannot be made, and why. */
  skip(name: string, user: string | null, detail: string): void
}

/** What a step book is built from. `steps` is where it writes, in the order in which steps begin. */
export type StepBookParts = Scope & {
  readonly steps: StepEvidence[]
  readonly listener: (news: StepNews) => void
  /** Turns what a step threw into one line that is safe to keep. */
  readonly describe: (thrown: unknown) => string
}

/** Opens a book over `steps`. */
export function createStepBook(parts: StepBookParts): StepBook {
  const { clock, steps, listener } = parts
  return {
    skip(name, user, detail) {
      steps.push({ name, user, state: 'not-run', startMs: clock.now(), durationMs: 0, detail })
    },
    async run(name, user, deadlineMs, work) {
      const startMs = clock.now()
      const place = steps.push({ name, user, state: 'not-run', startMs, durationMs: 0, detail: '' }) - 1
      listener({ name, user, state: 'running', durationMs: 0, detail: '' })
      const end = (state: 'passed' | 'failed', detail: string) => {
        const durationMs = clock.now() - startMs
        steps[place] = { name, user, state, startMs, durationMs, detail }
        listener({ name, user, state, durationMs, detail })
      }
      try {
        const result = await withDeadline(parts, name, deadlineMs, work)
        end('passed', '')
        return result
      } catch (thrown) {
        end('failed', parts.describe(thrown))
        throw thrown
      }
    },
  }
}
