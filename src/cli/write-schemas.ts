import { fileURLToPath } from 'node:url'
import { schemaFiles } from './schemas.ts'
import { writeWhole } from './write-file.ts'

/** Writes the published JSON Schemas anew. Run as `node src/cli/write-schemas.ts` after a change of the model. */
export async function writeSchemas(root: string): Promise<void> {
  for (const { path, text } of schemaFiles()) await writeWhole(`${root}${path}`, text)
}

if (import.meta.main) await writeSchemas(fileURLToPath(new URL('../../', import.meta.url)))
