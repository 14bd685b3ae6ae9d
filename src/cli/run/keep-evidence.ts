import { join } from 'node:path'
import { messageOf } from '../../kernel/message-of.ts'
import type { RunResult } from '../../runner/run-scenario.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

/**
 * Writes the evidence of one run, and what its pages left beside it, and gives the path of the evidence; null when nobody wants
 * it, there is none, or something cannot be written.
 */
export async function keepEvidence(
  { err }: Terminal,
  folder: string | null,
  { evidence, artifacts }: Pick<RunResult, 'evidence' | 'artifacts'>,
): Promise<string | null> {
  if (folder === null || evidence === null) return null
  const { runId } = evidence.context
  const file = join(folder, `${runId}.evidence.json`)
  try {
    await writeWhole(file, `${JSON.stringify(evidence)}\n`)
    for (const { name, bytes } of artifacts) await writeWhole(join(folder, `${runId}.${name}`), bytes)
    return file
  } catch (error) {
    err.write(`golden-path: the evidence could not be written to ${file}: ${messageOf(error)}\n`)
    return null
  }
}
