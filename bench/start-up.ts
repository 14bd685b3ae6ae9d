import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './median.ts'

const run = promisify(execFile)
const launcher = fileURLToPath(new URL('../bin/golden-path.mjs', import.meta.url))
const RUNS = 7

async function timed(args: readonly string[]): Promise<{ wallMs: number; stdout: string }> {
  const startMs = performance.now()
  const { stdout } = await run(process.execPath, [launcher, ...args])
  return { wallMs: performance.now() - startMs, stdout }
}

/** Milliseconds until `--help` has been printed, and what a whole run costs beyond the run itself (twin included). Medians. */
export async function startUp(): Promise<{ helpMs: number; beyondRunMs: number }> {
  const helps: number[] = []
  const beyond: number[] = []
  for (let round = 0; round < RUNS; round++) {
    helps.push((await timed(['--help'])).wallMs)
    const { wallMs, stdout } = await timed(['run', 'golden-path', '--reporter', 'json'])
    const report: { runs: { durationMs: number }[] } = JSON.parse(stdout)
    beyond.push(wallMs - (report.runs[0]?.durationMs ?? Number.NaN))
  }
  return { helpMs: median(helps), beyondRunMs: median(beyond) }
}
