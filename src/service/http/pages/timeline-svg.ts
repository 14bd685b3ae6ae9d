import { duration } from '../../../reporters/verdict-line.ts'
import { createTimeAxis, type Range, type TimeAxis } from '../view/time-axis.ts'
import type { Bar, Flag, Lane, Mark, Row, Timeline } from '../view/timeline.ts'
import { cut } from './format.ts'
import { type Html, markup } from './html.ts'

/** More things than that in one lane are a blur; the list below the timeline has them all. */
const MOST_ITEMS = 400
/** More lanes than that are for the list of users. */
const MOST_LANES = 30

const rows: Readonly<Record<Row, { readonly y: number; readonly height: number }>> = {
  line: { y: 30, height: 14 },
  agent: { y: 60, height: 14 },
  tool: { y: 78, height: 13 },
  screen: { y: 106, height: 12 },
}
/** Under the last row of a lane. */
const FOOT = 6

/** Percent of the width that the word at a mark takes on a desk; on a phone there are no words. */
const WORD_ROOM = 6.5

/** What all parts of a drawing need. */
type Drawing = { readonly axis: TimeAxis; readonly range: Range; readonly hrefOf: (seq: number) => string }

/**
 * The timeline as SVG. Places are percentages of the width, so it fits every screen without a script, and no style stands
 * in the markup. Every thing is named for who points at it and leads to its fact.
 */
export function timelineSvg(timeline: Timeline, range: Range, hrefOf: (seq: number) => string): Html {
  const axis = createTimeAxis(range, momentsOf(timeline.lanes))
  const drawing = { axis, range, hrefOf }
  const lanes = pickLanes(timeline.lanes)
  const left = timeline.lanes.length - lanes.length
  return markup`<div class="timeline">
<div class="axis" aria-hidden="true"><svg width="100%" height="18">${axis.ticks.map((atMs) => tick(atMs, axis))}${axis.gaps.map((gap) => markup`<text class="tick-label" x="${percent((gap.from + gap.to) / 2)}" y="11">⋯</text>`)}</svg></div>
${lanes.map((lane) => laneSvg(lane, drawing))}
${left === 0 ? '' : markup`<p class="muted">${left} more users are not drawn; those with findings come first.</p>`}
</div>`
}

function momentsOf(lanes: readonly Lane[]): number[] {
  return lanes.flatMap(({ bars, sockets, marks, flags }) => [
    ...[...bars, ...sockets].flatMap(({ fromMs, toMs, isOpen }) => (isOpen ? [fromMs] : [fromMs, toMs])),
    ...[...marks, ...flags].map(({ atMs }) => atMs),
  ])
}

/** Lanes with findings first when not all are drawn, otherwise in the order of the run. */
function pickLanes(lanes: readonly Lane[]): readonly Lane[] {
  if (lanes.length <= MOST_LANES) return lanes
  return lanes.toSorted((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0)).slice(0, MOST_LANES)
}

function percent(place: number): string {
  return `${place.toFixed(2)}%`
}

/** A width that can be seen. */
function width(from: number, to: number): string {
  return percent(Math.max(0.2, to - from))
}

function tick(atMs: number, axis: TimeAxis): Html {
  const x = percent(axis.at(atMs))
  return markup`<line class="tick" x1="${x}" x2="${x}" y1="13" y2="18"/><text class="tick-label" x="${x}" y="11">${atMs === 0 ? '0' : duration(atMs)}</text>`
}

function laneSvg(lane: Lane, drawing: Drawing): Html {
  const { axis, range } = drawing
  const isIn = (fromMs: number, toMs: number) => toMs >= range.fromMs && fromMs <= range.toMs
  const bars = lane.bars.filter((bar) => isIn(bar.fromMs, bar.toMs))
  const marks = lane.marks.filter((mark) => isIn(mark.atMs, mark.atMs)).toSorted((a, b) => a.atMs - b.atMs)
  const flags = lane.flags.filter((flag) => isIn(flag.atMs, flag.atMs))
  const height = heightOf(lane)
  const name = lane.user ?? 'everybody'
  const left = Math.max(0, bars.length - MOST_ITEMS) + Math.max(0, marks.length - MOST_ITEMS)
  const worded = withWords(marks, axis)
  return markup`<div class="lane">
<h3>${name}${lane.role === 'bystander' ? markup` <span class="tag">silent</span>` : ''}</h3>
<svg width="100%" height="${height}" role="group" aria-label="${`What ${name} saw`}">
${axis.gaps.map(({ from, to, fromMs, toMs }) => markup`<rect class="gap" x="${percent(from)}" width="${width(from, to)}" y="0" height="${height}"><title>${`${duration(toMs - fromMs)} in which nothing happened, drawn short`}</title></rect><text class="gap-label" x="${percent((from + to) / 2)}" y="12">${duration(toMs - fromMs)}</text>`)}
${lane.sockets.filter((life) => isIn(life.fromMs, life.toMs)).map((life) => socketLife(life, axis))}
${bars.slice(0, MOST_ITEMS).map((bar) => barSvg(bar, drawing))}
${marks.slice(0, MOST_ITEMS).map((mark) => markSvg(mark, worded.has(mark), drawing))}
${flags.map((flag) => flagSvg(flag, axis, height))}
</svg>
${left === 0 ? '' : markup`<p class="muted">and ${left} more</p>`}</div>`
}

