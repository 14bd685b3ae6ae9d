import type { Fault } from '../fault.ts'

/** C13: the user is fine, but the backend's own service account is refused as soon as an agent needs it. */
const fault: Fault = {
  name: 'service-auth-403',
  summary: 'The first message ends in an agent error that speaks of 403 and of the service account.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['service-auth-403'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async run(run) {
      await clock.sleep(120, run.connection.signal)
      const error_message = '403: Not authenticated: service:netra-backend may not create threads'
      await run.connection.send({
        type: 'agent_error',
        run_id: run.id,
        user_id: run.userId,
        agent_name: 'Supervisor',
        data: { status: 'error', error_message, message: 'Supervisor encountered an error' },
      })
    },
  }),
}

export default fault
