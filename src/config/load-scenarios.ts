import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LoadError, loadDir } from '../kernel/load-dir.ts'
import type { Scenario } from '../model/scenario.ts'
import { scenarioSchema } from './scenario-schema.ts'
import { checkSchema } from './schema-issues.ts'
import { UsageError } from './usage-error.ts'

/** The scenarios that come with the monitor. */
export const ownScenarios = fileURLToPath(new URL('../../scenarios', import.meta.url))

/**
 * Loads every scenario of a folder, frozen, in the order of their names. Throws a UsageError for a folder that is
 * missing or empty, and for a file that throws on import or is no scenario: one bad file must not quietly shrink the
 * watch. Another `version` reads files anew that were loaded before.
 */
export async function loadScenarios(folder: string, version?: string): Promise<readonly Scenario[]> {
  if (!existsSync(folder)) throw new UsageError(`There is no folder of scenarios at ${folder}.`, 'Correct `scenarios`.')
  const files = await loadDir(folder, version).catch((error: unknown) => {
    if (!(error instanceof LoadError)) throw error
    throw new UsageError(`Scenario ${error.message}`, 'Correct the file, or take it out of the folder.', {
      cause: error,
    })
  })
  if (files.length === 0) throw new UsageError(`There is no scenario in ${folder}.`, 'Nothing passes by default.')
  return files.map(({ file, value }) => checkScenario(file, value))
}

function checkScenario(file: string, value: unknown): Scenario {
  const checked = checkSchema(scenarioSchema, value)
  const lines = checked.kind === 'invalid' ? checked.lines : idLines(file, checked.value.id)
  if (checked.kind === 'valid' && lines.length === 0) return Object.freeze(checked.value)
  throw new UsageError(`Scenario ${file} is not valid:\n  ${lines.join('\n  ')}`, 'Correct the file.')
}

/** Ids are file names, so they are unique as well. */
function idLines(file: string, id: string): string[] {
  const expected = basename(file, '.ts')
  return id === expected ? [] : [`id: must be the name of the file, "${expected}", got "${id}"`]
}
