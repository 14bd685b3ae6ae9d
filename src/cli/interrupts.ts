import { type Clock, createClock } from '../kernel/clock.ts'
import { exitCodes } from '../model/verdict.ts'
import type { Output } from './terminal.ts'

/** Somebody asked the command to stop. */
export class Interrupted extends Error {
  constructor(signal: string) {
    super(`Interrupted by ${signal}`)
    this.name = 'Interrupted'
  }
}

/** A command's answer to signals. */
export type Interrupts = Disposable & {
  /** Aborts with an Interrupted on the first signal. */
  readonly signal: AbortSignal
}

/** With which code a process ends that is not given time to end in order. */
const endings = { SIGINT: 'interrupted', SIGTERM: 'terminated', SIGHUP: 'interrupted' } as const
type Signal = keyof typeof endings
const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * One Ctrl-C reaches us more than once: from the terminal, and again from npm or a launcher that passes it on. Only one
 * that comes later is a person who will not wait.
 */
const SAME_KEYSTROKE_MS = 1_000

/** What listening needs beside the terminal; tests bring their own. */
export type InterruptParts = { readonly clock: Pick<Clock, 'now'>; readonly endAtOnce: (code: number) => void }

const ourParts = (): InterruptParts => ({
  clock: createClock(),
  endAtOnce: (code) => process.exit(code),
})

/** Listens for signals until disposed. The first one asks for an orderly end; a later one ends the process at once. */
export function listenForInterrupts(err: Output, { clock, endAtOnce }: InterruptParts = ourParts()): Interrupts {
  const controller = new AbortController()
  let firstMs: number | null = null
  const hear = (signal: Signal) => {
    if (firstMs === null) {
      firstMs = clock.now()
      err.write('golden-path: interrupted; closing what is open. Once more ends at once.\n')
      controller.abort(new Interrupted(signal))
    } else if (clock.now() - firstMs > SAME_KEYSTROKE_MS) endAtOnce(exitCodes[endings[signal]])
  }
  for (const signal of signals) process.on(signal, hear)
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, hear)
    },
  }
}
