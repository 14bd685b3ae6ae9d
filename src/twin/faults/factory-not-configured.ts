import type { Fault } from '../fault.ts'

/** E8: the application started, but its engine factory never got its bridge. */
const fault: Fault = {
  name: 'factory-not-configured',
  summary: 'Every run fails at once with "ExecutionEngineFactory not configured during startup".',
  family: 'E',
  expected: { verdict: 'fail', codes: ['factory-not-configured'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async run(run) {
      await run.connection.send({
        type: 'agent_error',
        data: { error_message: 'ExecutionEngineFactory not configured during startup', run_id: run.id },
      })
    },
  }),
}

export default fault
