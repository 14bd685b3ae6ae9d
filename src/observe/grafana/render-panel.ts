import {
  DashboardLinkBuilder,
  DashboardLinkType,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { type Links, onCallUrl, pageUrl, runbookUrl } from '../links.ts'
import { COUNTING_STEP } from './ask.ts'
import type { Meaning, Panel, Query, Step } from './panel.ts'
import { type Shape, shapeOf } from './shapes.ts'

const green: Step = { from: 0, color: 'green' }
/** The monitor that the dashboard is set to. */
const INSTANCE = '$instance'
/** The data source that the dashboard is set to. */
export const source = { type: 'prometheus', uid: '$datasource' } as const

/** Turns a panel into one of Grafana; its id is its own within a dashboard. */
export function renderPanel(panel: Panel, id: number, links: Links): Shape {
  const { title, kind, queries, unit, width, height, steps, meanings = [], redFrom = {}, decimals } = panel
  const urls = linksOf(panel, links)
  const shape = shapeOf(kind)
    .id(id)
    .title(title)
    .description(description(panel, urls))
    .datasource(source)
    .targets(queries.map((query, index) => target(query, index, kind)))
    .links(urls.map(([name, url]) => link(name, url)))
    .span(width)
    .height(height)
    .unit(unit ?? 'short')
    .mappings(meanings.map(mapping))
  if (decimals !== undefined) shape.decimals(decimals)
  if (queries.some(({ expr }) => expr.includes('$__rate_interval'))) shape.interval(COUNTING_STEP)
  for (const [name, from] of Object.entries(redFrom)) shape.overrideByName(name, redAt(from))
  // Without thresholds Grafana colors a number red from 80 on, whatever it counts.
  if (steps !== undefined || meanings.length > 0 || kind === 'stat' || kind === 'ranking') {
    shape.thresholds(thresholds(steps ?? [green]))
    shape.colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
  }
  return shape
}

function target({ expr, legend }: Query, index: number, kind: Panel['kind']): DataqueryBuilder {
  const builder = new DataqueryBuilder()
    .expr(expr)
    .legendFormat(legend)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .datasource(source)
  return kind === 'stat' || kind === 'ranking' ? builder.instant() : builder.range()
}

/** The runbook is a page of the monitor, docs/on-call.md is not: without a place on the web only its name can be said. */
function linksOf({ page, doc }: Panel, links: Links): readonly (readonly [title: string, url: string])[] {
  const runbook = runbookUrl(links, 'domain' in doc ? doc.domain : '', INSTANCE)
  const onCall = 'section' in doc && links.docs !== null ? [['On-call', onCallUrl(links, doc.section)] as const] : []
  return [['Runs', pageUrl(links, page, INSTANCE)], ['Runbook', runbook], ...onCall]
}

/** Grafana shows Markdown. */
function description({ help, doc }: Panel, urls: ReturnType<typeof linksOf>): string {
  const section = 'section' in doc ? `\n\ndocs/on-call.md, section "${doc.section}"` : ''
  return `${help}\n\n${urls.map(([title, url]) => `[${title}](${url})`).join(' · ')}${section}`
}

function link(title: string, url: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true)
}

function redAt(from: number): { id: string; value: object }[] {
  return [{ id: 'thresholds', value: thresholds([green, { from, color: 'red' }]).build() }]
}

function thresholds(steps: readonly Step[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(({ from, color }, index) => ({ value: index === 0 ? null : from, color })))
}

function mapping({ value, text, color }: Meaning): ValueMapping {
  return { type: MappingType.ValueToText, options: { [String(value)]: { text, color } } }
}
