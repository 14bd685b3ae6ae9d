import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkSchema } from '../config/schema-issues.ts'
import { UsageError } from '../config/usage-error.ts'
import { messageOf } from '../kernel/message-of.ts'
import { type Evidence, evidenceSchema } from '../model/evidence-file.ts'
import type { ReplayFlags } from './commands/replay.ts'
import { prepareDelivery } from './deliver.ts'
import { summarize } from './summarize.ts'
import type { Terminal } from './terminal.ts'

/** Judges evidence files again and reports as `run` does. Throws a UsageError that says what is wrong with a file. */
export async function replayEvidence(
  terminal: Terminal,
  files: readonly string[],
  flags: ReplayFlags,
): Promise<number> {
  const deliver = await prepareDelivery(terminal, flags.reporter)
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

/** Reads evidence, or the member `evidence` of a fixture. */
async function readEvidence(file: string): Promise<Evidence> {
  const value = parse(file, await read(file))
  const wrapped = typeof value === 'object' && value !== null && 'evidence' in value
  const checked = checkSchema(evidenceSchema, wrapped ? value.evidence : value)
  if (checked.kind === 'valid') return checked.value
  const shown = checked.lines.slice(0, 10)
  const more = checked.lines.length > shown.length ? [`and ${checked.lines.length - shown.length} more`] : []
  throw new UsageError(
    `${file} is not evidence (schema golden-path/evidence@1):\n  ${[...shown, ...more].join('\n  ')}`,
    'Give a file that `run --output <folder>` kept.',
  )
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
