import { renderDrill } from '../../reporters/drill/render-drill.ts'
import type { DrillFlags } from '../commands/drill.ts'
import { prepareDelivery } from '../deliver.ts'
import { listenForInterrupts } from '../interrupts.ts'
import type { Terminal } from '../terminal.ts'
import { createDrillProgress } from './drill-progress.ts'
import { prepareRecord } from './drill-record.ts'
import { makeDrillPlan } from './make-drill-plan.ts'

/** `drill`, from flags to exit code. Throws a UsageError for what a person can put right, before anything is started. */
export async function drillTwin(terminal: Terminal, flags: DrillFlags): Promise<number> {
  using interrupts = listenForInterrupts(terminal.err)
  const deliver = await prepareDelivery(terminal, flags.reporter, renderDrill)
  const plan = await makeDrillPlan(terminal, flags)
  const record = await prepareRecord(terminal.cwd, flags)
  const { runDrill } = await import('../../drill/run-drill.ts')
  using progress = createDrillProgress(terminal.err, plan.cells.length)
  const drill = await runDrill({ ...plan, signal: interrupts.signal, progress: progress.hear })
  if (!interrupts.signal.aborted) await record(drill)
  return deliver(drill)
}
