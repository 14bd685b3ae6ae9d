import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { loadScenarios } from '../config/load-scenarios.ts'
import { createClock } from '../kernel/clock.ts'
import type { Scenario } from '../model/scenario.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { Cell } from './cell.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './crew-messages.ts'
import { type DrillTools, drillCell } from './drill-cell.ts'
import { createGate } from './gate.ts'
import { watchLateness } from './lateness.ts'
import { performCell } from './perform-cell.ts'
import { EVERYBODYS_SCENARIO } from './plan-cells.ts'

/**
 * One thread of a drill. It runs the cells it is given side by side: the twin, its users and the judges of a cell all live
 * in this thread, so that its loop delay is theirs.
 */
async function work(setup: WorkerSetup, port: NonNullable<typeof parentPort>): Promise<void> {
  const scenarios = new Map((await loadScenarios(setup.scenarios)).map((scenario) => [scenario.id, scenario]))
  const stop = new AbortController()
  const clock = createClock()
  const lateness = watchLateness(clock)
  const gate = createGate(clock, lateness)
  const tools: DrillTools = {
    clock,
    lateness,
    signal: stop.signal,
    perform: (cell, scenario, signal) => performCell(cell, scenario, signal, setup.browser),
    keep: (cell, result) => keep(setup.evidence, cell, result),
  }
  // Loading what drives a browser stops this thread for a while, which no cell must feel.
  if (setup.browser !== null) await import('../probes/browser/browser-probe.ts')
  await warmUp(scenarios, stop.signal)
  const drill = async (id: number, cell: Cell) => {
    await gate.pass()
    const answer: FromWorker = { id, drilled: await drillCell(cell, scenarios.get(cell.scenario), tools) }
    port.postMessage(answer)
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') stop.abort(new Error('The drill was interrupted.'))
    else void drill(message.id, message.cell)
  })
}

/** Code that runs for the first time is slow, which a twin in fast motion would be blamed for. What comes of it is nobody's business. */
async function warmUp(scenarios: ReadonlyMap<string, Scenario>, signal: AbortSignal): Promise<void> {
  const scenario = scenarios.get(EVERYBODYS_SCENARIO)
  if (scenario === undefined) return
  await performCell({ ...WARM_UP, scenario: scenario.id }, scenario, signal)
}

const WARM_UP = {
  subject: { kind: 'healthy', name: 'dialect-handshake', warnings: [] },
  dialect: 'handshake',
  round: 1,
  seed: 'warm-up',
  timeScale: 10,
  browser: false,
  waits: false,
} satisfies Omit<Cell, 'scenario'>

async function keep(folder: string | null, cell: Cell, { evidence }: RunResult): Promise<string | null> {
  if (folder === null || evidence === null) return null
  const { subject, scenario, dialect, round } = cell
  const file = join(folder, `${subject.name}.${scenario}.${dialect}.${round}.evidence.json`)
  await writeFile(file, `${JSON.stringify(evidence)}\n`)
  return file
}

if (parentPort !== null) {
  const setup: WorkerSetup = workerData
  await work(setup, parentPort)
}
