import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { evidenceSchema } from '../model/evidence-file.ts'
import { reportSchema } from '../model/report.ts'
import { aHar, anEntry, aRun, aSignIn, aSocket, event, prompt, welcome } from './har/har.builder.ts'
import { main } from './main.ts'
import { aTerminal } from './terminal.builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'replay-har-'))
afterAll(() => rmSync(folder, { recursive: true }))

const recordings = fileURLToPath(new URL('../../fixtures/recordings/', import.meta.url))
const healthy = aHar(anEntry(0), aSignIn(50), aSocket(200, [welcome(300), prompt(1_000), ...aRun(1_500)]))

function fileWith(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

async function replay(...args: string[]) {
  const terminal = aTerminal()
  const code = await main(['replay', ...args], terminal)
  return { code, out: terminal.out.text, err: terminal.err.text }
}

test('the session of a customer is judged as a run is, what nobody can know is said, and the evidence is kept', async () => {
  const file = fileWith('customer.har', `\ufeff${JSON.stringify(healthy)}`)
  const { code, out, err } = await replay(file, '--reporter', 'json', '--output', join(folder, 'kept'))
  expect(code).toBe(0)
  const [run] = reportSchema.parse(JSON.parse(out)).runs
  expect(run).toMatchObject({ scenario: 'recorded-session', target: 'api.example.com', verdict: 'degraded' })
  expect(err).toMatch(/customer\.har is a HAR, which does not say:\n- How sockets ended/)
  const kept = join(folder, 'kept', `${run?.runId}.evidence.json`)
  expect(run?.evidenceFile).toBe(kept)
  evidenceSchema.parse(JSON.parse(readFileSync(kept, 'utf8')))
  expect((await replay(kept, '--reporter', 'json')).code).toBe(0)
})

test.each(readdirSync(recordings))('%s comes to the same close and frames as a HAR', async (name) => {
  const har = join(folder, `${name}.har`)
  await replay(join(recordings, name), '--har', har)
  await replay(har, '--output', join(folder, name))
  const kept = readdirSync(join(folder, name))[0] ?? ''
  const seen = (file: string) => {
    const json: { evidence?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
    return evidenceSchema.parse(json.evidence ?? json).facts.flatMap((fact) => {
      if (fact.kind === 'frame') return `${fact.direction} ${fact.data}`
      return fact.kind === 'close' ? `${fact.code} ${fact.reason} by ${fact.initiator}` : []
    })
  }
  expect(seen(join(folder, name, kept))).toEqual(seen(join(recordings, name)))
})

test.each<[string, string, RegExp]>([
  ['has no entries', '{"log":{}}', /is not a HAR \(HAR 1\.2\):\n {2}log\.entries: .*expected array, got nothing/],
  ['has entries that are none', '{"log":{"entries":[7]}}', /log\.entries\[0\]: .*expected object, got 7/],
  [
    'has a moment that is none',
    JSON.stringify(aHar({ ...anEntry(0), startedDateTime: 'soon' })),
    /startedDateTime: not a date, got 'soon'/,
  ],
  ['is cut off', JSON.stringify(healthy).slice(0, -5), /is not JSON: .*Was it written to the end\?/s],
  [
    'holds no session',
    JSON.stringify(aHar(anEntry(0))),
    /holds no session: .* among 1 entries\..*Record with the network tab open/s,
  ],
  ['is empty', JSON.stringify(aHar()), /holds no session: .* among 0 entries/],
  ['has too many entries', `{"log":{"entries":[${'0,'.repeat(100_001)}0]}}`, /log\.entries/],
])('a file that %s is a clear error', async (what, text, message) => {
  const { code, err, out } = await replay(fileWith(`${what}.har`, text))
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(message)
  expect(err.length).toBeLessThan(2_500)
})

test('a file that is too large is not read', async () => {
  const file = fileWith('huge.har', '{')
  truncateSync(file, 300 * 1024 * 1024)
  const { code, err } = await replay(file)
  expect(code).toBe(2)
  expect(err).toMatch(/cannot be read: it has 314572800 bytes, and at most 268435456 are read/)
})

test.each([
  ['deep JSON in a frame', '['.repeat(200_000)],
  ['a megabyte in a frame', 'x'.repeat(1_000_000)],
  ['what is no text', '\u0000\ud800\u202e'],
  ['markup', '<script>alert(1)</script>'],
])('%s is a frame like any other', async (what, data) => {
  const odd = { type: 'receive', time: null, opcode: 1, data }
  const har = aHar(aSignIn(0), aSocket(200, [welcome(300), odd, prompt(1_000), event(1_100, 'agent_started')]))
  const { code } = await replay(fileWith(`${what}.har`, JSON.stringify(har)))
  expect(code).toBe(1)
})

test('JSON that is deeper than anybody can follow is an error, and no crash', async () => {
  const { code, err } = await replay(fileWith('deep.har', `{"log":${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}}`))
  expect(code).toBe(2)
  expect(err).toMatch(/is not a HAR|is not JSON/)
})

test('evidence is written as a HAR, of one run at a time', async () => {
  const [first = '', second = ''] = readdirSync(recordings).map((name) => join(recordings, name))
  const har = join(folder, 'out', 'run.har')
  await replay(first, '--har', har)
  expect(JSON.parse(readFileSync(har, 'utf8'))).toMatchObject({ log: { version: '1.2' } })
  const both = await replay(first, second, '--har', har)
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('--har writes one file')])
})
