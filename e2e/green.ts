import { parseSync, Visitor } from 'oxc-parser'
import { isTest } from './house-rules.ts'

/** Which anti-pattern of docs/green.md a place is, and what it is. */
type Breach = { readonly start: number; readonly what: string }

/** The one place that shows the key of the E2E sign-in, which is a way in and no detour. */
const signInHeader = { name: 'x-e2e-bypass-key', file: 'src/probes/sign-in-request.ts' }
const bypassHeader = /^x-(e2e|test)-/i
/** The targets that are built in have addresses; nothing else has one. */
const addressBook = 'src/config/built-in.ts'
/** A scheme before a host that is given is no address yet. */
const address = /^(https?|wss?):\/\/(?!twin\b)./i
const standIn = /^(mock|fake|stub|dummy)|(Mock|Fake|Stub|Dummy)/
/** Words that make servers answer without an agent (failures.md §0, hazards). */
const cannedPrompt = /\btest\b|^\s*(websocket|timeout)|force_error/i

/** Says what in one file could make a green that means nothing, one sentence each. `file` is relative to the root. */
export function greenBreaches(file: string, source: string): string[] {
  const found = isTest(file) ? inTest(source) : inProduct(file, source)
  return found.map(({ start, what }) => `${file}:${source.slice(0, start).split('\n').length} ${what}`)
}

function inProduct(file: string, source: string): Breach[] {
  const found: Breach[] = []
  const isTwin = file.startsWith('src/twin/')
  // It speaks to programs that it starts itself, never to a target.
  const isStack = file.startsWith('src/observe/')
  const report = (start: number, what: string) => found.push({ start, what })
  const text = (start: number, value: string) => {
    const isOurSignIn = value.toLowerCase() === signInHeader.name && file === signInHeader.file
    if (bypassHeader.test(value) && !isTwin && !isOurSignIn) report(start, `sends or knows the bypass header ${value}`)
    if (address.test(value) && !isTwin && !isStack && file !== addressBook)
      report(start, `has an address of its own: ${value}`)
    if (file.startsWith('scenarios/') && value.includes(' ') && cannedPrompt.test(value))
      report(start, `may prompt for a canned answer: ${value}`)
  }
  new Visitor({
    Identifier: ({ name, start }) => {
      if (standIn.test(name)) report(start, `has a stand-in: ${name}`)
    },
    Literal: ({ value, start }) => {
      if (typeof value === 'string') text(start, value)
    },
    TemplateElement: ({ value, start }) => text(start, value.raw),
    CatchClause: ({ body, start }) => {
      if (body.body.length === 0 && !/\/\/|\/\*/.test(source.slice(body.start, body.end)))
        report(start, 'swallows an exception and does not say why')
    },
    CallExpression: ({ callee, arguments: [fact], start }) => {
      if (callee.type !== 'MemberExpression' || source.slice(callee.object.start, callee.object.end) !== 'recorder')
        return
      const isTestimony = fact !== undefined && /kind: 'monitor'/.test(source.slice(fact.start, fact.end))
      if (!file.startsWith('src/probes/') && !isTestimony) report(start, 'records a fact that no probe saw')
    },
  }).visit(parseSync(file, source).program)
  return found
}

const evasions = new Set(['skip', 'only', 'todo', 'fails', 'skipIf', 'runIf'])
const asserts = /\bexpect\b|\bexpectTypeOf\b|\bfc\.assert\b/

function inTest(source: string): Breach[] {
  const found: Breach[] = []
  const { program } = parseSync('x.test.ts', source)
  const asserting = assertingNames(source)
  const speaks = (text: string) =>
    asserts.test(text) || asserting.some((name) => new RegExp(`\\b${name}\\b`).test(text))
  new Visitor({
    MemberExpression: ({ object, property, start }) => {
      const name = property.type === 'Identifier' ? property.name : ''
      if (object.type === 'Identifier' && object.name === 'test' && evasions.has(name))
        found.push({ start, what: `evades with test.${name}` })
    },
    ImportSpecifier: ({ imported, start }) => {
      if (imported.type === 'Identifier' && imported.name === 'vi')
        found.push({ start, what: 'puts something in place of our code' })
    },
    CallExpression: ({ callee, arguments: given, start }) => {
      if (!/^test\b/.test(source.slice(callee.start, callee.end))) return
      const body = given.findLast(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression')
      if (body !== undefined && !speaks(source.slice(body.start, body.end)))
        found.push({ start, what: 'is a test without an assertion' })
    },
  }).visit(program)
  return found
}

/** Functions of a file that assert, so that a test which calls them does. */
function assertingNames(source: string): string[] {
  const functions = [...source.matchAll(/^(?:export )?(?:async )?function (\w+)[\s\S]*?^\}/gm)]
  const imported = [...source.matchAll(/\b((?:expect|assert)[A-Z]\w*)/g)].map(([, name = '']) => name)
  const names = functions.filter(([text]) => asserts.test(text)).map(([, name = '']) => name)
  return [...names, ...imported]
}
