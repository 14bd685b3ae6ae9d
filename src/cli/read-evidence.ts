import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { type Checked, checkSchema } from '../config/schema-issues.ts'
import { UsageError } from '../config/usage-error.ts'
import { messageOf } from '../kernel/message-of.ts'
import { type Evidence, evidenceSchema } from '../model/evidence-file.ts'

/** A file that is no evidence at all breaks hundreds of rules. */
const MOST_LINES = 10
/** Longer files do not fit into one text. A HAR of a long session without its pictures has some megabytes. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024

/** Evidence from a file. `unknown`: what a HAR does not say, one sentence each; null when the file is evidence itself. */
export type ReadEvidence = { readonly evidence: Evidence; readonly unknown: readonly string[] | null }

/** Reads evidence, or a HAR that a browser recorded. Throws a UsageError that says what is wrong with the file. */
export async function readEvidence(file: string): Promise<ReadEvidence> {
  const value = parse(file, await read(file))
  if (isHar(value)) return readHar(file, value)
  const checked = check(value)
  if (checked.kind === 'valid') return { evidence: checked.value, unknown: null }
  throw refused(file, 'evidence (schema golden-path/evidence@1)', checked.lines)
}

async function readHar(file: string, value: unknown): Promise<ReadEvidence> {
  const [{ harSchema }, { evidenceOfHar }] = await Promise.all([
    import('./har/har-schema.ts'),
    import('./har/evidence-of-har.ts'),
  ])
  const checked = checkSchema(harSchema, value)
  if (checked.kind === 'invalid') throw refused(file, 'a HAR (HAR 1.2)', checked.lines)
  return evidenceOfHar(checked.value, file)
}

function isHar(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'log' in value
}

function refused(file: string, what: string, lines: readonly string[]): UsageError {
  const shown = lines.slice(0, MOST_LINES)
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : []
  return new UsageError(
    `${file} is not ${what}:\n  ${[...shown, ...more].join('\n  ')}`,
    'Give a file that `run --output <folder>` kept, or a HAR that a browser exported.',
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
    const { size } = await stat(file)
    if (size > LARGEST_FILE_BYTES) {
      throw new RangeError(`it has ${size} bytes, and at most ${LARGEST_FILE_BYTES} are read`)
    }
    const text = await readFile(file, 'utf8')
    // Windows tools begin a file with a byte order mark.
    return text.startsWith('\ufeff') ? text.slice(1) : text
  } catch (cause) {
    const why = messageOf(cause)
    throw new UsageError(`The evidence cannot be read: ${why}`, 'Check the path and the size.', { cause })
  }
}
