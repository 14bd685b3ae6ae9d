import type { Variant } from '../variant.ts'

/**
 * Start, thinking, answer: one of the three legal orders (protocol.md §5.1). The capabilities say that agents of this
 * target use tools, so that none used may be remarked on; a failure it is not.
 */
const variant: Variant = {
  name: 'no-tools',
  summary: 'The agent answers without any tool.',
  warnings: ['events-missing-partial'],
  hooks: () => ({
    async script(run, next) {
      return (await next(run)).filter(
        ({ action }) => action.kind !== 'tool_executing' && action.kind !== 'tool_completed',
      )
    },
  }),
}

export default variant
