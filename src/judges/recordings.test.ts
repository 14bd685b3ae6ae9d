import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { evidenceSchema } from '../model/evidence-file.ts'
import { judgeEvidence } from './judge.ts'

const folder = new URL('../../fixtures/recordings/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

/** A recording of live staging: what was seen, and any one of which verdicts, codes and domains is right. */
const recordingSchema = z.strictObject({
  about: z.string(),
  expected: z.strictObject({
    verdict: z.array(z.string()).min(1),
    codes: z.array(z.string()),
    domain: z.array(z.string()),
    never: z.array(z.string()),
    judgements: z.record(z.string(), z.string()),
  }),
  evidence: evidenceSchema,
})

test('there are recordings', () => {
  expect(files.length).toBeGreaterThanOrEqual(7)
})

test.each(files)('%s is judged as it should be', (name) => {
  const { expected, evidence } = recordingSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  const judged = judgeEvidence(evidence)
  expect(expected.verdict).toContain(judged.verdict)
  expect(expected.never).not.toContain(judged.verdict)
  // A recording that names no code or no domain leaves it open.
  const or = (given: readonly string[], any: string | null | undefined) => (given.length > 0 ? given : [any])
  expect(or(expected.codes, judged.findings[0]?.code)).toContain(judged.findings[0]?.code)
  expect(or(expected.domain, judged.domain)).toContain(judged.domain)
  const states = Object.fromEntries(judged.judgements.map(({ judge, state }) => [judge, state]))
  expect(states).toMatchObject(expected.judgements)
})
