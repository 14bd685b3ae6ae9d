import { Worker } from 'node:worker_threads'
import type { DrillRow } from '../../src/model/drill.ts'
import type { Answer, Question, Setup, Survey, Task, Tried } from './tasks.ts'

/** Threads that try mutants. */
export type Pool = {
  survey(): Promise<Survey>
  /** Gives what came of each task, by its id. */
  tryAll(tasks: readonly Task[], progress: (done: number) => void): Promise<ReadonlyMap<number, Tried>>
}

/** A mutant that takes longer loops for ever, which nobody would overlook. Real milliseconds. */
const LONGEST_MS = 60_000
const LONGEST_SURVEY_MS = 600_000
/** Copies of modules are never given back, so a thread is replaced after as many. */
const MOST_COPIES = 80

/** Opens a pool. */
export function createPool(threads: number, data: Setup & { readonly rows: readonly DrillRow[] }): Pool {
  const start = () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: data })
  return {
    async survey() {
      const worker = start()
      const found = await ask(worker, null, LONGEST_SURVEY_MS)
      await worker.terminate()
      if (found === null || found.kind !== 'survey') throw new Error('Nobody could find out who reaches what.')
      return found
    },
    async tryAll(tasks, progress) {
      const found = new Map<number, Tried>()
      const queue = tasks.values()
      await Promise.all(Array.from({ length: threads }, () => lane(start, queue, found, progress)))
      return found
    },
  }
}

async function lane(
  start: () => Worker,
  queue: Iterable<Task>,
  found: Map<number, Tried>,
  progress: (done: number) => void,
): Promise<void> {
  let worker = start()
  let made = 0
  for (const task of queue) {
    const answer = await ask(worker, task, LONGEST_MS)
    const isLost = answer === null || answer.kind === 'survey'
    found.set(task.id, isLost ? { id: task.id, kind: 'drill', by: 'it does not end' } : answer)
    made += task.own === null ? 0 : 1
    progress(found.size)
    if (!isLost && made < MOST_COPIES) continue
    await worker.terminate()
    worker = start()
    made = 0
  }
  await worker.terminate()
}

/** The worker's next message; null when it dies or takes too long. */
async function ask(worker: Worker, question: Question, limitMs: number): Promise<Answer | null> {
  const answer = Promise.withResolvers<Answer | null>()
  const timer = setTimeout(() => answer.resolve(null), limitMs)
  const onError = (error: unknown) => {
    process.stderr.write(`mutation: a thread died: ${error instanceof Error ? error.stack : String(error)}\n`)
    answer.resolve(null)
  }
  worker.once('message', answer.resolve).once('error', onError)
  worker.postMessage(question)
  try {
    return await answer.promise
  } finally {
    clearTimeout(timer)
    worker.off('message', answer.resolve).off('error', onError)
  }
}
