import { Cron } from 'croner'
import { messageOf } from '../../kernel/message-of.ts'

/** When something happens again and again: five or six cron fields, read in a time zone of the IANA list. */
export type Cadence = { readonly cron: string; readonly timeZone: string }

/**
 * The first firing after a moment, both milliseconds since the Unix epoch; null: never again. Where the clocks go forward, a
 * fixed time of day that does not exist fires at the first one that does; where they go back, it fires once. Throws for
 * what is no cadence.
 */
export function nextFiring({ cron, timeZone }: Cadence, afterWallMs: number): number | null {
  const job = new Cron(cron, { timezone: timeZone, mode: '5-or-6-parts' })
  return job.nextRun(new Date(afterWallMs))?.getTime() ?? null
}

/** What is wrong with a cadence, for a person; null when it is one and fires at least once more. */
export function cadenceProblem(cadence: Cadence, nowWallMs: number): string | null {
  const { cron, timeZone } = cadence
  try {
    if (nextFiring(cadence, nowWallMs) !== null) return null
    return `the schedule "${cron}" never comes`
  } catch (error) {
    return `the schedule "${cron}" in ${timeZone} cannot be used: ${messageOf(error)}`
  }
}
