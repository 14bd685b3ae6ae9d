import { type Html, markup } from './html.ts'

/** A table that may be wider than the screen: it scrolls by itself, by keyboard as well, and the page does not. */
export function scroll(label: string, table: Html): Html {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${table}</div>`
}
