/** Everything the twin does in the background, so that nothing outlives it. */
export type Tasks = {
  /** Runs `work` in the background. Its failure counts, unless `signal` had been aborted by then. */
  spawn(signal: AbortSignal, work: () => Promise<void>): void
  /** Waits until nothing runs any more. Throws an AggregateError when the twin itself failed somewhere. */
  settle(): Promise<void>
}

/** Makes an empty group of tasks. */
export function createTasks(): Tasks {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  return {
    spawn(signal, work) {
      const task = work()
        .catch((error: unknown) => {
          if (!signal.aborted) failures.push(error)
        })
        .finally(() => running.delete(task))
      running.add(task)
    },
    async settle() {
      while (running.size > 0) await Promise.all(running)
      if (failures.length > 0) throw new AggregateError(failures, 'The twin failed in the background.')
    },
  }
}
