import type { Fact } from '../model/evidence.ts'
import type { Evidence, EvidenceContext, UserEvidence } from '../model/evidence-file.ts'
import type { Stretch } from './conversation-view.ts'
import { type SocketFacts, viewSocket } from './socket-view.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

/** Evidence never changes once it is made, and indexing costs more than most judges. */
const views = new WeakMap<Evidence, EvidenceView>()

/**
 * Indexes evidence in one pass, once for each object. Total over every schema-valid evidence: facts of unknown users get
 * a user of their own.
 */
export function viewEvidence(evidence: Evidence): EvidenceView {
  const known = views.get(evidence)
  if (known !== undefined) return known
  const view = indexed(evidence)
  views.set(evidence, view)
  return view
}

function indexed(evidence: Evidence): EvidenceView {
  const { context, facts } = evidence
  const users = new Map(evidence.users.map((user) => [user.id, user]))
  for (const { user } of facts) if (user !== null && !users.has(user)) users.set(user, stranger(user))
  const all = viewSockets(context, groupBySocket(facts, users))
  const sockets = all.filter((socket) => !isControl(socket))
  const http = facts.filter((fact) => fact.kind === 'http')
  const httpOf = Map.groupBy(http, (fact) => fact.user)
  const socketsOf = Map.groupBy(sockets, (socket) => socket.user)
  return {
    evidence,
    context,
    users: [...users.values()].map((user) => ({
      user,
      http: httpOf.get(user.id) ?? [],
      sockets: socketsOf.get(user) ?? [],
    })),
    sockets,
    controls: all.filter(isControl),
    http,
    monitor: facts.filter((fact) => fact.kind === 'monitor'),
    facts: new Map(facts.map((fact) => [fact.seq, fact])),
  }
}

/** A socket that goes on with the conversation of a dropped one comes after it, so one pass is enough. */
function viewSockets(context: EvidenceContext, groups: ReadonlyMap<string, SocketFacts>): SocketView[] {
  const left = new Map<string, Stretch | null>()
  for (const { upgrade, user } of groups.values()) {
    if (upgrade?.resumes !== undefined) left.set(keyOf(user.id, upgrade.resumes), null)
  }
  return [...groups].map(([key, facts]) => {
    const { user, upgrade } = facts
    const carried = upgrade?.resumes === undefined ? null : (left.get(keyOf(user.id, upgrade.resumes)) ?? null)
    const leave = left.has(key) ? (stretch: Stretch) => left.set(key, stretch) : null
    return viewSocket(context, facts, { carried, leave })
  })
}

function isControl({ upgrade }: SocketView): boolean {
  return upgrade?.credential !== undefined
}

function stranger(id: string): UserEvidence {
  return { id, role: 'speaker', email: '', userId: null, plant: null }
}

/** Two users never share a socket, so a socket is known by its user and its name. */
function groupBySocket(facts: readonly Fact[], users: ReadonlyMap<string, UserEvidence>): Map<string, SocketFacts> {
  const groups = new Map<string, SocketFacts>()
  for (const fact of facts) {
    if (!('socket' in fact)) continue
    const key = keyOf(fact.user, fact.socket)
    const user = users.get(fact.user) ?? stranger(fact.user)
    const group = groups.get(key) ?? emptySocket(fact.socket, user, fact.atMs)
    groups.set(key, group)
    if (fact.kind === 'upgrade') group.upgrade ??= fact
    else if (fact.kind === 'close') group.close ??= fact
    else if (fact.kind === 'frame') group.frames.push(fact)
    else group.prompts.push(fact)
  }
  return groups
}

function keyOf(user: string, socket: string): string {
  return `${user}\n${socket}`
}

function emptySocket(name: string, user: UserEvidence, firstMs: number): SocketFacts {
  return { name, user, firstMs, upgrade: null, close: null, frames: [], prompts: [] }
}
