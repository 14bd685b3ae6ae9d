import { inertJson } from '../../kernel/inert.ts'
import type { Drill } from '../../model/drill.ts'
import type { ReporterOptions } from '../reporter.ts'
import { drillMarkdown } from './drill-markdown.ts'
import { drillPretty } from './drill-pretty.ts'
import type { DrillReporterName } from './names.ts'

/** The text of a drill, as the named reporter writes it. */
export function renderDrill(name: DrillReporterName, drill: Drill, { color }: ReporterOptions): string {
  switch (name) {
    case 'pretty':
      return drillPretty(drill, color)
    case 'json':
      return `${inertJson(JSON.stringify(drill, null, 2))}\n`
    case 'markdown':
      return drillMarkdown(drill)
    default:
      return name satisfies never
  }
}
