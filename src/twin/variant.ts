import type { Code } from '../model/codes.ts'
import type { Dialect } from '../model/words.ts'
import type { FaultKit } from './fault.ts'
import type { FaultHooks } from './hook-points.ts'

/** One way in which a target may behave and still be healthy. A monitor that alarms at it is wrong. */
export type Variant = {
  /** Unique, in kebab-case; equal to the file's name. */
  readonly name: string
  /** What is unusual about it, in one sentence. */
  readonly summary: string
  /** Warnings that a monitor may raise; none for most. */
  readonly warnings: readonly Code[]
  /** Set where the variant is about one dialect; else it can speak any. */
  readonly dialect?: Dialect
  /** Whether sockets compress. Clients must offer it, too. */
  readonly perMessageDeflate?: boolean
  /** The only scenarios to which it is unusual at all; absent: all core scenarios. */
  readonly scenarios?: readonly string[]
  /** Whether its answers take minutes of target time. */
  readonly isSlow?: boolean
  /** Called once per twin; the same points at which faults step in. */
  hooks(kit: FaultKit): FaultHooks
}
