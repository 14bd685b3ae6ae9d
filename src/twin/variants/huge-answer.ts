import type { Variant } from '../variant.ts'

const characters = 200 * 1024

/** An answer of 200 KB in one frame. */
const variant: Variant = {
  name: 'huge-answer',
  summary: 'The answer is 200 KB long.',
  warnings: [],
  hooks: ({ random }) => ({
    async answer(answering, next) {
      const parts = [await next(answering)]
      for (let length = 0; length < characters; ) {
        const line = `Account ${random.hex(6)} spent ${random.int(10, 9_999)} credits, of which ${random.int(1, 99)} per cent were idle.`
        length += line.length + 1
        parts.push(line)
      }
      return parts.join('\n')
    },
  }),
}

export default variant
