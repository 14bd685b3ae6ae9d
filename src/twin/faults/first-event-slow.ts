import type { Fault } from '../fault.ts'

/** A cold agent: everything is well once it has begun. */
const fault: Fault = {
  name: 'first-event-slow',
  summary: 'The first event of every run comes many seconds after its prompt.',
  family: 'F',
  expected: { verdict: 'degraded', codes: ['first-event-slow'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { ms: '9000' },
  hooks: ({ clock, params }) => ({
    async run(run, next) {
      await clock.sleep(Number(params.ms), run.connection.runSignal)
      await next(run)
    },
  }),
}

export default fault
