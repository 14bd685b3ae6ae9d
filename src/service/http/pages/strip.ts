import type { Cell } from '../view/standing.ts'
import { count, utc } from './format.ts'
import { type Html, markup } from './html.ts'
import { signs } from './verdict-badge.ts'

/**
 * The latest runs as a row of cells, oldest first. What was not good is a link to its run, so that the Tab key goes from
 * trouble to trouble; what was good is only a cell.
 */
export function strip(cells: readonly Cell[]): Html {
  if (cells.length === 0) return markup`<span class="muted">no run yet</span>`
  const bad = cells.filter(({ verdict }) => verdict !== 'pass').length
  const says = `${count(cells.length, 'run')}, oldest first, ${bad} of them not a pass`
  return markup`<span class="strip" role="group" aria-label="${says}">${cells.map(cell)}</span>`
}

function cell({ runId, verdict, startedWallMs, code }: Cell): Html {
  const says = `${verdict}${code === null ? '' : `, ${code}`}, ${utc(startedWallMs)}`
  if (verdict === 'pass') return markup`<i class="cell v-pass" title="${says}"></i>`
  return markup`<a class="cell v-${verdict}" href="/runs/${encodeURIComponent(runId)}" title="${says}"><span class="sign" aria-hidden="true">${signs[verdict]}</span><span class="vh">${says}</span></a>`
}
