import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { loadScenarios } from '../config/load-scenarios.ts'
import { createClock } from '../kernel/clock.ts'
import type { RunResult } from '../runner/run-scenario.ts'
import type { Cell } from './cell.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './crew-messages.ts'
import { type DrillTools, drillCell } from './drill-cell.ts'
import { performCell } from './perform-cell.ts'

/**
 * One thread of a drill. It runs the cells it is given side by side: the twin, its users and the judges of a cell all live
 * in this thread, so that its loop delay is theirs.
 */
async function work(setup: WorkerSetup, port: NonNullable<typeof parentPort>): Promise<void> {
  const scenarios = new Map((await loadScenarios(setup.scenarios)).map((scenario) => [scenario.id, scenario]))
  const stop = new AbortController()
  const tools: DrillTools = {
    clock: createClock(),
    signal: stop.signal,
    perform: performCell,
    keep: (cell, result) => keep(setup.evidence, cell, result),
  }
  const drill = async (id: number, cell: Cell) => {
    const answer: FromWorker = { id, row: await drillCell(cell, scenarios.get(cell.scenario), tools) }
    port.postMessage(answer)
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') stop.abort(new Error('The drill was interrupted.'))
    else void drill(message.id, message.cell)
  })
}

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
