import type { Fault } from '../fault.ts'

/**
 * H3: the LLM manager was made without a user, so that all users share its cache. Its key is the prompt without its
 * numbers: who asks the same as somebody before gets that one's answer, reference and all.
 */
const fault: Fault = {
  name: 'llm-cache-cross-user',
  summary: 'A prompt that differs from an earlier one only in numbers gets the earlier answer, whoever asks.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['llm-cache-cross-user'] },
  hunts: ['concurrent-users', 'cross-user-isolation'],
  hooks: () => {
    const cache = new Map<string, string>()
    return {
      async answer(answering, next) {
        const key = answering.run.prompt.replace(/\d/g, '#')
        const known = cache.get(key) ?? (await next(answering))
        cache.set(key, known)
        return known
      },
    }
  },
}

export default fault
