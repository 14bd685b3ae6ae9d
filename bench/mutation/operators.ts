import { parseSync, Visitor } from 'oxc-parser'

/** One small change of one file. Spans are offsets in its text. */
export type Mutation = {
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** Which kind of change. */
  readonly operator: Operator
  /** The expression that must be evaluated for the change to matter. */
  readonly site: Span
}

/** A stretch of a source. */
export type Span = { readonly start: number; readonly end: number }

/** The kinds of change: each breaks one thing that a judge decides. */
export type Operator =
  | 'negate condition'
  | 'shift comparison'
  | 'swap equality'
  | 'swap logic'
  | 'drop element'
  | 'swap severity'
  | 'rename code'
  | 'flip boolean'
  | 'swap quantifier'
  | 'swap arithmetic'
  | 'scale number'

const comparisons: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }
const equalities: Readonly<Record<string, string>> = { '===': '!==', '!==': '===' }
const logics: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' }
const arithmetics: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*' }
const quantifiers: Readonly<Record<string, string>> = { some: 'every', every: 'some' }
const severities: Readonly<Record<string, string>> = { fail: 'warn', warn: 'fail' }

type Node = Span & { readonly type: string }

/** Every mutation of one source. */
export function mutationsOf(file: string, source: string): readonly Mutation[] {
  const found: Mutation[] = []
  const keys = new Set<number>()
  const text = ({ start, end }: Span) => source.slice(start, end)
  const add = (operator: Operator, { start, end }: Span, replacement: string, site: Span = { start, end }) =>
    found.push({ operator, start, end, replacement, site: { start: site.start, end: site.end } })
  const negate = (condition: Node) => add('negate condition', condition, `!(${text(condition)})`)
  /** The operator alone lies between the operands. */
  const swap = (operator: Operator, { left, right }: { left: Node; right: Node }, from: string, to: string) => {
    const at = left.end + source.slice(left.end, right.start).indexOf(from)
    add(operator, { start: at, end: at + from.length }, to, { start: left.start, end: right.end })
  }
  new Visitor({
    IfStatement: ({ test }) => negate(test),
    ConditionalExpression: ({ test }) => negate(test),
    BinaryExpression: (node) => {
      const { operator, left, right } = node
      const compared = comparisons[operator]
      if (compared !== undefined) swap('shift comparison', node, operator, compared)
      const equal = equalities[operator]
      if (equal !== undefined) swap('swap equality', node, operator, equal)
      const calculated = arithmetics[operator]
      const isText = /['"`]/.test(text(left) + text(right))
      if (calculated !== undefined && !isText) swap('swap arithmetic', node, operator, calculated)
    },
    LogicalExpression: (node) => {
      const other = logics[node.operator]
      if (other !== undefined) swap('swap logic', node, node.operator, other)
    },
    UnaryExpression: ({ operator, argument, start, end }) => {
      if (operator === '!') add('negate condition', { start, end }, `(${text(argument)})`)
    },
    ArrayExpression: ({ elements, start, end }) => {
      for (const [index, element] of elements.entries()) {
        if (element === null) continue
        const kept = elements.filter((_, other) => other !== index)
        add('drop element', { start, end }, `[${kept.map((each) => (each === null ? '' : text(each))).join(', ')}]`)
      }
    },
    CallExpression: (call) => {
      const { callee } = call
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      const other = quantifiers[callee.property.name]
      if (other !== undefined) add('swap quantifier', callee.property, other, call)
    },
    Property: ({ key, value }) => {
      keys.add(key.start)
      if (value.type === 'Literal' && text(key) === 'code') add('rename code', value, "'unclassified'")
    },
    Literal: (node) => {
      const { value } = node
      if (keys.has(node.start)) return
      if (typeof value === 'boolean') add('flip boolean', node, String(!value))
      if (typeof value === 'string' && severities[value] !== undefined)
        add('swap severity', node, `'${severities[value]}'`)
      if (typeof value === 'number' && value >= 2) add('scale number', node, `${value * 10}`)
    },
  }).visit(parseSync(file, source).program)
  return withoutTypes(
    source,
    file,
    found.filter((mutation) => text(mutation) !== mutation.replacement),
  )
}

/** Types vanish before the code runs, so a change of one changes nothing. */
function withoutTypes(source: string, file: string, found: readonly Mutation[]): Mutation[] {
  const types: Span[] = []
  const note = ({ start, end }: Node) => types.push({ start, end })
  new Visitor({
    TSTypeAnnotation: note,
    TSTypeAliasDeclaration: note,
    TSInterfaceDeclaration: note,
    TSTypeParameterInstantiation: note,
  }).visit(parseSync(file, source).program)
  return found.filter(({ start, end }) => !types.some((type) => type.start <= start && end <= type.end))
}

/** The source with one mutation in it. */
export function mutate(source: string, { start, end, replacement }: Mutation): string {
  return source.slice(0, start) + replacement + source.slice(end)
}
