import { randomBytes } from 'node:crypto'
import { runInBrowser } from '../e2e/browser-run.builder.ts'
import { chromiumCpuMs, chromiumMemory, MARK } from '../e2e/chromium-processes.ts'
import browserChat from '../scenarios/browser-chat.ts'

/** Looking costs us processor time of our own. */
const LOOK_EVERY_MS = 1_000

/** What one `browser-chat` takes when nothing is kept of its pages: the browser's memory and processor, and ours. */
export function browser(): Promise<Record<string, number>> {
  return measure(false)
}

/** The same with pictures, traces and archives. */
export function browserArtifacts(): Promise<Record<string, number>> {
  return measure(true)
}

async function measure(keepsArtifacts: boolean): Promise<Record<string, number>> {
  await runInBrowser(browserChat, { keepsArtifacts })
  const mark = randomBytes(8).toString('hex')
  process.env[MARK] = mark
  let peak = 0
  let cpuMs = 0
  const looking = setInterval(() => {
    peak = Math.max(peak, chromiumMemory(mark))
    cpuMs = Math.max(cpuMs, chromiumCpuMs(mark))
  }, LOOK_EVERY_MS)
  const before = process.cpuUsage()
  const startedMs = performance.now()
  const { report } = await runInBrowser(browserChat, { timeScale: 1, keepsArtifacts })
  clearInterval(looking)
  const own = process.cpuUsage(before)
  if (report.verdict !== 'pass' && report.verdict !== 'degraded')
    throw new Error(`The run is no measure: ${report.reason}`)
  return {
    seconds: (performance.now() - startedMs) / 1_000,
    browserMb: peak / 1024 / 1024,
    browserCpuSeconds: cpuMs / 1_000,
    ownMb: process.memoryUsage().rss / 1024 / 1024,
    ownCpuSeconds: (own.user + own.system) / 1_000_000,
  }
}
