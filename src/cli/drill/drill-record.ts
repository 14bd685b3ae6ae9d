import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import { type Drill, drillSchema } from '../../model/drill.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import type { DrillFlags } from '../commands/drill.ts'
import { prepareFolder, writeWhole } from '../write-file.ts'

type Drilled = Extract<MonitorEvent, { kind: 'drilled' }>

/** Where the last drill of a data folder is kept, for the monitor that shows its score. */
export function drillRecord(dataDir: string): string {
  return join(dataDir, 'drill.json')
}

/**
 * Keeps a drill in the data folder. Throws a UsageError before it begins when the folder cannot be written, and for a drill
 * of one's own choice: the score of a part would look like that of the whole.
 */
export async function prepareRecord(
  cwd: string,
  { dataDir, fault, variant, scenario }: Pick<DrillFlags, 'dataDir' | 'fault' | 'variant' | 'scenario'>,
): Promise<(drill: Drill) => Promise<void>> {
  if (dataDir === undefined) return async () => undefined
  if (fault.length + variant.length + scenario.length > 0) {
    throw new UsageError(
      '--data-dir keeps the score of a whole drill, so it cannot go with --fault, --variant or --scenario.',
      'Leave it out, or use --output to keep the evidence.',
    )
  }
  const folder = resolve(cwd, dataDir)
  await prepareFolder('--data-dir', folder)
  return (drill) => writeWhole(drillRecord(folder), `${JSON.stringify(drill)}\n`)
}

/** The last drill that was kept in a data folder; null when there is none that can be read. */
export async function readRecord(dataDir: string): Promise<Drilled | null> {
  const file = drillRecord(dataDir)
  try {
    const { mtimeMs } = await stat(file)
    const drill = drillSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    return { kind: 'drilled', wallMs: Math.round(mtimeMs), faults: scoreOf(drill) }
  } catch {
    return null
  }
}

/** Every fault counts once: called by its name, seen but called by another, or not seen by all who hunt it. */
function scoreOf({ faults, caught, named, falseAlarms }: Drill): Drilled['faults'] {
  return { caught: named, misnamed: caught - named, missed: faults - caught, false_alarm: falseAlarms }
}
