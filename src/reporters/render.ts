import type { Report } from '../model/report.ts'
import { github } from './github.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import type { ReporterName } from './reporter-names.ts'

const reporters: Readonly<Record<ReporterName, Reporter>> = { pretty, json, junit, github, markdown }

/** The text of a report, as the named reporter writes it. */
export function render(name: ReporterName, report: Report, options: ReporterOptions): string {
  return reporters[name](report, options)
}
