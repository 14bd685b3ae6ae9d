import { writeFileSync } from 'node:fs'
import { runbook } from '../src/model/runbook.ts'

/** Writes docs/runbook.md anew. Run by `npm run docs` after a change of the table of codes. */
writeFileSync(new URL('runbook.md', import.meta.url), runbook())
