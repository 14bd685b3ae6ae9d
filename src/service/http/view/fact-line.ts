import { viewEvidence } from '../../../judges/view.ts'
import type { FrameView } from '../../../judges/view-types.ts'
import type { Fact } from '../../../model/evidence.ts'
import type { Evidence } from '../../../model/evidence-file.ts'
import { duration } from '../../../reporters/verdict-line.ts'

/** One fact as a line for a person, and all of it to open. */
export type FactLine = {
  readonly seq: number
  readonly atMs: number
  readonly user: string | null
  readonly kind: Exclude<Fact['kind'], 'frame'> | 'in' | 'out'
  readonly says: string
  /** Signs of life, which fill the list of a long run and say nothing else. */
  readonly isPing: boolean
  /** All of it, indented where it is JSON. Made when asked for: most facts of a run are on no page that is looked at. */
  body(): string
}

/** All facts of a run as lines, in order; of one user only if wanted. */
export function factLines(evidence: Evidence, user: string | null): FactLine[] {
  const view = viewEvidence(evidence)
  const frames = new Map(
    [...view.sockets, ...view.controls].flatMap((socket) => socket.frames.map((frame) => [frame.fact.seq, frame])),
  )
  const wanted = evidence.facts.filter((fact) => user === null || fact.user === user)
  return wanted.map((fact) => lineOf(fact, frames.get(fact.seq)))
}

/** One fact as a line. `frame` is what a frame was read as. */
export function lineOf(fact: Fact, frame: FrameView | undefined): FactLine {
  const { seq, atMs, user } = fact
  return {
    seq,
    atMs,
    user,
    kind: kindOf(fact),
    says: sayFact(fact, frame),
    isPing: isPing(fact, frame),
    body: () => bodyOf(fact),
  }
}

function kindOf(fact: Fact): FactLine['kind'] {
  return fact.kind === 'frame' ? fact.direction : fact.kind
}

function sayFact(fact: Fact, frame: FrameView | undefined): string {
  switch (fact.kind) {
    case 'http':
      return `${fact.purpose}: ${fact.method} ${fact.url} → ${fact.status ?? fact.error?.code ?? 'no answer'} in ${duration(fact.endMs - fact.atMs)}`
    case 'upgrade':
      return `upgrade of ${fact.socket}${fact.credential === undefined ? '' : ` with a bad credential (${fact.credential})`} → ${fact.status ?? fact.error?.code ?? 'no answer'} in ${duration(fact.endMs - fact.atMs)}`
    case 'frame':
      return `${sayFrame(fact, frame)}, ${fact.bytes} bytes on ${fact.socket}`
    case 'close':
      return `${fact.socket} closed with ${fact.code}${fact.reason === '' ? '' : ` "${fact.reason}"`}; first: ${fact.initiator}${fact.sentCode === null ? '' : `; we sent ${fact.sentCode}`}`
    case 'prompt':
      return `prompt of ${fact.conversation} (sent in frame ${fact.frame})`
    case 'screen':
      return `${fact.page}: ${fact.sight}${fact.name === '' ? '' : ` ${fact.name}`}${fact.text === '' ? '' : `, "${fact.text.slice(0, 200)}"`}`
    case 'monitor':
      return `the monitor itself: ${fact.what}. ${fact.detail}`
    default:
      return fact satisfies never
  }
}

const pings: ReadonlySet<string> = new Set(['ping', 'pong', 'heartbeat', 'heartbeat_ack'])

function isPing(fact: Fact, frame: FrameView | undefined): boolean {
  if (fact.kind !== 'frame') return false
  if (pings.has(fact.opcode)) return true
  if (fact.direction === 'out') return pings.has(typeOf(fact.data))
  return frame !== undefined && frame.events.length > 0 && frame.events.every(({ type }) => pings.has(type))
}

function sayFrame(fact: Extract<Fact, { kind: 'frame' }>, frame: FrameView | undefined): string {
  if (fact.opcode === 'ping' || fact.opcode === 'pong') return fact.opcode
  if (fact.direction === 'out') return typeOf(fact.data)
  if (frame === undefined) return fact.opcode
  if (frame.problem !== null) return `cannot be read: ${frame.problem}`
  return frame.events
    .map(({ type, agent, tool }) => [type, agent, tool].filter((part) => part !== null).join(' '))
    .join(', ')
}

/** The type that our own frame names. */
function typeOf(data: string): string {
  const value = parsed(data)
  return typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : 'text'
}

function bodyOf(fact: Fact): string {
  if (fact.kind === 'frame') return indented(fact.data)
  if (fact.kind !== 'http' && fact.kind !== 'upgrade') return JSON.stringify(fact, null, 2)
  const { body, ...rest } = fact
  return body === '' ? JSON.stringify(rest, null, 2) : `${JSON.stringify(rest, null, 2)}\n\n${indented(body)}`
}

function indented(text: string): string {
  const value = parsed(text)
  return value === undefined ? text : JSON.stringify(value, null, 2)
}

/** Longer texts are shown as they came: reading them would hold up the runs, and only their beginning is seen. */
const LONGEST_READ = 20_000

/** Undefined when it is no JSON, or too long. */
function parsed(text: string): unknown {
  if (text.length > LONGEST_READ) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
