import { Cron, CronPattern } from 'croner'

const DAY_MS = 86_400_000
/** Twenty-eight years, after which dates and weekdays meet again as before. */
const FIRST_DAY_MS = Date.UTC(2001, 0, 1)
const DAYS = 10_227
const mode = '5-or-6-parts'

/** How often a cron expression of five or six fields fires, on an average day in UTC. Null for what is no such expression. */
export function firingsPerDay(expression: string): number | null {
  try {
    const pattern = new CronPattern(expression, undefined, { mode })
    const times = count(pattern.second) * count(pattern.minute) * count(pattern.hour)
    const everyDay = pattern.starDOM && pattern.starDOW && count(pattern.month) === 12
    return everyDay ? times : (times * matchingDays(expression)) / DAYS
  } catch {
    return null
  }
}

/** On how many days an expression fires at all. */
function matchingDays(expression: string): number {
  const days = expression.trim().split(/\s+/).slice(-3)
  const midnights = new Cron(['0', '0', '0', ...days].join(' '), { timezone: 'UTC', mode })
  let found = 0
  let at: Date | null = new Date(FIRST_DAY_MS - 1_000)
  for (at = midnights.nextRun(at); at !== null; at = midnights.nextRun(at)) {
    if (at.getTime() >= FIRST_DAY_MS + DAYS * DAY_MS) break
    found += 1
  }
  return found
}

/** croner marks the values that match with 1. */
function count(marks: readonly number[]): number {
  return marks.filter((mark) => mark !== 0).length
}
