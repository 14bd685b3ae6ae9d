import { Worker } from 'node:worker_threads'
import { messageOf } from '../kernel/message-of.ts'
import type { Cell } from './cell.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './crew-messages.ts'
import type { Drilled } from './drill-cell.ts'

/** Threads that drill cells. Disposing ends them. */
export type Crew = AsyncDisposable & {
  /** Resolves with what came of a cell. Rejects when the thread dies, which no run may cause. */
  drill(cell: Cell): Promise<Drilled>
  /** Cancels what goes on; their rows still come. */
  stop(): void
}

type Hand = { readonly worker: Worker; busy: number }

/** Starts `threads` workers. Each cell goes to the one with the least to do. */
export function createCrew(threads: number, setup: WorkerSetup): Crew {
  const waiting = new Map<number, PromiseWithResolvers<Drilled>>()
  const hands = Array.from({ length: threads }, () => createHand(setup, waiting))
  let lastId = 0
  const tell = ({ worker }: Hand, message: ToWorker) => worker.postMessage(message)
  return {
    async drill(cell) {
      const [hand] = hands.toSorted((a, b) => a.busy - b.busy)
      if (hand === undefined) throw new Error('A crew needs at least one thread.')
      const id = ++lastId
      const answer = Promise.withResolvers<Drilled>()
      waiting.set(id, answer)
      hand.busy++
      tell(hand, { kind: 'drill', id, cell })
      try {
        return await answer.promise
      } finally {
        hand.busy--
      }
    },
    stop: () => {
      for (const hand of hands) tell(hand, { kind: 'stop' })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
  }
}

function createHand(setup: WorkerSetup, waiting: Map<number, PromiseWithResolvers<Drilled>>): Hand {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: setup })
  worker.on('message', ({ id, drilled }: FromWorker) => {
    waiting.get(id)?.resolve(drilled)
    waiting.delete(id)
  })
  worker.on('error', (cause) => {
    const death = new Error(`A thread of the drill died: ${messageOf(cause)}`, { cause })
    for (const answer of waiting.values()) answer.reject(death)
    waiting.clear()
  })
  return { worker, busy: 0 }
}
