import type { FactLine } from '../view/fact-line.ts'
import { cut } from './format.ts'
import { type Html, markup } from './html.ts'

/** Characters of a fact that a page shows; the API gives it whole. */
const LONGEST_BODY = 4_000
const LONGEST_LINE = 240

const arrows: Readonly<Record<FactLine['kind'], string>> = {
  http: '⇄',
  upgrade: '⇪',
  in: '←',
  out: '→',
  close: '⨯',
  prompt: '?',
  screen: '▣',
  monitor: '!',
}

/** Facts to open and to copy. `flagged` are those that prove a finding. */
export function factList(runId: string, lines: readonly FactLine[], flagged: ReadonlySet<number>): Html {
  return markup`<ol class="fact-list">${lines.map((line) => factItem(runId, line, { id: true, isFlagged: flagged.has(line.seq) }))}</ol>`
}

/** One fact to open and to copy; `id` where links of the timeline lead to it. */
export function factItem(
  runId: string,
  line: FactLine,
  { id, isFlagged }: { readonly id: boolean; readonly isFlagged: boolean },
): Html {
  const { seq, atMs, user, kind, says } = line
  const body = line.body()
  const whole = `/api/v1/runs/${encodeURIComponent(runId)}/facts/${seq}`
  const isCut = body.length > LONGEST_BODY
  return markup`<li${id ? markup` id="fact-${seq}"` : ''} class="k-${kind}${isFlagged ? ' is-flagged' : ''}"><details><summary><span class="at num">${(atMs / 1_000).toFixed(3)} s</span> <span class="who">${user ?? '–'}</span> <span class="arrow" aria-hidden="true">${arrows[kind]}</span> <span class="what">${cut(says, LONGEST_LINE)}</span>${isFlagged ? markup` <span class="badge v-fail">finding</span>` : ''}</summary>
<pre tabindex="0">${body.slice(0, LONGEST_BODY)}</pre>
<p class="tools"><button type="button" data-copy>Copy</button> ${isCut ? `${body.length - LONGEST_BODY} more characters. ` : ''}<a href="${whole}">fact ${seq} as JSON</a></p></details></li>`
}
