type Range = readonly [low: number, high: number]

const bounds: readonly Range[] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
]
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_MS = 86_400_000
/** Twenty-eight years, after which dates and weekdays meet again as before. */
const FIRST_DAY_MS = Date.UTC(2001, 0, 1)
const DAYS = 10_227

/**
 * How often a cron expression of five or six fields fires, on an average day in UTC. Null for what is no such expression,
 * and for the extensions `L`, `W`, `#` and `?`. When both days are given, either is enough, as cron has always had it.
 */
export function firingsPerDay(expression: string): number | null {
  const texts = expression.trim().toLowerCase().split(/\s+/)
  const fields = texts.length === 5 ? ['0', ...texts] : texts
  if (fields.length !== bounds.length) return null
  const sets = fields.map((text, index) => valuesOf(text, index))
  const [seconds, minutes, hours, days, inMonths, onWeekdays] = sets
  if (!(seconds && minutes && hours && days && inMonths && onWeekdays)) return null
  const anyDay = fields[3]?.startsWith('*') ?? false
  const anyWeekday = fields[5]?.startsWith('*') ?? false
  const matches = (ms: number) => {
    const date = new Date(ms)
    const byDay = days.has(date.getUTCDate())
    const byWeekday = onWeekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && onWeekdays.has(7))
    const today = anyDay || anyWeekday ? byDay && byWeekday : byDay || byWeekday
    return today && inMonths.has(date.getUTCMonth() + 1)
  }
  const matching = Array.from({ length: DAYS }, (_, index) => FIRST_DAY_MS + index * DAY_MS).filter(matches).length
  return (seconds.size * minutes.size * hours.size * matching) / DAYS
}

function valuesOf(text: string, index: number): ReadonlySet<number> | null {
  const [low, high] = bounds[index] ?? [0, -1]
  const all = new Set<number>()
  for (const part of text.split(',')) {
    const found = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part)
    if (found === null) return null
    const [, first = '', last, step = '1'] = found
    const isOpen = first === '*' || (last === undefined && found[3] !== undefined)
    const from = first === '*' ? low : numberOf(first, index)
    const to = last === undefined ? (isOpen ? high : from) : numberOf(last, index)
    if (!(from >= low && to <= high && from <= to && Number(step) > 0)) return null
    for (let value = from; value <= to; value += Number(step)) all.add(value)
  }
  return all
}

/** NaN, which no comparison lets through, for a word that is neither a number nor a name. */
function numberOf(word: string, index: number): number {
  if (/^\d+$/.test(word)) return Number(word)
  const names = index === 4 ? months : index === 5 ? weekdays : []
  const place = names.indexOf(word)
  return place < 0 ? Number.NaN : place + (index === 4 ? 1 : 0)
}
