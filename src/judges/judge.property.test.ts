import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Evidence, evidenceSchema } from '../model/evidence-file.ts'
import { findingSchema, judgementSchema } from '../model/judgement.ts'
import { anyEvidence } from './evidence.arbitrary.ts'
import { judgeEvidence } from './judge.ts'
import { anyRecipe, buildRun } from './legal-run.arbitrary.ts'
import { mutators } from './mutators.builder.ts'

/** Properties take a second or two; the machine may be busy. */
const PATIENCE_MS = 60_000

test(
  'the arbitrary makes what the schema allows',
  () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        expect(evidenceSchema.safeParse(evidence).error).toBeUndefined()
      }),
      { numRuns: 100 },
    )
  },
  PATIENCE_MS,
)

test(
  'whatever the schema allows is judged: no judge throws, and nonsense never passes',
  () => {
    const written = z.object({
      judgements: z.array(judgementSchema),
      findings: z.array(findingSchema),
      reason: z.string().min(1),
    })
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const judged = judgeEvidence(evidence)
        expect(judged.judgements.filter(({ reason }) => reason.startsWith('The judge "'))).toEqual([])
        expect(judged.cause).not.toBe('judge_threw')
        expect(judged.verdict).not.toBe('pass')
        expect(written.safeParse(judged).error).toBeUndefined()
      }),
      { numRuns: 400 },
    )
  },
  PATIENCE_MS,
)

test(
  'every legal run passes',
  () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        expect(judgeEvidence(buildRun(recipe))).toMatchObject({ verdict: 'pass', findings: [] })
      }),
      { numRuns: 30 },
    )
  },
  PATIENCE_MS,
)

test.each(mutators)(
  '$name, anywhere in a legal run, is found as $code',
  ({ mutate, at, code }) => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        const { verdict, findings } = judgeEvidence(buildRun(recipe, mutate, at))
        expect(findings.filter(({ severity }) => severity === 'fail').map((finding) => finding.code)).toContain(code)
        expect(verdict).toBe('fail')
      }),
      { numRuns: 12 },
    )
  },
  PATIENCE_MS,
)

function essence(evidence: Evidence) {
  const { verdict, phase, domain, cause, findings } = judgeEvidence(evidence)
  return { verdict, phase, domain, cause, findings: new Set(findings.map((finding) => JSON.stringify(finding))) }
}

test(
  'the order of users changes nothing',
  () => {
    const some = fc.constantFrom(undefined, ...mutators)
    fc.assert(
      fc.property(anyRecipe, some, fc.infiniteStream(fc.nat()), (recipe, mutator, keys) => {
        const evidence = buildRun(recipe, mutator?.mutate, mutator?.at)
        const keyed = evidence.users.map((user) => ({ user, key: keys.next().value ?? 0 }))
        const users = keyed.sort((a, b) => a.key - b.key).map(({ user }) => user)
        expect(essence({ ...evidence, users })).toEqual(essence(evidence))
      }),
      { numRuns: 30 },
    )
  },
  PATIENCE_MS,
)

test(
  'no part of a passing run passes: a run cut short was not seen to its end',
  () => {
    fc.assert(
      fc.property(anyRecipe, fc.nat(), (recipe, cut) => {
        const evidence = buildRun(recipe)
        const facts = evidence.facts.slice(0, cut % evidence.facts.length)
        const observedUntilMs = facts.at(-1)?.atMs ?? 0
        expect(
          judgeEvidence({ ...evidence, facts, context: { ...evidence.context, observedUntilMs } }).verdict,
        ).not.toBe('pass')
      }),
      { numRuns: 60 },
    )
  },
  PATIENCE_MS,
)

test(
  'leaving out upgrades, prompts, closes or health answers never makes a failure a pass',
  () => {
    fc.assert(
      fc.property(
        anyRecipe,
        fc.constantFrom(...mutators),
        fc.infiniteStream(fc.boolean()),
        (recipe, mutator, drops) => {
          const evidence = buildRun(recipe, mutator.mutate, mutator.at)
          const facts = evidence.facts.filter(
            (fact) =>
              fact.kind === 'frame' ||
              (fact.kind === 'http' && fact.purpose !== 'health') ||
              drops.next().value !== true,
          )
          expect(judgeEvidence({ ...evidence, facts }).verdict).not.toBe('pass')
        },
      ),
      { numRuns: 60 },
    )
  },
  PATIENCE_MS,
)

test(
  'a leak once seen stays a failure, however much or little came after it',
  () => {
    const leaks = mutators.filter(({ isSafety }) => isSafety)
    fc.assert(
      fc.property(anyRecipe, fc.constantFrom(...leaks), fc.nat(), (recipe, { mutate, at }, cut) => {
        const evidence = buildRun(recipe, mutate, at)
        const seen = Math.max(
          ...judgeEvidence(evidence)
            .findings.filter(({ phase }) => phase === 'isolation' || phase === 'welcome')
            .flatMap(({ frames }) => frames),
        )
        const length = seen + 1 + (cut % (evidence.facts.length - seen))
        const prefix = {
          ...evidence,
          facts: evidence.facts.slice(0, length),
          context: { ...evidence.context, ended: 'cancelled' as const },
        }
        expect(judgeEvidence(prefix).verdict).toBe('fail')
      }),
      { numRuns: 60 },
    )
  },
  PATIENCE_MS,
)
