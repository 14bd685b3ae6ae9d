import { codes } from '../../../model/codes.ts'
import type { Finding } from '../../../model/judgement.ts'
import { questions } from '../../../model/runbook.ts'
import type { FactLine } from '../view/fact-line.ts'
import type { FindingGroup } from '../view/finding-groups.ts'
import { factItem } from './fact-list.ts'
import { count, cut } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink, prose } from './prose.ts'

/** Shown at once; a failure may meet every user, and a finding may name hundreds of facts. */
const MOST_SHOWN = 3
const MOST_LISTED = 60
const MOST_FACTS = 6
const LONGEST_VALUE = 2_000

/** What a card needs to show the facts of its findings. */
export type Proof = { readonly runId: string; lineOf(seq: number): FactLine | undefined }

/** Findings that say the same: what should have come, what came, what proves it, and what to do. */
export function findingCard(group: FindingGroup, number: number, proof: Proof): Html {
  const [{ code, domain, phase, severity, hint }] = group
  const id = `finding-${number}`
  const users = [...new Set(group.flatMap(({ user }) => user ?? []))]
  const who = users.length === 0 ? '' : ` · ${users.length > 4 ? count(users.length, 'user') : users.join(', ')}`
  const rest = group.slice(MOST_SHOWN, MOST_LISTED)
  return markup`<article class="card finding" id="${id}" aria-labelledby="${id}-name">
<h3 id="${id}-name"><span class="number f-${severity}">${number}</span> ${codeLink(code)} <span class="badge v-${severity === 'fail' ? 'fail' : 'degraded'}">${severity === 'fail' ? 'fail' : 'warning'}</span></h3>
<p class="muted">rung ${phase} · domain ${domain} (${questions[domain].owner})${who}</p>
<div class="first"><h4>Do this first</h4><p>${prose(cut(hint, LONGEST_VALUE))}</p>${hint === codes[code].first ? '' : markup`<p class="muted">In general: ${prose(codes[code].first)}</p>`}</div>
${group.slice(0, MOST_SHOWN).map((finding) => instance(finding, proof))}
${rest.length === 0 ? '' : markup`<details><summary>${group.length - MOST_SHOWN} more of the same</summary>${rest.map((finding) => instance(finding, proof))}</details>`}
</article>`
}

function instance({ user, expected, received, frames }: Finding, { runId, lineOf }: Proof): Html {
  const lines = frames.flatMap((seq) => lineOf(seq) ?? [])
  const facts = lines.slice(0, MOST_FACTS).map((line) => factItem(runId, line, { id: false, isFlagged: false }))
  const left = lines.length - facts.length
  return markup`<dl class="versus"><div><dt>${user === null ? '' : `${user}: `}expected</dt><dd>${cut(expected, LONGEST_VALUE)}</dd></div><div><dt>received</dt><dd>${cut(received, LONGEST_VALUE)}</dd></div></dl>
${facts.length === 0 ? '' : markup`<ol class="fact-list proof">${facts}</ol>${left > 0 ? markup`<p class="muted">and ${left} more facts</p>` : ''}`}`
}
