import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** The rooms of src/ and the floor each stands on. Imports only go down; rooms of one floor do not import each other. */
export const floors: Readonly<Record<string, number>> = {
  kernel: 0,
  model: 1,
  config: 2,
  protocol: 2,
  judges: 3,
  probes: 3,
  guard: 3,
  twin: 3,
  sinks: 3,
  reporters: 3,
  runner: 4,
  drill: 5,
  observe: 5,
  service: 5,
  cli: 6,
}

/** Which npm package may be used in which rooms. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  zod: ['model', 'config', 'protocol', 'service', 'cli'],
  ws: ['probes', 'twin'],
  undici: ['probes'],
  jose: ['twin'],
  picocolors: ['reporters', 'sinks', 'cli'],
  commander: ['cli'],
  picomatch: ['cli'],
  'fastest-levenshtein': ['config', 'cli'],
  'har-format': ['reporters'],
  'prom-client': ['sinks'],
  pino: ['sinks', 'cli'],
  croner: ['service', 'cli'],
  hono: ['service'],
  '@hono/node-server': ['service'],
  uplot: ['service'],
  playwright: ['probes'],
  yaml: ['observe'],
  '@grafana/grafana-foundation-sdk': ['observe'],
}

/** Rooms whose code is pure: no I/O, so no module of Node that does any. */
const pureRooms = new Set(['model', 'protocol', 'judges'])
const pureModules = new Set(['node:buffer', 'node:util'])
/** Rooms that must not know another room although it lies below, and why. */
const strangers: readonly (readonly [room: string, other: string, why: string])[] = [
  ['twin', 'protocol', 'a wrong field name could be wrong on both sides'],
  ['twin', 'judges', 'a wrong field name could be wrong on both sides'],
  ['service', 'twin', 'the service watches what it is given'],
  ['service', 'drill', 'the service watches what it is given'],
]

/** Every module that a source imports, in whatever form: static, dynamic, type-only, re-exported. */
export function importsOf(file: string, source: string): string[] {
  const found: string[] = []
  const add = (node: { type: string; value?: unknown } | null | undefined) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') found.push(node.value)
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
  }).visit(parseSync(file, source).program)
  return found
}

/** Says what is wrong with the imports of one file, one sentence each. `file` is relative to the project's root. */
export function breaches(root: string, file: string, source = readFileSync(resolve(root, file), 'utf8')): string[] {
  return importsOf(file, source).flatMap((specifier) => breach(root, file, specifier) ?? [])
}

function breach(root: string, file: string, specifier: string): string | null {
  const isTest = /\.(test|arbitrary|builder)\.ts$|\/testing\//.test(file)
  if (file.startsWith('scenarios/') && !isTest) {
    return specifier === '#scenario' ? null : `${file} imports ${specifier}: a scenario imports only #scenario`
  }
  const room = roomOf(file)
  if (room === null) return null
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), specifier))
    return isTest ? null : betweenRooms(file, room, target)
  }
  if (isTest) return null
  if (specifier.startsWith('#')) return `${file} imports ${specifier}: inside src/ name the file`
  return specifier.startsWith('node:') ? ofNode(file, room, specifier) : ofNpm(file, room, specifier)
}

/** The room of a file below src/, or null. */
function roomOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null
}

function betweenRooms(file: string, room: string, target: string): string | null {
  const other = roomOf(target)
  if (other === null) return `${file} imports ${target}, which lies outside src/`
  if (other === room) return null
  const from = floors[room]
  const to = floors[other]
  if (from === undefined) return `${file} is in src/${room}/, a room that no floor lists`
  if (to === undefined) return `${file} imports src/${other}/, a room that no floor lists`
  const stranger = strangers.find(([a, b]) => a === room && b === other)
  if (stranger) return `${file} imports ${target}: ${room} does not know ${other}, because ${stranger[2]}`
  return to < from ? null : `${file} (floor ${from}) imports ${target} (floor ${to}): imports only go down`
}

function ofNode(file: string, room: string, specifier: string): string | null {
  if (!pureRooms.has(room) || pureModules.has(specifier)) return null
  return `${file} imports ${specifier}: ${room} is pure`
}

function ofNpm(file: string, room: string, specifier: string): string | null {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  const rooms = packages[name]
  if (rooms === undefined) return `${file} imports ${name}, a package that the table does not list`
  return rooms.includes(room) ? null : `${file} imports ${name}, which belongs to ${rooms.join(', ')}`
}
