import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type Checked, checkSchema } from '../config/schema-issues.ts'
import { UsageError } from '../config/usage-error.ts'
import { messageOf } from '../kernel/message-of.ts'
import { type Evidence, evidenceSchema } from '../model/evidence-file.ts'
import { render } from '../reporters/render.ts'
import type { ReplayFlags } from './commands/replay.ts'
import { prepareDelivery } from './deliver.ts'
import { summarize } from './summarize.ts'
import type { Terminal } from './terminal.ts'

/** A file that is no evidence at all breaks hundreds of rules. */
const MOST_LINES = 10

/** Judges evidence files again and reports as `run` does. Throws a UsageError that says what is wrong with a file. */
export async function replayEvidence(
  terminal: Terminal,
  files: readonly string[],
  flags: ReplayFlags,
): Promise<number> {
  const deliver = await prepareDelivery(terminal, flags.reporter, render)
  const all: { file: string; evidence: Evidence }[] = []
  for (const name of files) {
    const file = resolve(terminal.cwd, name)
    all.push({ file, evidence: await readEvidence(file) })
  }
  const [{ judgeEvidence }, { buildReport }] = await Promise.all([
    import('../judges/judge.ts'),
    import('../runner/build-report.ts'),
  ])
  const runs = all.map(({ file, evidence }) => ({
    ...buildReport(evidence, judgeEvidence(evidence)),
    evidenceFile: file,
  }))
  const isDemo = all.some(({ evidence }) => evidence.context.target.kind === 'embedded')
  return deliver(
    summarize(runs, {
      targetKind: isDemo ? 'embedded' : 'remote',
      failOnDegraded: flags.failOnDegraded,
      interrupted: false,
      monitorFailed: false,
    }),
  )
}

async function readEvidence(file: string): Promise<Evidence> {
  const checked = check(parse(file, await read(file)))
  if (checked.kind === 'valid') return checked.value
  const shown = checked.lines.slice(0, MOST_LINES)
  const more = checked.lines.length > MOST_LINES ? [`and ${checked.lines.length - MOST_LINES} more`] : []
  throw new UsageError(
    `${file} is not evidence (schema golden-path/evidence@1):\n  ${[...shown, ...more].join('\n  ')}`,
    'Give a file that `run --output <folder>` kept.',
  )
}

/** A recording stands as the member `evidence` of a fixture, beside what is expected of it. */
const fixtureSchema = z.object({ evidence: evidenceSchema })

function check(value: unknown): Checked<Evidence> {
  if (typeof value !== 'object' || value === null || !('evidence' in value)) return checkSchema(evidenceSchema, value)
  const checked = checkSchema(fixtureSchema, value)
  return checked.kind === 'valid' ? { kind: 'valid', value: checked.value.evidence } : checked
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = messageOf(cause)
    throw new UsageError(`${file} is not JSON: ${why}`, 'Was it written to the end?', { cause })
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const why = messageOf(cause)
    throw new UsageError(`The evidence cannot be read: ${why}`, 'Check the path.', { cause })
  }
}
