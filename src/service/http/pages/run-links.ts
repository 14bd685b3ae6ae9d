import { duration } from '../../../reporters/verdict-line.ts'
import type { Range } from '../view/time-axis.ts'
import type { Timeline } from '../view/timeline.ts'
import { type Html, markup } from './html.ts'

/** How much is shown on either side of a finding, as a share of the run. */
const AROUND = 0.05

/** Which stretch of the timeline to draw: all of it, its beginning, or around a finding. Works without a script. */
export function rangeLinks({ untilMs, lanes }: Timeline, current: Range | null): Html {
  const flags = lanes.flatMap((lane) => lane.flags).toSorted((a, b) => a.number - b.number)
  const first = flags.filter((flag, index) => flags[index - 1]?.number !== flag.number)
  const around = first.slice(0, 8).map(({ atMs, number }) => {
    const fromMs = Math.max(0, Math.floor(atMs - untilMs * AROUND))
    const toMs = Math.min(Math.ceil(untilMs), Math.ceil(atMs + untilMs * AROUND))
    return markup`<a href="?from=${fromMs}&amp;to=${toMs}#timeline">finding ${number}</a>`
  })
  const openingMs = Math.ceil(untilMs / 10)
  const shown = current === null ? 'all of it' : `${duration(current.fromMs)} to ${duration(current.toMs)}`
  return markup`<p class="ranges muted">Shown: ${shown}. Show <a href="?#timeline">all</a> <a href="?from=0&amp;to=${openingMs}#timeline">the first ${duration(openingMs)}</a> ${around}</p>`
}

/** Which part of a long list is shown, and whose. */
export type PagerView = {
  readonly total: number
  readonly size: number
  /** From 1. */
  readonly page: number
  readonly user: string | null
  /** Pings and pongs that are not listed. */
  readonly hidden: number
  /** Empty: no choice is offered. */
  readonly users: readonly string[]
}

/** Leads through the pages of the facts. */
export function pager({ total, size, page, user, hidden, users }: PagerView): Html {
  const pages = Math.max(1, Math.ceil(total / size))
  const of = user === null ? '' : `&user=${encodeURIComponent(user)}`
  const link = (to: number, words: string) => markup`<a href="${`?facts=${to}${of}#facts`}">${words}</a>`
  const choose =
    users.length < 2
      ? ''
      : markup`<span class="users">Of <a href="?#facts">everybody</a> ${users.slice(0, 60).map((name) => markup`<a href="${`?user=${encodeURIComponent(name)}#facts`}"${name === user ? markup` aria-current="true"` : ''}>${name}</a> `)}</span>`
  return markup`<p class="pager muted">${total} facts${user === null ? '' : ` of ${user}`}, page ${page} of ${pages}. ${page > 1 ? link(page - 1, 'Earlier') : ''} ${page < pages ? link(page + 1, 'Later') : ''} ${hidden === 0 ? '' : markup`<span>${hidden} pings and pongs are left out. <a href="?pings=1#facts">Show them</a></span>`} ${choose}</p>`
}
