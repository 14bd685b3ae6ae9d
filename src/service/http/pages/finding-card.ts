import { codes } from '../../../model/codes.ts'
import type { Finding } from '../../../model/judgement.ts'
import { questions } from '../../../model/runbook.ts'
import type { FactLine } from '../view/fact-line.ts'
import { factItem } from './fact-list.ts'
import { cut } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink, prose } from './prose.ts'

/** Facts shown in a card; a finding may name hundreds. */
const MOST_FACTS = 6
const LONGEST_VALUE = 2_000

/** One finding: what should have come, what came, what proves it, and what to do. */
export function findingCard(
  runId: string,
  finding: Finding,
  number: number,
  lineOf: (seq: number) => FactLine | undefined,
): Html {
  const { code, domain, phase, severity, user, expected, received, hint, frames } = finding
  const lines = frames.flatMap((seq) => lineOf(seq) ?? [])
  const verdict = severity === 'fail' ? 'fail' : 'degraded'
  const id = `finding-${number}`
  return markup`<article class="card finding" id="${id}" aria-labelledby="${id}-name">
<h3 id="${id}-name"><span class="number f-${severity}">${number}</span> ${codeLink(code)} <span class="badge v-${verdict}">${severity === 'fail' ? 'fail' : 'warning'}</span></h3>
<p class="muted">rung ${phase} · domain ${domain} (${questions[domain].owner})${user === null ? '' : ` · ${user}`}</p>
<dl class="versus"><div><dt>Expected</dt><dd>${cut(expected, LONGEST_VALUE)}</dd></div><div><dt>Received</dt><dd>${cut(received, LONGEST_VALUE)}</dd></div></dl>
<div class="first"><h4>Do this first</h4><p>${prose(cut(hint, LONGEST_VALUE))}</p>${hint === codes[code].first ? '' : markup`<p class="muted">In general: ${prose(codes[code].first)}</p>`}</div>
${lines.length === 0 ? '' : markup`<h4>Proof</h4><ol class="fact-list">${lines.slice(0, MOST_FACTS).map((line) => factItem(runId, line, { id: false, isFlagged: false }))}</ol>${lines.length > MOST_FACTS ? markup`<p class="muted">and ${lines.length - MOST_FACTS} more facts</p>` : ''}`}
</article>`
}
