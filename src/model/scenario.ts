import type { Browsing } from './browsing.ts'
import type { Code } from './codes.ts'
import type { JudgeName } from './judge-names.ts'
import type { User } from './user.ts'
import type { AgentEvent, BadCredential, Route, Transport } from './words.ts'

/** A signed-in user. The token stays inside the probes. */
export type Session = { readonly user: User; readonly userId: string }

/** An open chat socket after its welcome. */
export type Chat = {
  readonly user: User
  readonly socket: string
  /** Whether the server shook hands: then it is by design that nothing is read before that is over (protocol.md §3.2). */
  readonly shakesHands: boolean
}

/** What to ask for. Without a text the agent is asked for a short piece of cost advice. */
export type Ask = {
  /** The request in plain words. The instruction for the nonce is added to it. */
  readonly text?: string
  /** Whether this user's made-up fact is told to the agent with the prompt. It must reach nobody else. */
  readonly plant?: boolean
  /** Do not wait for the end, but only for the first event of this type; the conversation goes on. */
  readonly until?: AgentEvent
  /** An agent error before any other event is a refusal that the scenario reckons with; `converse` then returns. */
  readonly refusable?: boolean
  /** What the step is called beside `converse`, for example `triage`. */
  readonly label?: string
}

/** How to open a socket. Without any of these it sends no affinity cookie and begins afresh. */
export type Connecting = {
  /** Send the affinity cookie that this socket got, as a browser does: the load balancer leads to the same instance. */
  readonly near?: Chat
  /** Send the affinity cookie of another instance than this socket's. A target with one instance has none: then no cookie is sent. */
  readonly far?: Chat
  /** The dropped socket whose conversation goes on here. `follow` waits for its end. */
  readonly resumes?: Chat
  /** Do not wait for the welcome: the chat is there as soon as the upgrade is answered. */
  readonly hasty?: boolean
  /** Do not look a second time, 5 s later, when the upgrade is refused: for scenarios that try again by themselves. */
  readonly once?: boolean
  /** How the token travels; in the `Authorization` header by default. */
  readonly transport?: Transport
  /** Which address to use; the one behind the load balancer by default. */
  readonly route?: Route
}

/** How to open sockets at the same moment. */
export type ConnectingTogether = {
  /** Each request leaves up to so much later than the first, milliseconds of target time, by the run's seed (default 0). */
  readonly skewMs?: number
  /** Send the affinity cookie that this socket got, all of them: what races within a process needs one process. */
  readonly near?: Chat
}

/** How to keep a socket open. */
export type Holding = {
  /** Milliseconds of target time. */
  readonly forMs: number
  /** Whether we ping, in both ways, as a web client does (default true). Pings of the server are always answered. */
  readonly pings?: boolean
}

/** A setting of a scenario that a person may choose. The first value is the default. */
export type ScenarioOption = { readonly summary: string; readonly values: readonly [string, ...string[]] }

/**
 * What a running scenario can do. Every action is a step with its own deadline and is recorded whatever comes of it.
 * An action that cannot go on throws; a scenario need not catch: judges see the evidence, not the exception, and a
 * failure that a scenario swallows still fails the run.
 */
