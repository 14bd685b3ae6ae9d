import type { Code } from './codes.ts'

/** The judges there are. A scenario names those that must hold. */
export const judgeNames = [
  'monitor',
  'platform',
  'auth',
  'handshake',
  'identity',
  'sequence',
  'answer',
  'isolation',
  'closes',
  'latency',
  'evidence',
] as const
/** The name of a judge. */
export type JudgeName = (typeof judgeNames)[number]

/** One virtual user, as a scenario sees it. */
export type User = {
  /** Our name, for example `user-1`. */
  readonly id: string
  readonly role: 'speaker' | 'bystander'
  readonly email: string
}

/** A signed-in user. The token stays inside the probes. */
export type Session = { readonly user: User; readonly userId: string }

/** An open chat socket after its welcome. */
export type Chat = { readonly user: User; readonly socket: string }

/** What to ask for. Without a text the agent is asked for a short piece of cost advice. */
export type Ask = {
  /** The request in plain words. The instruction for the nonce is added to it. */
  readonly text?: string
  /** Whether this user's made-up fact is told to the agent with the prompt. It must reach nobody else. */
  readonly plant?: boolean
}

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
  /** Asks the target's health endpoints. What they say is recorded; only an unreachable target ends the run here. */
  platform(): Promise<void>
  /** Signs a user in. */
  signIn(user: User): Promise<Session>
  /** Asks the auth service and one authenticated API route about a fresh token. */
  verify(session: Session): Promise<void>
  /** Opens a chat socket and waits for its welcome. */
  connect(session: Session): Promise<Chat>
  /** Sends a prompt and waits until its conversation ends. */
  converse(chat: Chat, ask?: Ask): Promise<void>
  /** Keeps all sockets open for the target's linger time, so that what comes late is seen. */
  linger(): Promise<void>
  /** Closes a socket with 1000 and waits for the answer. */
  close(chat: Chat): Promise<void>
  /**
   * Runs `work` for all items at the same time and waits for every one of them, also after one failed.
   * Then throws the first failure, or gives the results in the order of the items.
   */
  together<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]>
}

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
  /** Requests outside `/api/` that one run makes, for the guard: a part of its own and a part for each user. */
  readonly requests: { readonly perRun: number; readonly perUser: number }
  /** Prompts per user, each of which costs LLM tokens on a real target. 0 costs nothing. */
  readonly promptsPerUser: number
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
