import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'

const script = fileURLToPath(new URL('./soak-process.ts', import.meta.url))
const measuredSchema = z.strictObject({
  seconds: z.number(),
  verdicts: z.record(z.string(), z.number()),
  looks: z.array(z.strictObject({ runs: z.number(), rssMb: z.number(), heapMb: z.number() })),
  evidenceFiles: z.number(),
  before: z.array(z.string()),
  left: z.array(z.string()),
  children: z.number(),
})

const RUNS = 1_000
/** Pools fill and code is compiled until then. */
const WARM_RUNS = 400
/** What is kept from run to run grows the heap: 6 % of it are 4 KB a run. */
const MOST_HEAP_GROWTH = 0.06
/** The allocator keeps pages that the heap has left, more or fewer of them. */
const MOST_RSS_GROWTH = 0.1

test('after a thousand runs nothing is left open and the memory is flat', async () => {
  const args = ['--expose-gc', script, String(RUNS), '50']
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 540_000 })
  const { seconds, verdicts, looks, evidenceFiles, left, children, before } = measuredSchema.parse(JSON.parse(stdout))
  const warm = looks.find(({ runs }) => runs >= WARM_RUNS)
  const last = looks.at(-1)
  process.stdout.write(
    `soak: ${RUNS} runs in ${seconds} s, ${JSON.stringify(verdicts)}; RSS ${warm?.rssMb} MB after ${warm?.runs} runs, ` +
      `${last?.rssMb} MB after ${last?.runs}; heap ${warm?.heapMb} MB, ${last?.heapMb} MB; ${evidenceFiles} evidence files\n`,
  )
  expect(left).toEqual(before)
  expect(children).toBe(0)
  expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(RUNS)
  expect((verdicts.pass ?? 0) + (verdicts.degraded ?? 0)).toBeGreaterThan(RUNS / 2)
  expect(last?.heapMb).toBeLessThanOrEqual((warm?.heapMb ?? 0) * (1 + MOST_HEAP_GROWTH))
  expect(last?.rssMb).toBeLessThanOrEqual((warm?.rssMb ?? 0) * (1 + MOST_RSS_GROWTH))
})
