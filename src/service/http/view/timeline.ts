import { viewEvidence } from '../../../judges/view.ts'
import type { EvidenceView, SocketView } from '../../../judges/view-types.ts'
import type { HttpFact, MonitorFact } from '../../../model/evidence.ts'
import type { Evidence } from '../../../model/evidence-file.ts'
import type { Finding } from '../../../model/judgement.ts'
import type { ScreenFact } from '../../../model/screen-fact.ts'
import { agentBars, conversationMarks, toolBars } from './conversation-items.ts'
import { findingGroups } from './finding-groups.ts'

/** What colour a thing has: how it went, or whose it is. */
export type Tone = 'plain' | 'good' | 'bad' | 'agent' | 'tool' | 'ours'

/** In which row of its lane a thing stands. */
export type Row = 'line' | 'agent' | 'tool' | 'screen'

/** Something that took time. Milliseconds on the clock of the run. */
export type Bar = {
  readonly row: Row
  readonly fromMs: number
  readonly toMs: number
  /** In the bar, if there is room. */
  readonly label: string
  /** In full, for who points at it. */
  readonly says: string
  readonly tone: Tone
  /** The fact that began it. */
  readonly seq: number
  /** It never ended: it is drawn up to the end of what was seen. */
  readonly isOpen: boolean
}

/** Something that happened at once. */
export type Mark = Pick<Bar, 'row' | 'label' | 'says' | 'tone' | 'seq'> & {
  readonly atMs: number
  readonly shape: 'dot' | 'diamond' | 'bar' | 'cross'
}

/** A finding where it happened. `number` is that of its card, from 1; findings that say the same have one card. */
export type Flag = { readonly atMs: number; readonly number: number; readonly severity: Finding['severity'] }

/** All of one user, or of nobody in particular. */
export type Lane = {
  /** Null: nobody in particular. */
  readonly user: string | null
  readonly role: 'speaker' | 'bystander' | null
  /** How long each socket was open. */
  readonly sockets: readonly Bar[]
  readonly bars: readonly Bar[]
  readonly marks: readonly Mark[]
  readonly flags: readonly Flag[]
}

/** What a run looked like on one axis of time. */
export type Timeline = { readonly untilMs: number; readonly lanes: readonly Lane[] }

/** Draws up the timeline of a run from its evidence: a lane for what concerns everybody, if anything does, and one per user. */
export function timelineOf(evidence: Evidence, findings: readonly Finding[]): Timeline {
  const view = viewEvidence(evidence)
  const lastMs = evidence.facts.reduce((last, fact) => Math.max(last, 'endMs' in fact ? fact.endMs : fact.atMs), 0)
  const untilMs = Math.max(evidence.context.observedUntilMs, lastMs, 1)
  const flags = findingGroups(findings).flatMap((group, index) =>
    group.map((finding) => ({
      user: finding.user,
      flag: { atMs: momentOf(finding, view, untilMs), number: index + 1, severity: finding.severity },
    })),
  )
  const flagsOf = (user: string | null) => flags.filter((each) => each.user === user).map(({ flag }) => flag)
  const controls = Map.groupBy(view.controls, (socket) => socket.user.id)
  const screens = Map.groupBy(
    evidence.facts.filter((fact) => fact.kind === 'screen'),
    ({ user }) => user,
  )
  const common: Lane = {
    user: null,
    role: null,
    sockets: [],
    bars: [...view.http.filter(({ user }) => user === null).map(httpBar), ...view.monitor.map(monitorBar)],
    marks: [],
    flags: flagsOf(null),
  }
  const lanes = view.users.map(({ user, http, sockets }): Lane => {
    const all = [...sockets, ...(controls.get(user.id) ?? [])]
    return {
      user: user.id,
      role: user.role,
      sockets: all.flatMap(lifeOf),
      bars: [...http.map(httpBar), ...all.flatMap(upgradeBar), ...sockets.flatMap(talkBars)],
      marks: [
        ...all.flatMap(welcomeMark),
        ...sockets.flatMap(talkMarks),
        ...all.flatMap(closeMark),
        ...(screens.get(user.id) ?? []).flatMap(screenMark),
      ],
      flags: flagsOf(user.id),
    }
  })
  const isCommon = common.bars.length > 0 || common.flags.length > 0
  return { untilMs, lanes: isCommon ? [common, ...lanes] : lanes }
}

