import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policies } from '../model/words.ts'
import { play, playOut, said, untilMs } from './conversation-script.arbitrary.ts'
import { anySequence, legalConversation, lineOf, type Token } from './legal-conversations.arbitrary.ts'
import { holds } from './property.arbitrary.ts'
import { opinion } from './sequence-oracle.arbitrary.ts'

function lines(tokens: readonly Token[]): readonly string[] {
  return tokens.map(lineOf)
}

const timeout = 30_000

const named = fc.record({
  runs: fc.constantFrom('shared' as const, 'own' as const, 'none' as const),
  executionIds: fc.constant(false),
  nameless: fc.constant(false),
})

test('no legal interleaving of nested agents breaks a rule under observed', { timeout }, () => {
  holds(
    fc.property(legalConversation(), (tokens) => {
      const conversation = playOut(lines(tokens))
      expect(conversation.violations).toEqual([])
      expect(conversation.end).toMatchObject({ kind: 'completed', seq: tokens.length - 1 })
      expect(conversation.unfinished).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('what is no agent event changes nothing, wherever it comes', { timeout }, () => {
  const noise = fc.constantFrom(
    'heartbeat',
    'ping',
    'pong',
    'ack',
    'thread_created',
    'agent_dreaming',
    'agent_response',
  )
  const places = fc.array(fc.tuple(fc.nat({ max: 40 }), noise), { maxLength: 10 })
  holds(
    fc.property(anySequence, places, (tokens, insertions) => {
      const script = [...lines(tokens)]
      for (const [place, line] of insertions) script.splice(place % (script.length + 1), 0, line)
      expect(said(playOut(script))).toEqual(said(playOut(lines(tokens))))
    }),
  )
})

describe.each(policies)('under %s', (policy) => {
  test('an independent recogniser has the same opinion of any sequence', { timeout }, () => {
    holds(
      fc.property(anySequence, (tokens) => {
        expect(new Set(said(playOut(lines(tokens), { policy })))).toEqual(opinion(tokens, policy))
      }),
      { numRuns: 1_000 },
    )
  })

  test('and of any legal conversation', { timeout }, () => {
    holds(
      fc.property(legalConversation(named), (tokens) => {
        expect(new Set(said(playOut(lines(tokens), { policy })))).toEqual(opinion(tokens, policy))
      }),
    )
  })
})

describe('policies nest', () => {
  const timeCodes = new Set(['agent-death-silent', 'agent-never-starts', 'answer-timeout'])
  /** A conversation that runs out of time does so in one way or another; which one depends on what counts as an end. */
  const codeOrTime = (code: string) => (timeCodes.has(code) ? 'out of time' : code)
  const wait = fc.constantFrom('wait 1', 'wait 11000', 'wait 60000', 'wait 95000', 'wait 200000')
  const script = fc.array(
    fc.oneof({ weight: 4, arbitrary: anySequence.map(lines) }, { weight: 1, arbitrary: wait.map((line) => [line]) }),
  )

  test('what fails under minimal fails under observed, and what fails there fails under strict', { timeout }, () => {
    holds(
      fc.property(script, fc.nat({ max: 200_000 }), fc.boolean(), (parts, restMs, isClosed) => {
        const all = parts.flat()
        const [strict = [], observed = [], minimal = []] = policies.map((policy) => {
          const conversation = play(all, { policy })
          if (isClosed) conversation.closed(untilMs(all) + restMs)
          conversation.finish(untilMs(all) + restMs)
          return conversation.violations
            .filter(({ severity }) => severity === 'fail')
            .map(({ code }) => codeOrTime(code))
        })
        expect(strict).toEqual(expect.arrayContaining(observed))
        expect(observed).toEqual(expect.arrayContaining(minimal))
      }),
      { numRuns: 300 },
    )
  })
})
