/** What a user was doing when the target left it nothing to go on with. */
export type HaltStep = 'platform' | 'sign-in' | 'verify' | 'upgrade' | 'welcome' | 'conversation' | 'hold' | 'page'

/**
 * This user cannot go on. It is the only thing a probe throws for what the target did, and it proves nothing: the
 * evidence already says what was seen. `detail` is one line for a person, free of secrets.
 */
export class Halt extends Error {
  readonly step: HaltStep
  readonly detail: string
  constructor(step: HaltStep, detail: string) {
    super(`${step}: ${detail}`)
    this.name = 'Halt'
    this.step = step
    this.detail = detail
  }
}

/** A prompt was followed by no agent event at all. */
export class NeverStarted extends Halt {
  constructor() {
    super('conversation', 'it ended by never-started')
  }
}

/** A run was refused: an error of the agent came before anything else. */
export class RunRefused extends Halt {
  constructor() {
    super('conversation', 'it ended by error, before any other event')
  }
}

/** The server answered an upgrade with something else than 101, or not at all. */
export class UpgradeRefused extends Halt {
  /** Null: no answer. */
  readonly status: number | null
  constructor(detail: string, status: number | null) {
    super('upgrade', detail)
    this.status = status
  }
}
