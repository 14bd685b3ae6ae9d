import type { Code } from '../model/codes.ts'
import type { Dialect, Verdict } from '../model/words.ts'

/** What a twin is made to be: one fault, or one healthy variant. */
export type Subject =
  | {
      readonly kind: 'fault'
      readonly name: string
      /** What a monitor must say; any one of the codes is a right name, a coarser one only where it is not hunted. */
      readonly expected: {
        readonly verdict: Verdict
        readonly codes: readonly Code[]
        readonly coarser?: readonly Code[]
      }
      /** Whether the scenario of this cell must catch it. If not, it may let it pass but not call it by a wrong name. */
      readonly hunted: boolean
    }
  | {
      readonly kind: 'healthy'
      readonly name: string
      readonly warnings: readonly Code[]
    }

/** One place of the drill's matrix: one subject against one scenario. Plain data: it travels between threads. */
export type Cell = {
  readonly subject: Subject
  readonly scenario: string
  readonly dialect: Dialect
  /** From 1. */
  readonly round: number
  readonly seed: string
  /** How much faster than the wall the twin lives. */
  readonly timeScale: number
  /** Whether it needs a browser: all such cells share one, and come after the others. */
  readonly browser: boolean
  /** Whether most of it is waiting, so that it costs next to nothing beside others. */
  readonly waits: boolean
}