/** A lane is as high as the rows that it uses. */
function heightOf({ bars, marks }: Lane): number {
  const used = [...bars, ...marks].map(({ row }) => rows[row].y + rows[row].height)
  return Math.max(rows.line.y + rows.line.height, ...used) + FOOT
}

/** The marks that have room for their word; each row by itself. A close always has one: its code is what is looked for. */
function withWords(marks: readonly Mark[], axis: TimeAxis): ReadonlySet<Mark> {
  const worded = new Set<Mark>()
  const last = new Map<Row, number>()
  for (const mark of marks) {
    const place = axis.at(mark.atMs)
    if (mark.shape !== 'cross' && place - (last.get(mark.row) ?? -WORD_ROOM) < WORD_ROOM) continue
    worded.add(mark)
    last.set(mark.row, place)
  }
  return worded
}

function socketLife({ fromMs, toMs, says }: Bar, axis: TimeAxis): Html {
  const from = axis.at(fromMs)
  return markup`<rect class="life" x="${percent(from)}" width="${width(from, axis.at(toMs))}" y="${rows.line.y + 5}" height="4"><title>${says}</title></rect>`
}

/** The inner SVG cuts the label at the end of the bar. */
function barSvg(bar: Bar, { axis, hrefOf }: Drawing): Html {
  const { y, height } = rows[bar.row]
  const from = axis.at(bar.fromMs)
  const says = `${cut(bar.says, 200)}, ${duration(bar.fromMs)} to ${duration(bar.toMs)}`
  return markup`<a href="${hrefOf(bar.seq)}" tabindex="-1"><svg class="clipped" x="${percent(from)}" width="${width(from, axis.at(bar.toMs))}" y="${y}" height="${height}"><title>${says}</title><rect class="bar t-${bar.tone}${bar.isOpen ? ' is-open' : ''}" width="100%" height="100%" rx="2"/><text class="bar-label" x="4" y="${height - 3.5}">${cut(bar.label, 60)}</text></svg></a>`
}

function markSvg(mark: Mark, hasWord: boolean, { axis, hrefOf }: Drawing): Html {
  const { y, height } = rows[mark.row]
  const says = `${cut(mark.says, 200)}, at ${duration(mark.atMs)}`
  const word = hasWord ? markup`<text class="sight-label" x="0" y="-10">${cut(mark.label, 16)}</text>` : ''
  return markup`<a href="${hrefOf(mark.seq)}" tabindex="-1"><svg class="sight t-${mark.tone} is-${mark.shape}" x="${percent(axis.at(mark.atMs))}" y="${y + height / 2}" width="1" height="1"><title>${says}</title>${shapes[mark.shape]}${word}</svg></a>`
}

const shapes: Readonly<Record<Mark['shape'], Html>> = {
  dot: markup`<circle r="4.5"/>`,
  diamond: markup`<path d="M0-6 6 0 0 6-6 0Z"/>`,
  bar: markup`<rect x="-1.5" y="-9" width="3" height="18"/>`,
  cross: markup`<rect x="-2" y="-8" width="4" height="16"/>`,
}

function flagSvg({ atMs, number, severity }: Flag, axis: TimeAxis, height: number): Html {
  return markup`<a href="#finding-${number}"><svg class="flag f-${severity}" x="${percent(axis.at(atMs))}" y="0" width="1" height="1"><title>${`Finding ${number}`}</title><line x1="0" x2="0" y1="16" y2="${height}"/><circle cx="0" cy="9" r="8"/><text x="0" y="13">${number}</text></svg></a>`
}
