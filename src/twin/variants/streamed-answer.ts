import type { Step } from '../agent/step.ts'
import type { Variant } from '../variant.ts'

const pieces = 12

/** Before the answer come reports of progress and pieces of it, as web clients know them (protocol.md §3.7). */
const variant: Variant = {
  name: 'streamed-answer',
  summary: 'The answer comes in pieces first, between reports of progress.',
  warnings: [],
  hooks: ({ random }) => ({
    async script(run, next) {
      const steps = await next(run)
      const owner = { run_id: run.id, thread_id: run.thread.id, agent_name: 'Supervisor' }
      const stream = Array.from({ length: pieces }, (_, index): Step => {
        const payload =
          index % 4 === 0 ? { ...owner, progress: index / pieces } : { ...owner, content: `part ${index} ` }
        const frame = { type: index % 4 === 0 ? 'progress_update' : 'stream_chunk', payload }
        return { afterMs: random.int(20, 90), action: { kind: 'frame', frame } }
      })
      return [...steps.slice(0, -1), ...stream, ...steps.slice(-1)]
    },
  }),
}

export default variant
