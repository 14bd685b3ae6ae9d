import { expect, test } from 'vitest'
import { evidenceFileName, parseEvidenceFileName } from './evidence-file-name.ts'

const name = { runId: '20261122T150901-1f3a9c02', scenario: 'golden-path', verdict: 'fail' } as const
const file = '20261122T150901-1f3a9c02.golden-path.fail.evidence.json.zst'

test('a name says what decides how long the file is kept', () => {
  expect(evidenceFileName(name)).toBe(file)
  expect(parseEvidenceFileName(file)).toEqual(name)
})

test.each(['../../etc/passwd', 'a/b', 'a.b', '', 'a\u0000b', 'x'.repeat(101)])('%j stands in no path', (runId) => {
  expect(evidenceFileName({ ...name, runId })).toBeNull()
  expect(evidenceFileName({ ...name, scenario: runId })).toBeNull()
})

test.each([
  'notes.txt',
  `${file}.1f3a9c02.part`,
  'a.b.unheard-of.evidence.json.zst',
  'a.b.c.pass.evidence.json.zst',
  '.evidence.json.zst',
  'a b.golden-path.pass.evidence.json.zst',
])('%s is none of ours', (other) => {
  expect(parseEvidenceFileName(other)).toBeNull()
})
