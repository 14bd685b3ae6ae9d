/** A piece of a PromQL expression. Durations and numbers are `number`; strings come without their quotes. */
export type Token = {
  readonly kind: 'name' | 'string' | 'number' | 'operator'
  readonly text: string
  /** Where it begins in the expression. */
  readonly at: number
}

const patterns = [
  ['space', /[\s]+|#[^\n]*/y],
  ['string', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/y],
  // Variables of Grafana stand where numbers and durations do.
  ['number', /\$\{?\w+\}?|(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:ms|[smhdwy])?(?:\d+(?:ms|[smhdwy]))*|\.\d+|Inf\b|NaN\b/iy],
  // A name could begin with a colon; none of ours does, and a subquery has one before its step.
  ['name', /[a-zA-Z_][a-zA-Z0-9_:]*/y],
  ['operator', /=~|!~|!=|==|<=|>=|[-+*/%^=<>(){}[\],:@]/y],
] as const

/** Cuts a PromQL expression into its pieces. Throws a SyntaxError that says where it cannot go on. */
export function scan(expression: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < expression.length; ) {
    const found = pieceAt(expression, at)
    if (found === null) throw new SyntaxError(`No PromQL at ${at}: ${expression.slice(at, at + 40)}`)
    const { kind, text } = found
    if (kind !== 'space') tokens.push({ kind, text: kind === 'string' ? unquoted(text) : text, at })
    at += text.length
  }
  return tokens
}

function pieceAt(expression: string, at: number) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const text = pattern.exec(expression)?.[0]
    if (text !== undefined && text !== '') return { kind, text }
  }
  return null
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1)
  return text.startsWith('`') ? inner : inner.replace(/\\(.)/g, '$1')
}
