import type { Fault } from '../fault.ts'

/** Half a JSON text goes out where a thought should: somebody wrote into the stream without waiting for the rest. */
const fault: Fault = {
  name: 'malformed-frame',
  summary: 'The frame of every thought breaks off in the middle of its JSON.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['malformed-frame'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async transmit(transmission, next) {
      const { text } = transmission
      const broken = text.includes('"agent_thinking"') && !text.includes('golden_path_events')
      await next(broken ? { ...transmission, text: text.slice(0, text.length / 2) } : transmission)
    },
  }),
}

export default fault
