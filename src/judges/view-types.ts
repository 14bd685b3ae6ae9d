import type { CloseFact, Fact, FrameFact, HttpFact, MonitorFact, PromptFact, UpgradeFact } from '../model/evidence.ts'
import type { Evidence, EvidenceContext, UserEvidence } from '../model/evidence-file.ts'
import type { Conversation } from '../protocol/conversation.ts'
import type { WireEvent } from '../protocol/wire-event.ts'

/** One frame with what it says. */
export type FrameView = {
  readonly fact: FrameFact
  /** Events of an inbound text frame; empty for everything else. */
  readonly events: readonly WireEvent[]
  /** Why an inbound frame cannot be read; null when it can. */
  readonly problem: string | null
}

/** The first welcome on a socket (protocol.md §3.1). */
export type WelcomeView = {
  readonly atMs: number
  readonly seq: number
  readonly userId: string | null
  readonly connectionId: string | null
  readonly mode: string | null
}

/** One prompt and all that answered it, replayed through the module by which the probe stops. */
export type ConversationView = {
  /** Null when agent events came on a socket on which no prompt is on record. */
  readonly prompt: PromptFact | null
  /** Null where no prompt is on record. */
  readonly promptAtMs: number | null
  readonly conversation: Conversation
  /** Frames from the prompt to the next prompt or the end of the socket. */
  readonly frames: readonly FrameView[]
  /** When we stopped looking: next prompt, end of the socket, or end of the run. */
  readonly untilMs: number
}

/** One attempt to open a socket and all that came of it. */
export type SocketView = {
  readonly name: string
  readonly user: UserEvidence
  readonly upgrade: UpgradeFact | null
  readonly close: CloseFact | null
  /** Both directions, control frames too, in order. */
  readonly frames: readonly FrameView[]
  readonly welcome: WelcomeView | null
  /** Thread that the handshake gave; null outside that dialect. */
  readonly threadId: string | null
  readonly conversations: readonly ConversationView[]
  /** When the server answered the upgrade, or the time of the first fact where the upgrade is not on record. */
  readonly openedMs: number
  /** When the socket ended, or when we stopped looking. */
  readonly untilMs: number
}

/** One user of the run and all that it saw. */
export type UserView = {
  readonly user: UserEvidence
  readonly http: readonly HttpFact[]
  readonly sockets: readonly SocketView[]
}

/** Evidence indexed once, for all judges and all rules of diagnosis. */
export type EvidenceView = {
  readonly evidence: Evidence
  readonly context: EvidenceContext
  readonly users: readonly UserView[]
  /** Every socket of every user, in the order of their first facts; those with a bad token, shown on purpose, are not among them. */
  readonly sockets: readonly SocketView[]
  /** Negative controls: attempts with a credential that must be refused. Nobody blames the target for a refusal of these. */
  readonly controls: readonly SocketView[]
  readonly http: readonly HttpFact[]
  readonly monitor: readonly MonitorFact[]
  readonly facts: ReadonlyMap<number, Fact>
}