export type Stage = {
  /** Users who speak. */
  readonly users: readonly User[]
  /** Users who are connected and say nothing. */
  readonly bystanders: readonly User[]
  /** Users from the pool of accounts that may be worn out. They speak. */
  readonly sacrificial: readonly User[]
  /** The chosen value of one of the scenario's own options. */
  option(name: string): string
  /** Routes to the chat socket: through the load balancer, and past it where the target's configuration says how. */
  readonly routes: readonly Route[]
  /** Asks the target's health endpoints. What they say is recorded; only an unreachable target ends the run here. */
  platform(): Promise<void>
  /** Asks for the API's health every 2 s until it answers 200, for a minute at most. */
  healthy(): Promise<void>
  /** Signs a user in. */
  signIn(user: User): Promise<Session>
  /** Asks the auth service and one authenticated API route about a fresh token. */
  verify(session: Session): Promise<void>
  /** Opens a chat socket and waits for its welcome. */
  connect(session: Session, how?: Connecting): Promise<Chat>
  /**
   * Opens a socket for each session, whose upgrade requests leave together once every connection has finished TCP and
   * TLS, and waits for all welcomes. How far apart they really left is recorded. Throws the first failure after all have
   * ended.
   */
  connectTogether(sessions: readonly Session[], how?: ConnectingTogether): Promise<Chat[]>
  /**
   * Shows the socket a credential that it must refuse, in place of the session's own, and records what it does. Throws
   * for nothing that the target does. `expired` takes an old token of this user, kept in memory since an earlier run; as
   * long as this process holds none, the step is `not-run`. After three in a row a good `connect` must come between.
   */
  control(session: Session, credential: BadCredential, how?: Connecting): Promise<void>
  /**
   * Asks for the messages of a thread that belongs to another user, who must be able to read them: that is what makes a
   * refusal mean something. Where the owner has no such thread, the step is `not-run`. Throws for nothing that the target
   * answers.
   */
  askForThread(session: Session, owner: Session): Promise<void>
  /** Signs out: from now on the session's token must be refused. Throws for nothing that the target answers. */
  signOut(session: Session): Promise<void>
  /** Sends a prompt and waits until its conversation ends. */
  converse(chat: Chat, ask?: Ask): Promise<void>
  /** Waits for the end of a conversation that goes on: left early by `until`, or taken over by a new socket. */
  follow(chat: Chat): Promise<void>
  /** Keeps a socket open and says nothing on it. Throws when it ends. */
  hold(chat: Chat, how: Holding): Promise<void>
  /** Ends the connection without a close frame, as a phone does that loses its network. */
  drop(chat: Chat): Promise<void>
  /** The web app, through a browser; for scenarios that need `browser`. */
  readonly browser: Browsing
  /** Lets milliseconds of target time pass. */
  pause(ms: number): Promise<void>
  /** Keeps all sockets open for the target's linger time, so that what comes late is seen. */
  linger(): Promise<void>
  /** Closes a socket with 1000 and waits for the answer. */
  close(chat: Chat): Promise<void>
  /**
   * Runs `work` for all items at the same time and waits for every one of them, also after one failed.
   * Then throws the first failure, or gives the results in the order of the items.
   */
  together<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]>
  /** As `together`, but one item after the other. */
  inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]>
}

/**
 * What must be there before a scenario makes sense; without it the run does not start. `browser`: a web app that the target's
 * configuration describes, and a Chromium on this machine.
 */
export const needs = ['sign-out', 'browser'] as const
/** One thing that must be there. */
export type Need = (typeof needs)[number]

/** One scenario: what it is, what it costs, what must hold, and how it goes. */
export type Scenario = {
  /** Unique, in kebab-case; equal to the file's name. */
  readonly id: string
  /** One sentence. */
  readonly summary: string
  readonly tags: readonly string[]
  /** Default schedule, five or six cron fields. */
  readonly cron: string
  /** How many users speak: default and bounds for `--users`. */
  readonly users: { readonly default: number; readonly min: number; readonly max: number }
  /** How many users are connected and say nothing. */
  readonly bystanders: number
  /** How many users come from the pool of accounts that may be worn out (default 0). They count as users for requests and prompts. */
  readonly sacrificial?: number
  /** What must be there (default: nothing special). */
  readonly needs?: readonly Need[]
  /** Settings that a person may choose, by name. */
  readonly options?: Readonly<Record<string, ScenarioOption>>
  /** Requests outside `/api/` that one run makes, for the guard: a part of its own and a part for each user. */
  readonly requests: { readonly perRun: number; readonly perUser: number }
  /** Prompts per user, each of which costs LLM tokens on a real target. 0 costs nothing. */
  readonly promptsPerUser: number
  /** How many independent attempts at the same race one run makes (default 1). */
  readonly attempts?: number
  /** Budget of one run in milliseconds of target time. */
  readonly deadlineMs: number
  /** Judges that must hold. */
  readonly judges: readonly JudgeName[]
  /** Codes this scenario is out to name. */
  readonly hunts: readonly Code[]
  run(stage: Stage): Promise<void>
}

/** Freezes a scenario, so that a run cannot write its result onto its definition. */
export function defineScenario(scenario: Scenario): Scenario {
  return Object.freeze(scenario)
}
