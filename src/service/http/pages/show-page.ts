import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { inertJson } from '../../../kernel/inert.ts'
import type { AppParts } from '../app-parts.ts'
import { frame } from './frame.ts'
import type { Html } from './html.ts'

/** One page: what is in it, and the scripts that make it better. */
export type Page = {
  readonly title: string
  readonly main: Html
  /** Names of files in `assets/`. Without them the page must work as well. */
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
  readonly status?: ContentfulStatusCode
}

/**
 * Answers with a page. Whatever a target put into it, no character that hides or reorders others reaches the browser:
 * they are shown as escapes in the finished text, so no page can forget to.
 */
export function showPage(c: Context, parts: AppParts, page: Page): Response {
  const text = inertJson(String(frame(parts, page)))
  return c.body(text, page.status ?? 200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
}
