import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { checkSchema } from '../../config/schema-issues.ts'
import { UsageError } from '../../config/usage-error.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { gateSchema } from '../../model/gate/gate-report.ts'
import { type Report, reportSchema } from '../../model/report.ts'
import type { Terminal } from '../terminal.ts'

/** A file that is no report at all breaks hundreds of rules. */
const MOST_LINES = 5
const anySchema = z.looseObject({ schema: z.string() })

/** Reads the report of a `run`, or the one inside the document of a `gate`. Throws a UsageError that says what is wrong with it. */
export async function readBaseline({ cwd }: Terminal, name: string): Promise<Report> {
  const file = resolve(cwd, name)
  const value = await parsed(file)
  const isGate = anySchema.safeParse(value).data?.schema === 'golden-path/gate@1'
  const checked = isGate ? checkSchema(gateSchema, value) : checkSchema(reportSchema, value)
  if (checked.kind !== 'valid') {
    const lines = checked.lines.slice(0, MOST_LINES).join('\n  ')
    throw new UsageError(
      `${file} is no report of this monitor:\n  ${lines}`,
      'Give what `--reporter json=<file>` wrote.',
    )
  }
  return 'report' in checked.value ? checked.value.report : checked.value
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new UsageError(`The baseline cannot be read: ${messageOf(cause)}`, 'Check the path.', { cause })
  }
}

/** What a baseline must have in common with the gate. */
type Sides = {
  readonly kind: Report['targetKind']
  readonly targets: readonly string[]
  readonly scenarios: readonly string[]
}

/** Throws a UsageError for a baseline that cannot be compared: of another target, or of none of the scenarios. */
export function refuseStrangeBaseline(baseline: Report, { kind, targets, scenarios }: Sides): void {
  const theirs = [...new Set(baseline.runs.map(({ target }) => target))]
  if (baseline.targetKind !== kind || !theirs.some((target) => targets.includes(target))) {
    throw new UsageError(
      `The baseline is of ${theirs.join(', ') || 'no target'} (${baseline.targetKind}), the gate of ${targets.join(', ')} (${kind}).`,
      'Compare a target with itself.',
    )
  }
  const known = [...new Set(baseline.runs.map(({ scenario }) => scenario))]
  if (known.some((scenario) => scenarios.includes(scenario))) return
  throw new UsageError(
    `The baseline has no run of ${scenarios.join(', ')}.`,
    `It has: ${known.join(', ')}. What is not compared proves nothing.`,
  )
}