/** When the decisive fact was seen; a finding about what never came stands at the end. */
function momentOf({ frames }: Finding, { facts }: EvidenceView, untilMs: number): number {
  const fact = facts.get(frames.at(-1) ?? -1)
  if (fact === undefined) return untilMs
  return 'endMs' in fact ? fact.endMs : fact.atMs
}

function httpBar(fact: HttpFact): Bar {
  const { seq, atMs, endMs, method, url, purpose, status, error } = fact
  const came = status === null ? (error?.code ?? 'no answer') : String(status)
  const isGood = status !== null && status < 400
  const says = `${purpose}: ${method} ${url}, ${came}`
  const tone = isGood ? 'good' : 'bad'
  return { row: 'line', fromMs: atMs, toMs: endMs, label: purpose, says, tone, seq, isOpen: false }
}

function monitorBar({ seq, atMs, durationMs, what, detail }: MonitorFact): Bar {
  const says = `The monitor itself: ${what}. ${detail}`
  return { row: 'agent', fromMs: atMs - durationMs, toMs: atMs, label: what, says, tone: 'ours', seq, isOpen: false }
}

function lifeOf({ upgrade, name, openedMs, untilMs, close }: SocketView): Bar[] {
  if (upgrade !== null && upgrade.status !== 101) return []
  const says = `${name} open`
  const seq = upgrade?.seq ?? close?.seq ?? 0
  return [{ row: 'line', fromMs: openedMs, toMs: untilMs, label: '', says, tone: 'plain', seq, isOpen: close === null }]
}

function upgradeBar({ upgrade, name }: SocketView): Bar[] {
  if (upgrade === null) return []
  const { seq, atMs, endMs, status, error, credential } = upgrade
  const came = status === null ? (error?.code ?? 'no answer') : String(status)
  const isGood = credential === undefined ? status === 101 : status === 401 || status === 403
  const label = credential === undefined ? 'upgrade' : `control ${credential}`
  const says = `${label} of ${name}: ${came}`
  const tone = isGood ? 'good' : 'bad'
  return [{ row: 'line', fromMs: atMs, toMs: endMs, label, says, tone, seq, isOpen: false }]
}

function welcomeMark({ welcome, name }: SocketView): Mark[] {
  if (welcome === null) return []
  const { atMs, seq } = welcome
  const says = `welcome on ${name}`
  return [{ row: 'line', atMs, label: 'welcome', says, tone: 'good', seq, shape: 'diamond' }]
}

/** We end our sockets with 1000. Who was shown a bad credential may end them. */
function closeMark({ close, upgrade, name }: SocketView): Mark[] {
  if (close === null) return []
  const { atMs, code, reason, initiator, error, seq } = close
  const who = initiator === 'none' ? 'nobody said goodbye' : `first the ${initiator}`
  const says = `${name} closed with ${code}${reason === '' ? '' : ` "${reason.slice(0, 120)}"`}, ${who}`
  const isOurs = initiator === 'client' && error === null
  const tone = isOurs || upgrade?.credential !== undefined ? 'good' : 'bad'
  return [{ row: 'line', atMs, label: String(code), says, tone, seq, shape: 'cross' }]
}

function talkBars({ conversations }: SocketView): Bar[] {
  return conversations.flatMap((each) => [...agentBars(each), ...toolBars(each)])
}

function talkMarks({ conversations }: SocketView): Mark[] {
  return conversations.flatMap(conversationMarks)
}

const badSights: ReadonlySet<string> = new Set(['error', 'console-error', 'page-error', 'waited', 'frozen'])

/** What stood on the page of a user. The whole text and storage of a page are no moment in it. */
function screenMark({ sight, name, text, page, atMs, seq }: ScreenFact): Mark[] {
  if (sight === 'text' || sight === 'storage') return []
  const says = `${page}: ${sight}${name === '' ? '' : ` ${name}`}${text === '' ? '' : `, "${text.slice(0, 120)}"`}`
  return [{ row: 'screen', atMs, label: sight, says, tone: badSights.has(sight) ? 'bad' : 'plain', seq, shape: 'dot' }]
}
