import { join } from 'node:path'
import { messageOf } from '../../kernel/message-of.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

/** Writes the evidence of one run and gives its path; null when nobody wants it, there is none, or it cannot be written. */
export async function keepEvidence(
  { err }: Terminal,
  folder: string | null,
  evidence: Evidence | null,
): Promise<string | null> {
  if (folder === null || evidence === null) return null
  const file = join(folder, `${evidence.context.runId}.evidence.json`)
  try {
    await writeWhole(file, `${JSON.stringify(evidence)}\n`)
    return file
  } catch (error) {
    err.write(`golden-path: the evidence could not be written to ${file}: ${messageOf(error)}\n`)
    return null
  }
}
