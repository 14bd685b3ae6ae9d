import { duration } from '../../../reporters/verdict-line.ts'
import type { Bar, Flag, Lane, Mark, Row, Timeline } from '../view/timeline.ts'
import { cut } from './format.ts'
import { type Html, markup } from './html.ts'

/** Which stretch of a run is drawn, milliseconds. */
export type Range = { readonly fromMs: number; readonly toMs: number }

/** More things than that in one lane are a blur; the list below the timeline has them all. */
const MOST_ITEMS = 400
/** More lanes than that are for the list of users. */
const MOST_LANES = 30

const rows: Readonly<Record<Row, { readonly y: number; readonly height: number }>> = {
  line: { y: 20, height: 14 },
  agent: { y: 40, height: 14 },
  tool: { y: 58, height: 11 },
  screen: { y: 76, height: 11 },
}
/** Lanes of users with a page are higher. */
const LANE_HEIGHT = 74
const SCREEN_LANE_HEIGHT = 92

/**
 * The timeline as SVG. Places are percentages of the width, so it fits every screen without a script, and no style stands
 * in the markup. Every thing is named for who points at it and leads to its fact.
 */
export function timelineSvg(timeline: Timeline, range: Range, hrefOf: (seq: number) => string): Html {
  const scale = createScale(range)
  const lanes = pickLanes(timeline.lanes)
  const left = timeline.lanes.length - lanes.length
  return markup`<div class="timeline">
<div class="axis" aria-hidden="true"><svg width="100%" height="18">${ticks(range).map((atMs) => tick(atMs, scale))}</svg></div>
${lanes.map((lane) => laneSvg(lane, scale, range, hrefOf))}
${left === 0 ? '' : markup`<p class="muted">${left} more users are not drawn; those with findings come first.</p>`}
</div>`
}

/** Lanes with findings first when not all are drawn, otherwise in the order of the run. */
function pickLanes(lanes: readonly Lane[]): readonly Lane[] {
  if (lanes.length <= MOST_LANES) return lanes
  return lanes.toSorted((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0)).slice(0, MOST_LANES)
}

type Scale = { percent(atMs: number): string; width(fromMs: number, toMs: number): string }

/** Leaves half a percent on either side, so that nothing is cut. */
function createScale({ fromMs, toMs }: Range): Scale {
  const at = (ms: number) => 0.5 + (99 * (Math.min(Math.max(ms, fromMs), toMs) - fromMs)) / Math.max(1, toMs - fromMs)
  return {
    percent: (ms) => `${at(ms).toFixed(2)}%`,
    width: (from, to) => `${Math.max(0.15, at(to) - at(from)).toFixed(2)}%`,
  }
}

function ticks({ fromMs, toMs }: Range): number[] {
  const rough = Math.max(1, toMs - fromMs) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough
  const first = Math.ceil(fromMs / step) * step
  return Array.from({ length: Math.floor((toMs - first) / step) + 1 }, (_, index) => first + index * step)
}

function tick(atMs: number, scale: Scale): Html {
  const x = scale.percent(atMs)
  return markup`<line class="tick" x1="${x}" x2="${x}" y1="13" y2="18"/><text class="tick-label" x="${x}" y="11">${atMs === 0 ? '0' : duration(atMs)}</text>`
}

function laneSvg(lane: Lane, scale: Scale, range: Range, hrefOf: (seq: number) => string): Html {
  const isIn = (fromMs: number, toMs: number) => toMs >= range.fromMs && fromMs <= range.toMs
  const bars = lane.bars.filter((bar) => isIn(bar.fromMs, bar.toMs))
  const marks = lane.marks.filter((mark) => isIn(mark.atMs, mark.atMs))
  const flags = lane.flags.filter((flag) => isIn(flag.atMs, flag.atMs))
  const height = lane.marks.some(({ row }) => row === 'screen') ? SCREEN_LANE_HEIGHT : LANE_HEIGHT
  const name = lane.user ?? 'everybody'
  const left = Math.max(0, bars.length + marks.length - 2 * MOST_ITEMS)
  return markup`<div class="lane">
<h3>${name}${lane.role === 'bystander' ? markup` <span class="tag">silent</span>` : ''}</h3>
<svg width="100%" height="${height}" role="group" aria-label="${`What ${name} saw`}">
${lane.sockets.filter((life) => isIn(life.fromMs, life.toMs)).map((life) => socketLife(life, scale))}
${bars.slice(0, MOST_ITEMS).map((bar) => barSvg(bar, scale, hrefOf))}
${marks.slice(0, MOST_ITEMS).map((mark) => markSvg(mark, scale, hrefOf))}
${flags.map((flag) => flagSvg(flag, scale, height))}
</svg>
${left === 0 ? '' : markup`<p class="muted">and ${left} more</p>`}</div>`
}

function socketLife({ fromMs, toMs, says }: Bar, scale: Scale): Html {
  return markup`<rect class="life" x="${scale.percent(fromMs)}" width="${scale.width(fromMs, toMs)}" y="${rows.line.y + 5}" height="4"><title>${says}</title></rect>`
}

/** The inner SVG cuts the label at the end of the bar. */
function barSvg(bar: Bar, scale: Scale, hrefOf: (seq: number) => string): Html {
  const { y, height } = rows[bar.row]
  const says = `${cut(bar.says, 200)}, ${duration(bar.fromMs)} to ${duration(bar.toMs)}`
  return markup`<a href="${hrefOf(bar.seq)}" tabindex="-1"><svg class="clipped" x="${scale.percent(bar.fromMs)}" width="${scale.width(bar.fromMs, bar.toMs)}" y="${y}" height="${height}"><title>${says}</title><rect class="bar t-${bar.tone}${bar.isOpen ? ' is-open' : ''}" width="100%" height="100%" rx="2"/><text class="bar-label" x="4" y="${height - 3.5}">${cut(bar.label, 60)}</text></svg></a>`
}

function markSvg(mark: Mark, scale: Scale, hrefOf: (seq: number) => string): Html {
  const { y, height } = rows[mark.row]
  const x = scale.percent(mark.atMs)
  const says = `${cut(mark.says, 200)}, at ${duration(mark.atMs)}`
  return markup`<a href="${hrefOf(mark.seq)}" tabindex="-1"><svg class="sight t-${mark.tone}" x="${x}" y="${y + height / 2}" width="1" height="1" overflow="visible"><title>${says}</title>${shapes[mark.shape]}${mark.shape === 'cross' ? markup`<text class="sight-label" x="0" y="-9">${mark.label}</text>` : ''}</svg></a>`
}

const shapes: Readonly<Record<Mark['shape'], Html>> = {
  dot: markup`<circle r="4"/>`,
  diamond: markup`<path d="M0-6 6 0 0 6-6 0Z"/>`,
  bar: markup`<rect x="-1.5" y="-9" width="3" height="18"/>`,
  cross: markup`<rect x="-2" y="-8" width="4" height="16"/>`,
}

function flagSvg({ atMs, number, severity }: Flag, scale: Scale, height: number): Html {
  const x = scale.percent(atMs)
  return markup`<a href="#finding-${number}"><svg class="flag f-${severity}" x="${x}" y="0" width="1" height="1" overflow="visible"><title>${`Finding ${number}`}</title><line x1="0" x2="0" y1="16" y2="${height}"/><circle cx="0" cy="9" r="8"/><text x="0" y="13">${number}</text></svg></a>`
}
