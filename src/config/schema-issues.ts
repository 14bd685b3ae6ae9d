import { inspect } from 'node:util'
import { z } from 'zod'
import { nearest } from './nearest.ts'

/** Longer values are cut in a message. */
const LONGEST_SHOWN = 80

/** What a schema says of a value: the value with its defaults, or one line for each thing that is wrong. */
export type Checked<Value> =
  | { readonly kind: 'valid'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly lines: readonly string[] }

/**
 * Checks a value that came from a file. Each line names the path of the key, what was expected and what came; an
 * unknown key comes with the nearest known one.
 */
export function checkSchema<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return { kind: 'valid', value: parsed.data }
  return { kind: 'invalid', lines: parsed.error.issues.flatMap((issue) => issueLines(issue, schema)) }
}

function issueLines(issue: z.core.$ZodIssue, schema: z.ZodType): string[] {
  const path = issue.path.length === 0 ? 'the top level' : z.core.toDotPath(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), issue.path)
    return issue.keys.map((key) => `${path}: unknown key ${show(key)}${suggest(key, known)}`)
  }
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => `${path}: ${inner.message}`)
  return [`${path}: ${issue.message.replace(/, received \S+$/, '')}, got ${show(issue.input)}`]
}

function suggest(key: string, known: readonly string[]): string {
  const best = nearest(key, known)
  return best === null ? '; it has no keys' : `; did you mean "${best}"? Known: ${known.join(', ')}`
}

/** A value as one short line of plain ASCII. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY })
  const ascii = text.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return ascii.length > LONGEST_SHOWN ? `${ascii.slice(0, LONGEST_SHOWN)}…` : ascii
}

type Node = z.core.JSONSchema.BaseSchema

/** The keys that an object at `path` may have, over all alternatives of the schema. */
function knownKeys(root: Node, path: readonly PropertyKey[]): string[] {
  let nodes = alternatives(root)
  for (const part of path) nodes = nodes.flatMap((node) => child(node, part)).flatMap(alternatives)
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))]
}

function alternatives(node: Node): Node[] {
  return [node, ...[node.anyOf, node.oneOf, node.allOf].flatMap((some) => some ?? []).flatMap(alternatives)]
}

function child(node: Node, part: PropertyKey): Node[] {
  const next = node.properties?.[String(part)] ?? (typeof part === 'number' ? node.items : node.additionalProperties)
  return typeof next === 'object' && !Array.isArray(next) ? [next] : []
}
