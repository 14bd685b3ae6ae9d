import type { Fault } from '../fault.ts'

/** E5: one lock around the creation of engines serves all users of the process one after the other. */
const fault: Fault = {
  name: 'engine-lock-convoy',
  summary: 'Engines are made one after the other, so that each of those who start together waits a turn longer.',
  family: 'E',
  expected: { verdict: 'degraded', codes: ['engine-lock-convoy'] },
  hunts: ['concurrency-ratio', 'concurrent-users'],
  params: { ms: '3000' },
  hooks: ({ clock, params }) => {
    let lock: Promise<void> = Promise.resolve()
    return {
      async run(run, next) {
        const before = lock
        lock = before.then(() => clock.sleep(Number(params.ms), run.connection.runSignal)).catch(() => undefined)
        await lock
        await next(run)
      },
    }
  },
}

export default fault
