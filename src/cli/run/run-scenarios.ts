import { createClock } from '../../kernel/clock.ts'
import { CallerDeadline } from '../../kernel/deadline.ts'
import { render } from '../../reporters/render.ts'
import type { RunFlags } from '../commands/run.ts'
import { prepareDelivery } from '../deliver.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { summarize } from '../summarize.ts'
import type { Terminal } from '../terminal.ts'
import { makePlan } from './plan.ts'

/**
 * `run`, from flags to exit code: makes a plan, performs it, reports. Throws a UsageError for what a person can put
 * right, before anything is started and before the code that would do it is loaded.
 */
export async function runScenarios(terminal: Terminal, names: readonly string[], flags: RunFlags): Promise<number> {
  // Before anything that takes time: an interrupt is reported from the first moment on.
  using interrupts = listenForInterrupts(terminal.err)
  const deliver = await prepareDelivery(terminal, flags.reporter, render)
  const plan = await makePlan(terminal, names, flags)
  using limit = timeLimit(flags.timeout ?? null)
  const { performPlan } = await import('./perform-plan.ts')
  const { runs, monitorFailed } = await performPlan(terminal, plan, AbortSignal.any([interrupts.signal, limit.signal]))
  const report = summarize(runs, {
    targetKind: plan.source.kind === 'ready' ? plan.source.target.kind : 'embedded',
    failOnDegraded: flags.failOnDegraded,
    interrupted: interrupts.signal.aborted,
    monitorFailed,
  })
  return deliver(report)
}

/** Aborts after so many real seconds; never when there is no limit. */
export function timeLimit(seconds: number | null): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  if (seconds === null) return { signal: controller.signal, [Symbol.dispose]: () => undefined }
  const timer = createClock().timer(seconds * 1_000, () =>
    controller.abort(new CallerDeadline('the time limit (--timeout)', seconds)),
  )
  return { signal: controller.signal, [Symbol.dispose]: () => timer[Symbol.dispose]() }
}
