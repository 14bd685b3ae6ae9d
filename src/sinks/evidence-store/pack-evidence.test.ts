import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { packEvidence, unpackEvidence } from './pack-evidence.ts'

const evidence = new EvidenceBuilder().health().build()

async function textOf(): Promise<string> {
  return zstdDecompressSync(await packEvidence(evidence)).toString('utf8')
}

test('what is packed is the document of evidence@1, and comes back as it was', async () => {
  const packed = await packEvidence(evidence)
  expect(JSON.parse(zstdDecompressSync(packed).toString('utf8'))).toEqual(evidence)
  expect(await unpackEvidence(packed)).toEqual(evidence)
})

test.each([0, 1, 50, 51, 120])('%d facts come back', async (count) => {
  const [fact] = evidence.facts
  if (fact === undefined) throw new Error('no fact to repeat')
  const facts = Array.from({ length: count }, (_, seq) => ({ ...fact, seq }))
  const several = { ...evidence, facts }
  expect(await unpackEvidence(await packEvidence(several))).toEqual(several)
})

test.each([
  ['no zstd', Buffer.from('plain')],
  ['nothing', Buffer.alloc(0)],
  ['no JSON', zstdCompressSync('not json')],
  ['half a file', (await packEvidence(evidence)).subarray(0, -20)],
  ['a fact that is none', zstdCompressSync((await textOf()).replace('"kind":"http"', '"kind":"x"'))],
  ['no evidence', zstdCompressSync('{"schema":"golden-path/evidence@1"}')],
])('%s is null', async (_what, packed) => {
  expect(await unpackEvidence(packed)).toBeNull()
})
