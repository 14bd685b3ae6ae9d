import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import type { Code } from '../model/codes.ts'
import type { Dialect, Verdict } from '../model/words.ts'
import type { FaultHooks } from './hook-points.ts'

/** What a fault's hooks work with. Made anew for every twin, so that no state leaks from one to the next. */
export type FaultKit = {
  readonly clock: Clock
  /** Seeded by the twin's seed and the fault's name. */
  readonly random: Random
  /** The fault's parameters: its defaults, overridden by what the twin was asked for. */
  readonly params: Readonly<Record<string, string>>
}

/** One defect of the twin, named after the catalogue. */
export type Fault = {
  /** Unique, in kebab-case; equal to the file's name. */
  readonly name: string
  /** What is broken, in one sentence. */
  readonly summary: string
  /** Family of failures.md. */
  readonly family: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J'
  /**
   * What a monitor must say of it. Any one of `codes` is a right name; `coarser` are names that only a scenario may use which
   * does not hunt it, because it cannot see what tells them apart.
   */
  readonly expected: { readonly verdict: Verdict; readonly codes: readonly Code[]; readonly coarser?: readonly Code[] }
  /** Scenarios that must find it. */
  readonly hunts: readonly string[]
  /** Where the defect can exist at all: dialects, the first of which is drilled when the drill speaks none of them. Absent: in all. */
  readonly dialects?: readonly [Dialect, ...Dialect[]]
  /** What can be set, with its default; asked for as `name:key=value`. */
  readonly params?: Readonly<Record<string, string>>
  /** Called once per twin. State that the fault keeps lives in its closure. */
  hooks(kit: FaultKit): FaultHooks
}
