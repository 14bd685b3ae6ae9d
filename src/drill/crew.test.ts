import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCrew } from './crew.ts'
import { cell, scenario } from './drill.builder.ts'

let folder = ''

/** A scenario of its own, that runs `body`. */
function write(id: string, body: string): void {
  const { run: _, ...plain } = scenario(id)
  writeFileSync(
    join(folder, `${id}.ts`),
    `export default { ...${JSON.stringify(plain)}, async run(stage) { ${body} } }\n`,
  )
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crew-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  write('calm', 'await stage.platform()')
  write('deadly', 'process.exit(3)')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** In real time: nobody has warmed these threads up. */
const calm = { timeScale: 1, scenario: 'calm' }
/** Starting threads takes its time on a busy machine. */
const PATIENCE_MS = 30_000
const healthy = { kind: 'healthy', name: 'dialect-handshake', warnings: [] } as const

function crew() {
  return createCrew(1, { scenarios: folder, evidence: null, browser: null })
}

test(
  'cells are drilled in a thread, side by side',
  async () => {
    await using hands = crew()
    const cells = ['a', 'b'].map((seed) => cell({ ...calm, subject: healthy, seed }))
    const drilled = await Promise.all(cells.map((each) => hands.drill(each)))
    expect(drilled.map(({ row }) => [row.seed, row.got.verdict])).toEqual([
      ['a', 'pass'],
      ['b', 'pass'],
    ])
  },
  PATIENCE_MS,
)

test(
  'a thread that dies takes its cells with it, which may be tried again, and is replaced',
  async () => {
    await using hands = crew()
    const { row, trouble } = await hands.drill(cell({ ...calm, subject: healthy, scenario: 'deadly' }))
    expect(row).toMatchObject({ outcome: 'error', got: { verdict: 'error' } })
    expect(trouble).toBe('A thread of the drill died: it ended by itself')
    expect((await hands.drill(cell({ ...calm, subject: healthy }))).row.got.verdict).toBe('pass')
  },
  PATIENCE_MS,
)

test(
  'a crew that is stopped cancels what goes on and what comes',
  async () => {
    await using hands = crew()
    hands.stop()
    const { row, trouble } = await hands.drill(cell({ ...calm, subject: healthy }))
    expect(row.outcome).toBe('cancelled')
    expect(trouble).toBeNull()
  },
  PATIENCE_MS,
)
