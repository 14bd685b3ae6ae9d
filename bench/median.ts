/** The middle of the sorted values; of an even number the upper middle. Throws a RangeError for none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  if (middle === undefined) throw new RangeError('There is no median of nothing.')
  return middle
}
