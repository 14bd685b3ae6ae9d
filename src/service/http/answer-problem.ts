import type { Context } from 'hono'
import { inertJson } from '../../kernel/inert.ts'
import type { AppParts } from './app-parts.ts'
import { isAdmitted } from './guard/token-gate.ts'
import { markup } from './pages/html.ts'
import { showPage } from './pages/show-page.ts'
import type { Problem } from './problem.ts'
import { wantsPage } from './wants-page.ts'

/** Says a problem in the caller's language: a page for a person, JSON for a program. */
export function answerProblem(c: Context, parts: AppParts, problem: Problem): Response {
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  // Who has not come in sees no frame either: it names the target.
  if (!wantsPage(c) || !isAdmitted(c)) return answerJson(c, problem)
  const main = markup`<section class="card problem"><h1>${problem.status}: ${problem.message}</h1><p>${problem.next}</p><p><a href="/">To the overview</a></p></section>`
  return showPage(c, parts, { title: `${problem.status}`, main, status: problem.status })
}

function answerJson(c: Context, { status, message, next }: Problem): Response {
  const text = inertJson(JSON.stringify({ error: { status, message, next } }))
  return c.body(`${text}\n`, status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
}
