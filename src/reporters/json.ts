import { inertJson } from '../kernel/inert.ts'
import type { Reporter } from './reporter.ts'

/** Exactly one JSON document (schema golden-path/report@1). */
export const json: Reporter = (report) => `${inertJson(JSON.stringify(report, null, 2))}\n`
