import { html, raw } from 'hono/html'

/**
 * Escapes whatever is put into it, so text of a target stays text. Unlike hono's own it takes no promises, so a page is
 * whole before anything is sent.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return raw(html(strings, ...values))
}

/** A piece of a page. */
export type Html = ReturnType<typeof raw>

/** What may be put into a page: text is escaped, pieces are not, null, undefined and booleans are nothing. */
export type Content = string | number | boolean | null | undefined | Html | readonly Content[]
