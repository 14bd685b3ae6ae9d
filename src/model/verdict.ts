import { type Verdict, verdicts } from './words.ts'

/** The verdict of several: the worst one. Of none it is `inconclusive`: nothing passes by default. */
export function worst(all: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => all.includes(verdict)) ?? 'inconclusive'
}

/** Exit codes of the command line. */
export const exitCodes = {
  ok: 0,
  fail: 1,
  usage: 2,
  internal: 3,
  inconclusive: 4,
  interrupted: 130,
  terminated: 143,
} as const

/** The exit code that says a verdict to a shell. */
export function exitCode(verdict: Verdict, options: { failOnDegraded: boolean }): number {
  switch (verdict) {
    case 'pass':
      return exitCodes.ok
    case 'degraded':
      return options.failOnDegraded ? exitCodes.fail : exitCodes.ok
    case 'fail':
      return exitCodes.fail
    case 'error':
      return exitCodes.internal
    case 'inconclusive':
      return exitCodes.inconclusive
    case 'cancelled':
      return exitCodes.interrupted
    default:
      return verdict satisfies never
  }
}
