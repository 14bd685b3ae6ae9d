import type { Code, CodeEntry } from '../../../model/codes.ts'
import { codeNames, codes } from '../../../model/codes.ts'
import { questions } from '../../../model/runbook.ts'
import { domains } from '../../../model/words.ts'
import type { RunSummary } from '../../../sinks/history/history.ts'
import { type Html, markup } from './html.ts'
import { codeLink, prose } from './prose.ts'
import { runList } from './run-list.ts'

/** One entry of the runbook, and the runs that had it. */
export function codePage(
  entry: CodeEntry & { readonly code: Code },
  runs: readonly RunSummary[],
  nowWallMs: number,
): Html {
  const { code, domain, phase, severity, scenarios } = entry
  const sections = [
    ['On the wire', entry.wire],
    ['Causes', entry.causes],
    ['Not to be confused', entry.apart],
  ] as const
  return markup`<h1>${code}</h1>
<p class="muted">rung ${phase} · domain <a href="/codes#${domain}">${domain}</a> (${questions[domain].owner}) · ${severity === 'fail' ? 'blames the target' : 'a warning'}</p>
<section class="card"><div class="first"><h2>Do this first</h2><p>${prose(entry.first)}</p></div>
${sections.map(([title, text]) => markup`<h2>${title}</h2><p>${prose(text)}</p>`)}
${scenarios.length === 0 ? '' : markup`<h2>Looked for by</h2><p>${scenarios.map((scenario) => markup`<a href="/scenarios/${scenario}">${scenario}</a> `)}</p>`}</section>
<section class="card" aria-labelledby="runs"><h2 id="runs">Runs that failed with it</h2>${runList(runs, nowWallMs)}</section>`
}

/** All entries of the runbook by whose fault they are. */
export function codesPage(): Html {
  const chapters = domains.map((domain) => {
    const own = codeNames.filter((code) => codes[code].domain === domain)
    return markup`<section class="card" aria-labelledby="${domain}"><h2 id="${domain}">${domain} <span class="muted">(${questions[domain].owner})</span></h2>
<p>${questions[domain].sign}</p><p class="codes">${own.map((code) => markup`${codeLink(code)} `)}</p></section>`
  })
  return markup`<h1>Whose fault is it?</h1>${chapters}`
}
