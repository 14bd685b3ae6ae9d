import { bareLoop } from './bare-loop.ts'
import { median } from './median.ts'
import { runOnce } from './run-once.ts'
import { talkative } from './scenarios.ts'
import { type TwinProcess, withTwin } from './with-twin.ts'

const TIME_SCALE = 20
const FEW = 10
const MANY = 110
const ROUNDS = 3

async function monitorCpuMs(twin: TwinProcess, conversations: number): Promise<number> {
  const before = process.cpuUsage()
  await runOnce(twin, talkative(conversations), 1, TIME_SCALE)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * CPU milliseconds of one conversation more: ours with recording and judging, and that of a loop that only parses.
 * Differences of long and short runs, so that start-up, sign-in and connecting do not count. Medians of pairs.
 */
export async function conversationCost(): Promise<{ monitorMs: number; bareMs: number; ratio: number }> {
  await using twin = await withTwin(TIME_SCALE)
  const more = MANY - FEW
  const monitor: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    monitor.push(((await monitorCpuMs(twin, MANY)) - (await monitorCpuMs(twin, FEW))) / more)
    bare.push(((await bareLoop(twin, MANY)) - (await bareLoop(twin, FEW))) / more)
  }
  return {
    monitorMs: median(monitor),
    bareMs: median(bare),
    ratio: median(monitor.map((ms, i) => ms / (bare[i] ?? Number.NaN))),
  }
}
