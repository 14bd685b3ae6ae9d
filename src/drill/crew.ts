import { Worker } from 'node:worker_threads'
import { messageOf } from '../kernel/message-of.ts'
import type { Cell } from './cell.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './crew-messages.ts'
import { type Drilled, emptyRow } from './drill-cell.ts'

/** Threads that drill cells. Disposing ends them. */
export type Crew = AsyncDisposable & {
  /** Resolves with what came of a cell. When its thread dies, that is nothing, and the cell may be drilled again. */
  drill(cell: Cell): Promise<Drilled>
  /** Cancels what goes on; their rows still come. */
  stop(): void
}

type Hand = {
  worker: Worker
  isStopped: boolean
  isOver: boolean
  readonly waiting: Map<number, (drilled: Drilled | Death) => void>
}
type Death = { readonly death: string }

/** Starts `threads` workers. Each cell goes to the one with the least to do. */
export function createCrew(threads: number, setup: WorkerSetup): Crew {
  const hands = Array.from({ length: threads }, () => createHand(setup))
  let lastId = 0
  return {
    async drill(cell) {
      const [hand] = hands.toSorted((a, b) => a.waiting.size - b.waiting.size)
      if (hand === undefined) throw new Error('A crew needs at least one thread.')
      const id = ++lastId
      const answer = Promise.withResolvers<Drilled | Death>()
      hand.waiting.set(id, answer.resolve)
      tell(hand, { kind: 'drill', id, cell })
      const drilled = await answer.promise
      hand.waiting.delete(id)
      return 'death' in drilled ? lost(cell, hand, drilled) : drilled
    },
    stop: () => {
      for (const hand of hands) {
        hand.isStopped = true
        tell(hand, { kind: 'stop' })
      }
    },
    async [Symbol.asyncDispose]() {
      for (const hand of hands) hand.isOver = true
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
  }
}

function tell({ worker }: Hand, message: ToWorker): void {
  worker.postMessage(message)
}

/** Whoever shared the dead thread is innocent, so that the cell is worth another try. */
function lost(cell: Cell, { isStopped }: Hand, { death }: Death): Drilled {
  const reason = `A thread of the drill died: ${death}`
  return { row: emptyRow(cell, { durationMs: 0, reason, isStopped }), trouble: isStopped ? null : reason }
}

function createHand(setup: WorkerSetup): Hand {
  const hand: Hand = { worker: start(), isStopped: false, isOver: false, waiting: new Map() }
  /** A thread that dies is replaced. */
  function start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: setup })
    let death = 'it ended by itself'
    worker.on('message', ({ id, drilled }: FromWorker) => hand.waiting.get(id)?.(drilled))
    worker.on('error', (cause) => {
      death = messageOf(cause)
    })
    worker.on('exit', () => {
      if (hand.isOver) return
      hand.worker = start()
      if (hand.isStopped) tell(hand, { kind: 'stop' })
      for (const answer of hand.waiting.values()) answer({ death })
    })
    return worker
  }
  return hand
}
