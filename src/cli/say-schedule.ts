import { createClock } from '../kernel/clock.ts'
import { exitCodes } from '../model/verdict.ts'
import { type Entry, hiddenCost, planWatch, type WatchPlan } from '../service/plan-watch.ts'
import { nextFiring } from '../service/schedule/cadence.ts'
import { windowAt } from '../service/schedule/maintenance.ts'
import { chromiumOf } from './chromium-of.ts'
import type { ScheduleFlags } from './commands/schedule.ts'
import { findTarget } from './run/choose-source.ts'
import { loadSettings, scenariosOf } from './settings.ts'
import { targetToAsk } from './target-to-ask.ts'
import type { Terminal } from './terminal.ts'

/** Prints the next times of every scenario, and says of the others why they have none. */
export async function saySchedule(terminal: Terminal, flags: ScheduleFlags, clock = createClock()): Promise<number> {
  const settings = await loadSettings(terminal, flags.config)
  const target = targetToAsk(findTarget(settings, flags))
  const plan = planWatch(
    settings.loaded.config,
    await scenariosOf(settings),
    target,
    clock.wall(),
    chromiumOf(terminal.variables),
  )
  const scheduled = plan.entries.filter(({ off }) => off === null)
  const costly = hiddenCost(target, plan)
  const later = plan.jitterMs === 0 ? '' : ` Each begins up to ${plan.jitterMs / 1_000} s later, by chance.`
  terminal.out.write(
    [
      `The schedule for target ${target.name}.${later}`,
      '',
      ...scheduled.flatMap((entry) => [...linesOf(entry, plan, clock.wall(), flags.count), '']),
      ...plan.entries.flatMap(({ scenario, off }) =>
        off === null ? [] : [`${scenario.id} runs only by hand. ${off}`],
      ),
      ...(costly.length === 0 ? [] : ['', `serve refuses this as it is: ${costly.join(', ')} would cost LLM tokens.`]),
      '',
    ].join('\n'),
  )
  return exitCodes.ok
}

function linesOf({ scenario, users, cadence }: Entry, plan: WatchPlan, nowWallMs: number, count: number): string[] {
  const times: string[] = []
  let at: number | null = nowWallMs
  while (times.length < count) {
    at = nextFiring(cadence, at)
    if (at === null) break
    const window = windowAt(plan.windows, scenario.id, at)
    const rests = window === null ? '' : `  skipped: maintenance${window.reason === '' ? '' : `, ${window.reason}`}`
    times.push(`  ${localTime(at, cadence.timeZone)}${rests}`)
  }
  const crowd = users === 1 ? '1 user' : `${users} users`
  return [`${scenario.id}  ${cadence.cron}  ${cadence.timeZone}, ${crowd}`, ...times]
}

/** For example `Sun 2026-11-22 20:15:00 GMT+01:00`. */
function localTime(wallMs: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(wallMs)
  const time = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  }).format(wallMs)
  return `${day} ${time}`
}
