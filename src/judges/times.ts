import type { ConversationView } from './view-types.ts'

/** A stretch of time between two facts, the later one last in `frames`. Milliseconds on the clock of the run. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly frames: readonly number[] }

/** How long the parts of a conversation took; null for what did not come or has no beginning on record. */
export type ConversationTimes = {
  /** Prompt → first agent event. */
  readonly firstEvent: Stretch | null
  /** The longest time between two agent events. */
  readonly silence: Stretch | null
  /** Prompt → the end that carries the answer. */
  readonly answer: Stretch | null
}

/** Measures one conversation. */
export function conversationTimes({ conversation, prompt }: ConversationView): ConversationTimes {
  const { events, end } = conversation
  const [first] = events
  const since = (event: { readonly atMs: number; readonly seq: number } | undefined): Stretch | null =>
    prompt === null || event === undefined
      ? null
      : { fromMs: prompt.atMs, toMs: event.atMs, frames: [prompt.frame, event.seq] }
  const answered = end?.kind === 'completed' || end?.kind === 'settled'
  const silences: readonly Stretch[] = events.slice(1).map((event, index) => {
    const before = events[index] ?? event
    return { fromMs: before.atMs, toMs: event.atMs, frames: [before.seq, event.seq] }
  })
  const longer = (a: Stretch, b: Stretch) => (b.toMs - b.fromMs > a.toMs - a.fromMs ? b : a)
  return {
    firstEvent: since(first),
    silence: silences.length === 0 ? null : silences.reduce(longer),
    answer: answered ? since(events.findLast(({ seq }) => seq === end.seq)) : null,
  }
}
