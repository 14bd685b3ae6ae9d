import { scan, type Token } from './scan.ts'

/** A label and what it is compared with. */
export type Matcher = { readonly label: string; readonly operator: '=' | '!=' | '=~' | '!~'; readonly value: string }

/** A metric that an expression reads. */
export type Selected = { readonly metric: string; readonly matchers: readonly Matcher[] }

/** What an expression speaks of. */
export type References = {
  readonly metrics: readonly Selected[]
  /** Labels by which it groups, matches or joins. */
  readonly labels: readonly string[]
}

const keywords = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan', 'start', 'end'])
const groupings = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right'])
const matchOperators = ['=', '!=', '=~', '!~'] as const

/**
 * Finds the metrics, matchers and labels of a PromQL expression. It is not a parser: whether an expression is sound is for
 * Prometheus to say. Throws a SyntaxError for what is no PromQL at all.
 */
export function references(expression: string): References {
  const tokens = scan(expression)
  const metrics: Selected[] = []
  const labels: string[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.kind !== 'name' || keywords.has(token.text.toLowerCase())) continue
    const next = tokens[index + 1]?.text
    if (groupings.has(token.text)) {
      const names = next === '(' ? namesUntil(tokens, index + 2, ')') : []
      labels.push(...names)
      if (next === '(') index = endOf(tokens, index, ')')
    } else if (!isCall(tokens, index)) {
      const matchers = next === '{' ? matchersFrom(tokens, index + 2) : []
      metrics.push({ metric: token.text, matchers })
      if (next === '{') index = endOf(tokens, index, '}')
    }
  }
  return { metrics, labels }
}

/** A function, or an aggregation, whose grouping may stand before its arguments. */
function isCall(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text ?? ''
  return next === '(' || next === 'by' || next === 'without'
}

function namesUntil(tokens: readonly Token[], from: number, end: string): string[] {
  const until = endOf(tokens, from, end)
  return tokens.slice(from, until).flatMap(({ kind, text }) => (kind === 'name' ? text : []))
}

function endOf(tokens: readonly Token[], from: number, end: string): number {
  const found = tokens.findIndex(({ kind, text }, index) => index >= from && kind === 'operator' && text === end)
  if (found < 0) throw new SyntaxError(`Something is not closed by ${end}.`)
  return found
}

function matchersFrom(tokens: readonly Token[], from: number): Matcher[] {
  const inside = tokens.slice(from, endOf(tokens, from, '}'))
  return inside.flatMap(({ kind, text }, index) => {
    const operator = matchOperators.find((each) => each === inside[index + 1]?.text)
    const value = inside[index + 2]
    if (kind !== 'name' || operator === undefined || value?.kind !== 'string') return []
    return { label: text, operator, value: value.text }
  })
}
