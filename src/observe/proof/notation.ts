/** A value at one scrape; null: the series is not there. */
export type Value = number | null

type Stretch = { readonly first: number; readonly step: number; readonly count: number }

/** Values as promtool writes them: `0+0x2 5` is 0 three times, then 5; two that are missing are `_x2`. */
export function notation(values: readonly Value[]): string {
  const words: string[] = []
  for (let index = 0; index < values.length; ) {
    const missing = lengthWhile(values, index, (value) => value === null)
    if (missing > 0) {
      words.push(`_x${missing}`)
      index += missing
    } else {
      const stretch = stretchAt(values, index)
      words.push(written(stretch))
      index += stretch.count
    }
  }
  return words.join(' ')
}

/** The longest even stretch from a value on. */
function stretchAt(values: readonly Value[], index: number): Stretch {
  const first = values[index] ?? 0
  const next = values[index + 1] ?? null
  if (next === null) return { first, step: 0, count: 1 }
  const step = next - first
  const count = lengthWhile(values, index, (value, offset) => value === first + step * offset)
  // Two uneven values are no stretch: the second may begin a better one.
  return count === 2 && step !== 0 ? { first, step: 0, count: 1 } : { first, step, count }
}

function lengthWhile(values: readonly Value[], from: number, holds: (value: Value, offset: number) => boolean): number {
  const end = values.findIndex((value, index) => index >= from && !holds(value, index - from))
  return (end < 0 ? values.length : end) - from
}

function written({ first, step, count }: Stretch): string {
  if (count === 1) return String(first)
  return `${first}${step < 0 ? '-' : '+'}${Math.abs(step)}x${count - 1}`
}
