import { viewEvidence } from '../../judges/view.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import type { JudgeName } from '../../model/judge-names.ts'
import type { RunReport } from '../../model/report.ts'
import type { Capabilities, Thresholds } from '../../model/target.ts'
import { isAgentEvent } from '../../protocol/event-types.ts'
import { LAUNCH } from '../examples.ts'
import type { Rung } from './rung.ts'

/** What a run of the first contact left. */
export type Contact = { readonly report: RunReport; readonly evidence: Evidence }

/** A token that is young to us is old to a server whose clock is this far ahead. Milliseconds. */
const CLOCK_MS = 5_000

/** What the judges of a run say of one rung, in the words of their first finding. */
function judged({ report }: Contact, name: string, judge: JudgeName, said: string): Rung {
  const judgement = report.judgements.find((each) => each.judge === judge)
  const worst = judgement?.findings.find(({ severity }) => severity === 'fail') ?? judgement?.findings[0]
  if (judgement === undefined) return { name, state: 'not-run', said: 'nobody judged it', todo: '' }
  if (worst !== undefined) {
    const state = worst.severity === 'fail' ? 'broken' : 'warning'
    const text = `${worst.code}: expected ${worst.expected}, got ${worst.received}`
    return { name, state, said: text, todo: `${worst.hint} More: ${LAUNCH} explain ${worst.code}`.trim() }
  }
  if (judgement.state === 'holds') return { name, state: 'ok', said, todo: '' }
  return { name, state: 'not-run', said: judgement.reason, todo: '' }
}

/** The rungs above TLS, lowest first. `limits` are the target's. */
export function contactRungs(contact: Contact, limits: Thresholds, prompted: boolean): Rung[] {
  const identity = contact.evidence.users[0]?.userId ?? 'nobody'
  return [
    judged(contact, 'reachable', 'platform', 'health endpoints of API, auth service and socket answer'),
    clockRung(contact),
    credentialsRung(contact),
    judged(contact, 'dialect', 'handshake', dialectOf(contact)),
    judged(contact, 'identity echo', 'identity', `the welcome names the user of the token, ${identity}`),
    judged(contact, 'negative controls', 'controls', 'no token and a tampered one were refused, the good one was not'),
    capabilityRung(contact, prompted),
    judged(contact, 'latencies', 'latency', latencies(contact, limits)),
  ]
}

/** That what we were given is refused is our error in a run, and nobody's finding; here it is what we came to learn. */
function credentialsRung(contact: Contact): Rung {
  const name = 'credentials'
  const { cause, reason } = contact.report
  if (cause !== 'credentials') return judged(contact, name, 'auth', 'sign-in gave a token, and both services take it')
  const todo = 'Compare the secrets that `signIn` names with those of this deployment; each environment has its own.'
  return { name, state: 'broken', said: reason, todo }
}

function clockRung({ evidence }: Contact): Rung {
  const name = 'clock'
  const offsetMs = evidence.context.clockOffsetMs
  if (offsetMs === null)
    return { name, state: 'warning', said: 'no answer carried a date', todo: 'Compare the clocks by hand.' }
  const said = `theirs is ${Math.abs(Math.round(offsetMs / 1_000))} s ${offsetMs < 0 ? 'behind' : 'ahead of'} ours`
  if (Math.abs(offsetMs) <= CLOCK_MS) return { name, state: 'ok', said, todo: '' }
  return {
    name,
    state: 'warning',
    said,
    todo: 'Set the clock of this machine by NTP: tokens seem expired or not yet valid.',
  }
}

/** Procedure and envelopes that were seen (protocol.md §3). */
function dialectOf({ evidence }: Contact): string {
  const events = viewEvidence(evidence).sockets.flatMap(({ frames }) => frames.flatMap((frame) => frame.events))
  const procedure = events.some(({ rawType }) => rawType.startsWith('handshake')) ? 'handshake' : 'welcome'
  const envelopes = new Set(events.filter(({ type }) => isAgentEvent(type)).map(({ envelope }) => envelope))
  const spoken = envelopes.size === 0 ? 'no agent event was seen' : `agent events as ${[...envelopes].join(' and ')}`
  return `${procedure} procedure, ${spoken}`
}

function capabilityRung(contact: Contact, prompted: boolean): Rung {
  const name = 'capabilities'
  if (!prompted) {
    const said = 'a prompt costs tokens, and nobody allowed it'
    return { name, state: 'not-run', said, todo: 'Allow one with --real-llm to learn what the agent can prove.' }
  }
  const { tools, proof } = capabilitiesOf(contact.evidence)
  const events = judged(contact, name, 'sequence', '')
  if (events.state === 'broken' || events.state === 'not-run') return events
  const said = `the agent ${tools ? 'uses tools' : 'uses no tools'}; its answer is ${proof}`
  return { ...judged(contact, name, 'answer', said), said }
}

/** What the agent did with the one prompt: whether it used tools, and how far its answer is proven. */
export function capabilitiesOf(evidence: Evidence): Pick<Capabilities, 'tools' | 'proof'> {
  const all = viewEvidence(evidence).sockets.flatMap(({ conversations }) => conversations)
  const tools = all.some(({ conversation }) => conversation.events.some(({ type }) => type === 'tool_executing'))
  const answered = (needle: 'expected' | 'nonce') =>
    all.some(({ prompt, conversation }) => prompt !== null && conversation.answer.includes(prompt[needle]))
  if (answered('expected')) return { tools, proof: 'transformed' }
  return { tools, proof: answered('nonce') ? 'echoed' : 'present' }
}

const waits = [
  ['signInMs', 'sign-in', 'signIn'],
  ['welcomeMs', 'welcome', 'welcome'],
  ['firstEventMs', 'first event', 'firstEvent'],
  ['answerMs', 'answer', 'answer'],
] as const

function latencies({ report }: Contact, limits: Thresholds): string {
  const timings = report.users[0]?.timings
  const shown = waits.flatMap(([key, name, limit]) => {
    const ms = timings?.[key] ?? null
    return ms === null ? [] : [`${name} ${ms} ms (warns at ${limits[limit].warnMs})`]
  })
  return shown.join(', ')
}
