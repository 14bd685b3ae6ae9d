const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const

/** A duration of PromQL and of the rule files, in the largest unit that leaves no rest, for example `15m`. At least 1 ms. */
export function duration(ms: number): string {
  const whole = Math.max(1, Math.round(ms))
  const [unit, size] = units.find(([, length]) => whole % length === 0) ?? ['ms', 1]
  return `${whole / size}${unit}`
}

/** The same for a person, for example `15 minutes`. */
export function inWords(ms: number): string {
  const whole = Math.max(1, Math.round(ms))
  const [unit, size] = units.find(([, length]) => whole % length === 0) ?? ['ms', 1]
  const names = { d: 'day', h: 'hour', m: 'minute', s: 'second', ms: 'millisecond' } as const
  const count = whole / size
  return `${count} ${names[unit]}${count === 1 ? '' : 's'}`
}
