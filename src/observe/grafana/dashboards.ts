import {
  AnnotationQueryBuilder,
  // biome-ignore lint/suspicious/noDeprecatedImports: the newer schema cannot be imported by Grafana 11
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { type Links, pageUrl } from '../links.ts'
import { of } from './ask.ts'
import { monitor } from './monitor.ts'
import { overview } from './overview.ts'
import type { Board } from './panel.ts'
import { renderPanel, source } from './render-panel.ts'
import { webSocket } from './sockets.ts'

/** All dashboards, as data. */
export const boards: readonly Board[] = [overview, webSocket, monitor]

/** Where the target's revision changed: the moments that every panel marks. */
export const revisionChanges = `${of('golden_path_target_revision_changed_timestamp_seconds')} * 1000`

const TAG = 'golden-path'

/** All dashboards as Grafana imports them, by the name of their file. */
export function dashboards(links: Links): readonly { readonly name: string; readonly json: string }[] {
  return boards.map((board) => ({
    name: board.name,
    json: `${JSON.stringify(render(board, links).build(), null, 2)}\n`,
  }))
}

function render({ name, title, description, rows }: Board, links: Links): DashboardBuilder {
  const builder = new DashboardBuilder(title)
    .uid(name)
    .description(description)
    .tags([TAG])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(instances())
    .annotation(annotation())
    .link(
      new DashboardLinkBuilder('Golden Path')
        .type(DashboardLinkType.Dashboards)
        .tags([TAG])
        .keepTime(true)
        .includeVars(true),
    )
    .link(
      new DashboardLinkBuilder('The monitor')
        .type(DashboardLinkType.Link)
        .url(pageUrl(links, '/', '$instance'))
        .targetBlank(true),
    )
  let ids = 0
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title).id(++ids))
    for (const panel of row.panels) builder.withPanel(renderPanel(panel, ++ids, links))
  }
  return builder
}

function instances(): QueryVariableBuilder {
  return new QueryVariableBuilder('instance')
    .label('Monitor')
    .datasource(source)
    .query('label_values(golden_path_build_info, instance)')
    .refresh(VariableRefresh.OnTimeRangeChanged)
}

function annotation(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('New revision')
    .datasource(source)
    .enable(true)
    .iconColor('blue')
    .expr(revisionChanges)
    .titleFormat('New revision of {{service}}')
    .useValueForTime(true)
    .step('60s')
}
