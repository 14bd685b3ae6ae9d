import type { Variant } from '../variant.ts'

/** How long after the first start the second is told; live staging took 1.8 s (protocol.md §5.4). */
const againMs = 1_800

/** Live staging tells the start of its outermost agent twice, and is healthy all the same. */
const variant: Variant = {
  name: 'duplicate-agent-started',
  summary: 'The start of the agent is told twice.',
  warnings: ['events-duplicated'],
  hooks: () => ({
    async script(run, next) {
      return (await next(run)).flatMap((step) =>
        step.action.kind === 'agent_started' ? [step, { ...step, afterMs: againMs }] : [step],
      )
    },
  }),
}

export default variant
