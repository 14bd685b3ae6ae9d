import type { FinishedRun } from '../model/finished-run.ts'
import type { MonitorEvent } from '../model/monitor-event.ts'
import type { Sink } from '../model/sink.ts'
import type { ProgressEvent } from '../runner/progress.ts'

/** Tells everybody who wants to know. One who breaks at it hurts neither the others nor the watch. */
export type Voice = {
  tell(event: MonitorEvent): void
  finished(run: FinishedRun): void
  progress(event: ProgressEvent): void
  /** Hears what runs tell while they go on, until disposed. */
  listen(listener: (event: ProgressEvent) => void): Disposable
}

/** Makes the voice. `onDefect` hears what somebody threw, and who it was. */
export function createVoice(sinks: readonly Sink[], onDefect: (who: string, thrown: unknown) => void): Voice {
  const listeners = new Set<(event: ProgressEvent) => void>()
  const safely = (who: string, run: () => void) => {
    try {
      run()
    } catch (thrown) {
      onDefect(who, thrown)
    }
  }
  return {
    tell(event) {
      for (const sink of sinks) safely(sink.name, () => sink.event(event))
    },
    finished(run) {
      for (const sink of sinks) safely(sink.name, () => sink.finished(run))
    },
    progress(event) {
      for (const listener of listeners) safely('a listener', () => listener(event))
    },
    listen(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
  }
}
