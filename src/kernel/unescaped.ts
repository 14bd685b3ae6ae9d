/** Text with its escapes undone, and where each of its characters stood. */
export type Unescaped = {
  readonly text: string
  /** `at[i]` is where character `i` of `text` began in the original; the last entry is the original's length. */
  readonly at: Uint32Array
}

/**
 * A JSON escape that hides a character, whatever the number of its backslashes (JSON within JSON doubles them), or a
 * percent escape of ASCII. It looks back so that a run of a million backslashes is read once and not once for each.
 */
const hiding = /(?<!\\)\\+(?:u([0-9a-fA-F]{4})|(?=\/))|%([0-7][0-9a-fA-F])/g

/**
 * Undoes `\\u0041`, `\\/` and `%41`: whoever writes a text is free to hide any character so. Null when there is nothing to
 * undo. A character that percent escapes write as several bytes stays as it is.
 */
export function unescaped(text: string): Unescaped | null {
  if (!(text.includes('\\') || text.includes('%'))) return null
  const escapes = [...text.matchAll(hiding)]
  if (escapes.length === 0) return null
  const at = new Uint32Array(text.length + 1)
  let plain = ''
  let done = 0
  const keep = (to: number) => {
    for (let i = done; i < to; i++) at[plain.length + i - done] = i
    plain += text.slice(done, to)
  }
  for (const found of escapes) {
    const [written, wide, byte] = found
    keep(found.index)
    done = found.index + written.length
    const code = wide ?? byte
    if (code === undefined) continue
    at[plain.length] = found.index
    plain += String.fromCharCode(Number.parseInt(code, 16))
  }
  keep(text.length)
  at[plain.length] = text.length
  return { text: plain, at: at.subarray(0, plain.length + 1) }
}
