import type { Fault } from '../fault.ts'

/** Pace of the simulator behind `agent_request`: five events, 100 ms apart. */
const paceMs = 100

/** H4: a simulator that was meant for demonstrations is reachable: its events keep an exact pace, and its answer is stock. */
const fault: Fault = {
  name: 'canned-or-fabricated-answer',
  summary: 'A simulator plays the five events at an exact pace and ends with a stock answer.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['canned-or-fabricated-answer'] },
  hunts: ['golden-path', 'concurrent-users', 'agents-one-by-one'],
  params: {
    answer:
      'Analysis complete. Estimated Annual Savings: $125,000. Three optimization opportunities were identified for you.',
  },
  hooks: ({ params }) => ({
    async script(run, next) {
      const [start, thought] = await next(run)
      if (start === undefined || thought === undefined) return []
      const agent = 'Supervisor'
      const tool = 'analysis_tool'
      const answer = params.answer ?? ''
      return [
        start,
        { ...thought, afterMs: paceMs },
        { afterMs: paceMs, action: { kind: 'tool_executing', agent, tool, parameters: {} } },
        {
          afterMs: paceMs,
          action: { kind: 'tool_completed', agent, tool, result: { done: true }, durationMs: paceMs },
        },
        { afterMs: paceMs, action: { kind: 'agent_completed', agent, answer, durationMs: 4 * paceMs } },
      ]
    },
  }),
}

export default fault
