import type { Phase } from '../model/words.ts'
import { count } from './count.ts'
import { isBrowserSocket } from './page-view.ts'
import type { Judge } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView, UserView } from './view-types.ts'

/** How far one user got with one kind of client. */
type Journey = {
  readonly user: string
  readonly isBrowser: boolean
  /** Whether the answer came, and in a browser: was shown. */
  readonly arrived: boolean
  /** seq of the fact that proves how far it got. */
  readonly proof: number
  /** seq of the first fact of it. */
  readonly first: number
  /** How far, for a person. */
  readonly reached: string
  readonly phase: Phase
}

/**
 * Judges whether the deployed page and a client that keeps the protocol see the same target (client-server-skew). Where one
 * passes and the other fails, that is the finding; where both fail, the finding of either is.
 */
export const judgeSkew: Judge = (view) => {
  const journeys = view.users
    .filter(({ user }) => user.role === 'speaker')
    .flatMap((user) => journeyOf(view, user) ?? [])
  const pages = journeys.filter(({ isBrowser }) => isBrowser)
  const clients = journeys.filter(({ isBrowser }) => !isBrowser)
  const compared = pages.length > 0 && clients.length > 0
  return {
    examined: compared ? journeys.length : 0,
    symptoms: compared ? disagreements(pages, clients) : [],
    troubles: [],
    missing: [],
    held: `${count(journeys.length, 'client')} of both kinds came to the same end`,
  }
}

function disagreements(pages: readonly Journey[], clients: readonly Journey[]): Symptom[] {
  const all = (journeys: readonly Journey[], arrived: boolean) => journeys.every((each) => each.arrived === arrived)
  const [page] = pages.filter((each) => !each.arrived)
  const [client] = clients.filter((each) => !each.arrived)
  if (page !== undefined && all(clients, true)) return [skew(page, clients)]
  return client !== undefined && all(pages, true) ? [skew(client, pages)] : []
}

/** The first fact of the journey that failed comes last: it is older than whatever else is wrong with it. */
function skew(failed: Journey, passed: readonly Journey[]): Symptom {
  const [who, other] = failed.isBrowser ? ['the page', 'our own client'] : ['our own client', 'the page']
  return symptom({
    code: 'client-server-skew',
    phase: failed.phase,
    user: failed.user,
    expected: `${who} gets as far as ${other}, which has its answer`,
    received: `${who} ${failed.reached}`,
    frames: [...passed.map(({ proof }) => proof), failed.proof, failed.first],
  })
}

/** Null for somebody who did nothing that can be compared. */
function journeyOf(view: EvidenceView, { user, sockets }: UserView): Journey | null {
  const sights = view.evidence.facts.filter((fact) => fact.kind === 'screen' && fact.user === user.id)
  const isBrowser = sights.length > 0
  const own = view.evidence.facts.filter((fact) => fact.user === user.id)
  const [first] = own
  if (first === undefined || (!isBrowser && sockets.length === 0)) return null
  const ours = sockets.filter((socket) => isBrowserSocket(socket) === isBrowser)
  const end = ours
    .flatMap(({ conversations }) => conversations)
    .find(({ conversation }) => conversation.end?.kind === 'completed' || conversation.end?.kind === 'settled')
  const waited = sights.find((fact) => fact.kind === 'screen' && fact.sight === 'waited')
  const base = { user: user.id, isBrowser, first: first.seq }
  const proof = end?.conversation.end?.seq ?? end?.prompt?.frame
  if (end !== undefined && proof !== undefined && waited === undefined) {
    return { ...base, arrived: true, proof, reached: 'has its answer', phase: 'close' }
  }
  const opened = ours.find(({ upgrade }) => upgrade !== null)
  if (opened?.upgrade == null) {
    const last = waited?.seq ?? first.seq
    return { ...base, arrived: false, proof: last, reached: 'never asked for a socket', phase: 'platform' }
  }
  const reached = opened.welcome === null ? 'was not let in' : 'was welcomed and showed no answer'
  const last = opened.close?.seq ?? opened.upgrade.seq
  return { ...base, arrived: false, proof: waited?.seq ?? last, reached, phase: 'handshake' }
}
