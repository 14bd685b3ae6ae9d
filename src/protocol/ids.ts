import { isJsonObject } from './json-object.ts'

/** What an identifier names (protocol.md §7.1). */
export type IdKind = 'user' | 'thread' | 'run' | 'connection' | 'event'

/** An identifier somewhere in a JSON value. */
export type FoundId = {
  readonly kind: IdKind
  readonly value: string
  /** Where it stood, for example `data.context.owner_user_id` or `events[2].run_id`. */
  readonly path: string
}

const DEEPEST = 256
const MOST_NODES = 200_000
const MOST_IDS = 10_000

/**
 * Every identifier in a JSON value, in document order: members called `user_id`, `thread_id`, `run_id`, `connection_id`
 * or `event_id`, with anything before it (`target_user_id`), in camelCase (`targetUserId`), and lists of them
 * (`user_ids`). Give it the parsed frame as it came: in an unwrapped event an inner id has replaced the outer one. Looks
 * at a bounded number of members and levels.
 */
export function collectIds(value: unknown): readonly FoundId[] {
  const walk: Walk = { found: [], nodes: 0 }
  visit(value, '', 0, walk)
  return walk.found
}

type Walk = { readonly found: FoundId[]; nodes: number }

function visit(value: unknown, path: string, depth: number, walk: Walk): void {
  if (depth > DEEPEST || walk.nodes > MOST_NODES || walk.found.length >= MOST_IDS) return
  walk.nodes += 1
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${path}[${index}]`, depth + 1, walk)
    })
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`
      const kind = kindOf(name)
      if (kind !== null) take(kind, member, at, walk)
      visit(member, at, depth + 1, walk)
    }
  }
}

function take(kind: IdKind, member: unknown, path: string, walk: Walk): void {
  if (Array.isArray(member)) {
    member.forEach((item, index) => {
      if (!Array.isArray(item)) take(kind, item, `${path}[${index}]`, walk)
    })
  } else if (isId(member) && walk.found.length < MOST_IDS) {
    walk.found.push({ kind, value: String(member), path })
  }
}

function isId(member: unknown): member is string | number {
  return (typeof member === 'string' && member !== '') || typeof member === 'number'
}

const idName = /(?:^|_)(user|thread|run|connection|event)_ids?$/
const kinds: readonly IdKind[] = ['user', 'thread', 'run', 'connection', 'event']

function kindOf(name: string): IdKind | null {
  const snakeCase = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
  const kind = idName.exec(snakeCase)?.[1]
  return kinds.find((known) => known === kind) ?? null
}

/** How much of a user id a server shows in its welcome before the dots (protocol.md §3.1). */
const SHOWN_CHARACTERS = 8

/**
 * Whether a user id as a server shows it can be the given one: `whole` when equal, `prefix` when the server cut it
 * (`demo-use...`, first eight characters), `none` otherwise.
 */
export function userIdMatch(shown: string, userId: string): 'whole' | 'prefix' | 'none' {
  if (shown === userId) return 'whole'
  if (!shown.endsWith('...')) return 'none'
  const start = shown.slice(0, -'...'.length)
  return start.length >= Math.min(SHOWN_CHARACTERS, userId.length) && userId.startsWith(start) ? 'prefix' : 'none'
}
