import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { reportSchema } from '../model/report.ts'
import { main } from './main.ts'
import { aTerminal } from './terminal.builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

const recordings = fileURLToPath(new URL('../../fixtures/recordings/', import.meta.url))
const failing = join(recordings, '2025-09-08-factory-ssot-1011.json')
const complete = join(recordings, '2025-10-08-complete-run.json')

function fileWith(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('recordings are judged as a run is, each under its own name', async () => {
  const terminal = aTerminal()
  expect(await main(['replay', failing, complete, '--reporter', 'json'], terminal)).toBe(1)
  const report = reportSchema.parse(JSON.parse(terminal.out.text))
  expect(report).toMatchObject({ verdict: 'fail', targetKind: 'remote' })
  expect(report.runs).toMatchObject([
    { verdict: 'fail', evidenceFile: failing, findings: [{ code: 'factory-ssot-validation-1011' }] },
    { verdict: 'degraded', evidenceFile: complete },
  ])
})

test('degraded exits 0, and 1 when that is asked for', async () => {
  expect(await main(['replay', complete], aTerminal())).toBe(0)
  expect(await main(['replay', complete, '--fail-on-degraded'], aTerminal())).toBe(1)
})

test.each([
  ['no JSON', '{"schema":', 'is not JSON: '],
  ['another document', '{"schema":"golden-path/report@1"}', 'schema: Invalid input: expected "golden-path/evidence@1"'],
  ['a list', '[]', 'the top level: Invalid input: expected object, got []'],
  ['empty', '', 'is not JSON: '],
])('a file that is %s is told apart', async (name, text, message) => {
  const file = fileWith(`${name}.json`, text)
  const terminal = aTerminal()
  expect(await main(['replay', file], terminal)).toBe(2)
  expect(terminal.err.text).toContain(file)
  expect(terminal.err.text).toContain(message)
})

test('what is wrong inside a recording is named with its place', async () => {
  const text = readFileSync(complete, 'utf8').replace(/"opcode": ?"text"/, '"opcode":"txt"')
  const terminal = aTerminal()
  expect(await main(['replay', fileWith('misspelt.json', text)], terminal)).toBe(2)
  expect(terminal.err.text).toMatch(/evidence\.facts\[\d+\]\.opcode: Invalid option: .*, got 'txt'/)
})

test('a long list of complaints is cut', async () => {
  const facts = Array.from({ length: 30 }, () => ({}))
  const terminal = aTerminal()
  expect(await main(['replay', fileWith('many.json', JSON.stringify({ facts }))], terminal)).toBe(2)
  expect(terminal.err.text).toMatch(/and \d+ more/)
})
