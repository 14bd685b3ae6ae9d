/**
 * Text from a target may hold anything: terminal sequences, line breaks, marks that reverse the reading direction. These
 * functions make it harmless and keep it readable; each reporter adds the escapes of its own format.
 */

/** Control characters, marks without width or of direction, line and paragraph separators, lone surrogates. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text on one line, with every unsafe character shown as an escape, for example `\u001b`. */
export function inert(text: string): string {
  return text.replace(unsafe, (char) => named[char] ?? escapeUnits(char))
}

/** As `inert`, and cut after `most` characters, saying how many are missing. */
export function inertShort(text: string, most: number): string {
  if (text.length <= most) return inert(text)
  return `${inert(text.slice(0, most))}… (${text.length - most} more characters)`
}

/** JSON text whose strings show nothing unsafe. Its meaning stays the same. */
export function inertJson(json: string): string {
  return json.replace(unsafe, (char) => (char === '\n' ? char : escapeUnits(char)))
}

/** Each UTF-16 unit as `\uXXXX`. */
function escapeUnits(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
