import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMonitor } from '../../src/cli/serve/open-monitor.ts'
import { planServe } from '../../src/cli/serve/plan-serve.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { createClock } from '../../src/kernel/clock.ts'
import { createLog } from '../../src/sinks/log/create-log.ts'

/**
 * Runs one scenario again and again in a monitor that is complete but for its signals, then stops it and prints what was
 * measured, as JSON. It never calls `process.exit`: that it ends by itself shows that nothing was left open. Arguments: how
 * many runs, how many between two looks at the memory.
 */
const [runs = 1_000, every = 100] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'soak-'))
const silent = { write: () => undefined, isTTY: false, columns: 80, rows: 24 }
const terminal: Terminal = { out: silent, err: silent, variables: { GOLDEN_PATH_DATA_DIR: folder }, cwd: folder }
const flags = { listen: { host: '127.0.0.1', port: 0 }, fault: [], timeScale: 50, seed: 'soak' }

/** Megabytes in use after the collector has been, of the whole process and of its heap. */
function memory(): { rssMb: number; heapMb: number } {
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { rssMb: Math.round(rss / 2 ** 20), heapMb: Math.round((10 * heapUsed) / 2 ** 20) / 10 }
}

/** How many processes this one has started that are still there. */
function childrenOf(pid: number): number {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).length
}

const before = process.getActiveResourcesInfo().sort()
const plan = await planServe(terminal, flags)
const monitor = await openMonitor({ terminal, plan, log: createLog(silent, false), clock: createClock() })
const looks: { runs: number; rssMb: number; heapMb: number }[] = []
const verdicts: Record<string, number> = {}
const startedMs = performance.now()
for (let run = 1; run <= runs; run++) {
  const outcome = monitor.service.start({ scenario: 'golden-path', purpose: 'watch' })
  if (outcome.kind !== 'started') throw new Error(`Run ${run} did not start: ${JSON.stringify(outcome)}`)
  const { report } = await outcome.ended
  verdicts[report.verdict] = (verdicts[report.verdict] ?? 0) + 1
  // A page and a scrape are part of a monitor's life.
  if (run % every === 0) {
    for (const path of ['/metrics', '/']) await (await fetch(`${monitor.url}${path}`)).arrayBuffer()
    looks.push({ runs: run, ...memory() })
  }
}
const seconds = Math.round((performance.now() - startedMs) / 1_000)
const evidenceFiles = readdirSync(join(folder, 'twin', 'evidence')).length
await monitor.stop()
rmSync(folder, { recursive: true })
// Handles that are closed still count for a turn of the loop.
await new Promise((resolve) => setTimeout(resolve, 200))
const left = process.getActiveResourcesInfo().sort()
process.stdout.write(
  `${JSON.stringify({ seconds, verdicts, looks, evidenceFiles, before, left, children: childrenOf(process.pid) })}\n`,
)
