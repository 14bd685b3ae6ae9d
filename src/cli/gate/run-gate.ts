import { TWIN } from '../../config/define.ts'
import { decideGate } from '../../model/gate/decide-gate.ts'
import { renderGate } from '../../reporters/gate/render-gate.ts'
import type { GateFlags } from '../commands/gate.ts'
import { prepareDelivery } from '../deliver.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { makePlan, type Plan } from '../run/plan.ts'
import { timeLimit } from '../run/run-scenarios.ts'
import { summarize } from '../summarize.ts'
import type { Terminal } from '../terminal.ts'
import { readBaseline, refuseStrangeBaseline } from './read-baseline.ts'

/** `gate`, from flags to exit code. Throws a UsageError for what a person can put right, before anything is started. */
export async function runGate(terminal: Terminal, names: readonly string[], flags: GateFlags): Promise<number> {
  using interrupts = listenForInterrupts(terminal.err)
  const deliver = await prepareDelivery(terminal, flags.reporter, renderGate)
  const baseline = flags.baseline === undefined ? null : await readBaseline(terminal, flags.baseline)
  const plan = await makePlan(terminal, names, { ...flags, reporter: [], purpose: 'gate' })
  if (baseline !== null) refuseStrangeBaseline(baseline, sideOf(plan))
  using limit = timeLimit(flags.timeout ?? null)
  const { performPlan } = await import('../run/perform-plan.ts')
  const { runs, monitorFailed } = await performPlan(terminal, plan, AbortSignal.any([interrupts.signal, limit.signal]))
  const report = summarize(runs, {
    targetKind: sideOf(plan).kind,
    failOnDegraded: flags.failOnDegraded,
    interrupted: interrupts.signal.aborted,
    monitorFailed,
  })
  return deliver(decideGate(report, baseline?.runs ?? null))
}

function sideOf({ source, casts }: Plan) {
  const { kind, name } = source.kind === 'ready' ? source.target : ({ kind: 'embedded', name: TWIN } as const)
  return { kind, targets: [name], scenarios: casts.map(({ scenario }) => scenario.id) }
}
