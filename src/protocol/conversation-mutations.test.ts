import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakages } from './broken-conversations.arbitrary.ts'
import type { Conversation } from './conversation.ts'
import { play, playOut } from './conversation-script.arbitrary.ts'
import { legalConversation, lineOf, type Naming } from './legal-conversations.arbitrary.ts'
import { holds } from './property.arbitrary.ts'

/** Frames that all say what they belong to: a mutation must not be excused by a missing name. */
const named: fc.Arbitrary<Naming> = fc.record({
  runs: fc.constantFrom('shared', 'own', 'none'),
  executionIds: fc.boolean(),
  nameless: fc.constant(false),
})

const timeout = 30_000

test.each(Object.entries(breakages))(
  'a conversation in which %s is found under its code',
  (_name, breakage) => {
    let found = 0
    holds(
      fc.property(legalConversation(named), fc.nat(), (tokens, pick) => {
        const broken = breakage.mutate(tokens, pick)
        fc.pre(broken !== null)
        found += 1
        const { code, severity } = breakage
        expect(playOut(broken.map(lineOf)).violations).toContainEqual(expect.objectContaining({ code, severity }))
      }),
      { numRuns: 50, maxSkipsPerRun: 1_000 },
    )
    expect(found).toBeGreaterThanOrEqual(50)
  },
  timeout,
)

/** A legal conversation that breaks off somewhere before its end, and the seconds in which nothing comes any more. */
const brokenOff = fc
  .tuple(legalConversation(), fc.nat())
  .map(([tokens, cut]) => tokens.slice(0, 1 + (cut % (tokens.length - 1))))

function codes(conversation: Conversation): readonly string[] {
  return conversation.violations.filter(({ severity }) => severity === 'fail').map(({ code }) => code)
}

test(
  'a conversation that breaks off without an answer is death, and heartbeats do not hide it',
  () => {
    holds(
      fc.property(brokenOff, (tokens) => {
        const quiet = Array.from({ length: 20 }, () => ['wait 10000', 'heartbeat', 'ack']).flat()
        const conversation = play([...tokens.map(lineOf), ...quiet], { expected: '1562.7390.4821' })
        expect(conversation.end?.kind).toBe('silence')
        expect(codes(conversation)).toContain('agent-death-silent')
      }),
      { numRuns: 50 },
    )
  },
  timeout,
)

test(
  'a conversation that goes on for ever without an end is late',
  () => {
    holds(
      fc.property(brokenOff, (tokens) => {
        const busy = Array.from({ length: 8 }, () => ['wait 30000', 'progress_update']).flat()
        const conversation = play([...tokens.map(lineOf), ...busy], { expected: '1562.7390.4821' })
        expect(codes(conversation)).toContain('answer-timeout')
      }),
      { numRuns: 50 },
    )
  },
  timeout,
)

test(
  'a conversation without any agent event never started',
  () => {
    holds(
      fc.property(fc.array(fc.constantFrom('heartbeat', 'ack', 'thread_created', 'wait 7000')), (noise) => {
        const conversation = play([...noise, 'wait 60000'])
        expect(codes(conversation)).toEqual(['agent-never-starts'])
      }),
      { numRuns: 50 },
    )
  },
  timeout,
)
