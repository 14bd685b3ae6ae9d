import { type Phase, phases } from '../model/words.ts'
import type { Symptom } from './symptom.ts'

/** The place of a phase on the ladder, 0 at the bottom. */
export function rung(phase: Phase): number {
  return phases.indexOf(phase)
}

/**
 * Keeps what the ladder lets stand: of each user the findings up to its first red rung, and safety findings of any rung
 * (design.md §1). What is red for nobody in particular is red for everybody.
 */
export function climb(symptoms: readonly Symptom[]): Symptom[] {
  const red = firstRed(symptoms)
  return symptoms.filter((each) => each.safety || rung(each.phase) <= redRung(red, each.user))
}

/** The first red rung for a user, or for everybody with null; infinite when none is red. */
export function redRung(red: ReadonlyMap<string | null, number>, user: string | null): number {
  const everybody = red.get(null) ?? Number.POSITIVE_INFINITY
  return user === null ? everybody : Math.min(everybody, red.get(user) ?? Number.POSITIVE_INFINITY)
}

/** First red rungs by user; safety findings are off the ladder. */
export function firstRed(symptoms: readonly Symptom[]): ReadonlyMap<string | null, number> {
  const red = new Map<string | null, number>()
  for (const { safety, severity, phase, user } of symptoms) {
    if (safety || severity !== 'fail') continue
    red.set(user, Math.min(red.get(user) ?? Number.POSITIVE_INFINITY, rung(phase)))
  }
  return red
}

/** Most telling first: what fails before what warns, safety first, then up the ladder, then in time. */
export function bySignificance(a: Symptom, b: Symptom): number {
  return (
    Number(b.severity === 'fail') - Number(a.severity === 'fail') ||
    Number(b.safety) - Number(a.safety) ||
    rung(a.phase) - rung(b.phase) ||
    decisive(a) - decisive(b)
  )
}

function decisive({ frames }: Symptom): number {
  return frames.at(-1) ?? Number.MAX_SAFE_INTEGER
}

/** Leaves out what two judges saw alike: same code, same user, same decisive frame. */
export function withoutTwins(symptoms: readonly Symptom[]): Symptom[] {
  const seen = new Set<string>()
  return symptoms.filter((each) => {
    const key = `${each.code}\n${each.user}\n${each.phase}\n${each.frames.join()}`
    return !seen.has(key) && seen.add(key)
  })
}
