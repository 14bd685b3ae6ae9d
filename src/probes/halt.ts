/** What a user was doing when the target left it nothing to go on with. */
export type HaltStep = 'platform' | 'sign-in' | 'verify' | 'upgrade' | 'welcome' | 'conversation'

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
