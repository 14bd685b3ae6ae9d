import { codeNames } from '../../../model/codes.ts'
import { type Html, markup } from './html.ts'

const names: ReadonlySet<string> = new Set(codeNames)

/** Prose of the runbook: what stands in backticks becomes code, and the name of a code a link to its entry. */
export function prose(text: string): Html {
  const parts = text.split('`').map((part, index) => {
    if (index % 2 === 0) return part
    return names.has(part) ? codeLink(part) : markup`<code>${part}</code>`
  })
  return markup`${parts}`
}

/** The name of a code as a link to its runbook entry. */
export function codeLink(code: string): Html {
  return markup`<a href="/codes/${code}"><code>${code}</code></a>`
}
