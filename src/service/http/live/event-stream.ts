import type { Clock } from '../../../kernel/clock.ts'
import { inertJson } from '../../../kernel/inert.ts'
import type { LiveBoard, LiveNews, LiveRun } from './live-board.ts'

/** What a stream says: first what goes on, then the news. */
export type LiveMessage = { readonly kind: 'snapshot'; readonly runs: readonly LiveRun[] } | LiveNews

/** A sign of life, so that a proxy does not take a quiet stream for a dead one. Real milliseconds. */
const HEARTBEAT_MS = 15_000
/** Messages that wait for a slow reader. Who falls further behind is cut, and may come again. */
const MOST_WAITING = 500

/**
 * Live progress as Server-Sent Events. Ends when the reader leaves, falls behind, or `stop` aborts; `ended` is called once
 * then.
 */
export function eventStream(parts: {
  readonly board: LiveBoard
  readonly clock: Clock
  readonly stop: AbortSignal
  readonly ended: () => void
}): ReadableStream<Uint8Array> {
  const { board, clock, stop } = parts
  const encoder = new TextEncoder()
  const open = new DisposableStack()
  const end = () => {
    if (open.disposed) return
    open.dispose()
    parts.ended()
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const close = () => {
        if (open.disposed) return
        end()
        controller.close()
      }
      const write = (text: string) => {
        if (open.disposed) return
        controller.enqueue(encoder.encode(text))
        if ((controller.desiredSize ?? 0) < -MOST_WAITING) close()
      }
      const beat = (): void => {
        write(': still here\n\n')
        timer = clock.timer(HEARTBEAT_MS * clock.timeScale, beat)
      }
      let timer = clock.timer(HEARTBEAT_MS * clock.timeScale, beat)
      open.defer(() => timer[Symbol.dispose]())
      open.use(board.subscribe((news) => write(messageOf(news))))
      stop.addEventListener('abort', close, { once: true })
      open.defer(() => stop.removeEventListener('abort', close))
      write(`retry: 3000\n${messageOf({ kind: 'snapshot', runs: board.runs() })}`)
      if (stop.aborted) close()
    },
    cancel: end,
  })
}

/** JSON holds no line break, so it is one line of data. */
function messageOf(message: LiveMessage): string {
  return `event: ${message.kind}\ndata: ${inertJson(JSON.stringify(message))}\n\n`
}
