import { parseSync, Visitor } from 'oxc-parser'

/** The one file that may read the clock, and the one that watches our own event loop. */
const clockReaders = new Set(['src/kernel/clock.ts'])
const timerCalls = new Set(['setTimeout', 'setInterval', 'setImmediate'])
const timerModules = new Set(['node:timers', 'node:timers/promises', 'node:perf_hooks', 'perf_hooks', 'timers'])
const LONGEST_SOURCE = 200
const LONGEST_TEST = 400

/** Whether a file only supports tests. */
export function isTest(file: string): boolean {
  return (
    /\.(test|arbitrary|builder)\.ts$|\/testing\//.test(file) || file.startsWith('e2e/') || file.startsWith('bench/')
  )
}

/** Says which rules of the house one file breaks, one sentence each. */
export function houseBreaches(file: string, source: string): string[] {
  return [
    ...tooLong(file, source),
    ...(isTest(file) ? [] : [...clockReads(file, source), ...bareExports(file, source)]),
  ]
}

function tooLong(file: string, source: string): string[] {
  const lines = source.trimEnd().split('\n').length
  const limit = isTest(file) ? LONGEST_TEST : LONGEST_SOURCE
  return lines > limit ? [`${file} has ${lines} lines, more than ${limit}: perhaps it is two ideas`] : []
}

/** Places that read the clock or start a timer beside the clock. */
function clockReads(file: string, source: string): string[] {
  if (clockReaders.has(file)) return []
  const found: string[] = []
  const report = (what: string) => found.push(`${file} uses ${what}: only src/kernel/clock.ts reads the clock`)
  new Visitor({
    CallExpression(node) {
      const { callee } = node
      if (callee.type === 'Identifier' && timerCalls.has(callee.name)) report(callee.name)
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return
      const name = callee.property.type === 'Identifier' ? callee.property.name : ''
      const called = `${callee.object.name}.${name}`
      if (['Date.now', 'performance.now', 'AbortSignal.timeout', 'process.hrtime'].includes(called)) report(called)
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        report('new Date()')
    },
    ImportDeclaration(node) {
      if (timerModules.has(node.source.value)) report(node.source.value)
    },
  }).visit(parseSync(file, source).program)
  return found
}

/** Exports that no docstring explains. */
function bareExports(file: string, source: string): string[] {
  const found: string[] = []
  const check = (start: number, name: string) => {
    if (!source.slice(0, start).trimEnd().endsWith('*/')) found.push(`${file} exports ${name} without a docstring`)
  }
  new Visitor({
    ExportNamedDeclaration(node) {
      if (node.declaration !== null) check(node.start, /(\w+)[^\w]*[=({<:]/.exec(source.slice(node.start))?.[1] ?? '?')
    },
    ExportDefaultDeclaration(node) {
      // `export default x` says its piece where x is declared.
      const declared = node.declaration.type === 'Identifier' ? source.search(declarationOf(node.declaration.name)) : -1
      check(declared < 0 ? node.start : declared, 'its default')
    },
  }).visit(parseSync(file, source).program)
  return found
}

function declarationOf(name: string): RegExp {
  return new RegExp(`^(const|function|class) ${name}\\b`, 'm')
}
