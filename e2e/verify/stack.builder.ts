import { delimiter, dirname } from 'node:path'
import { rhythmsOf } from '../../src/cli/observe/rhythms.ts'
import { loadScenarios, ownScenarios } from '../../src/config/load-scenarios.ts'
import { type Clock, createClock } from '../../src/kernel/clock.ts'
import { withDeadline } from '../../src/kernel/deadline.ts'
import { type Cadence, cadenceOf } from '../../src/observe/cadence.ts'
import type { Message, ToldAlert } from '../../src/observe/stack/message.ts'
import { openStack, type Stack } from '../../src/observe/stack/open-stack.ts'
import { sayMessage } from '../../src/observe/stack/say-message.ts'
import { watchedScenarios } from '../../src/observe/stack/watched.ts'
import { prometheusTool } from '../prometheus-tool.ts'

/** An alert that reached a receiver, and when, in milliseconds of the clock. */
export type Heard = ToldAlert & { readonly receiver: string; readonly atMs: number }

/** A stack, and everything that its receivers have heard. */
export type WatchedStack = Stack & {
  readonly clock: Clock
  /** Of the real schedule. */
  readonly usualCadence: Cadence
  readonly heard: readonly Heard[]
  /** Everything that a person was told, as text. */
  readonly told: () => string
  /** Waits until something holds; throws an Error that names it after so long. */
  until(what: string, ms: number, holds: () => boolean | Promise<boolean>): Promise<void>
}

const POLL_MS = 250
/** One program of each package that the stack needs. */
const tools = ['prometheus', 'amtool'] as const

/** Opens the stack of the demo, with real programs. */
export async function openWatchedStack(): Promise<WatchedStack> {
  const clock = createClock()
  const heard: Heard[] = []
  const messages: Message[] = []
  const hear = (message: Message) => {
    messages.push(message)
    for (const alert of message.alerts) heard.push({ ...alert, receiver: message.receiver, atMs: clock.now() })
  }
  const scenarios = await loadScenarios(ownScenarios)
  const cadence = cadenceOf(rhythmsOf(scenarios, {}))
  const path = [process.env.PATH ?? '', ...tools.map((tool) => dirname(prometheusTool(tool)))].join(delimiter)
  const stack = await openStack({ clock, scenarios, watched: watchedScenarios, cadence, path, port: 0, hear })
  const until: WatchedStack['until'] = (what, ms, holds) =>
    withDeadline({ clock, signal: new AbortController().signal }, what, ms, async (signal) => {
      while (!(await holds())) await clock.sleep(POLL_MS, signal)
    })
  return { ...stack, clock, usualCadence: cadence, heard, told: () => messages.map(sayMessage).join(''), until }
}
