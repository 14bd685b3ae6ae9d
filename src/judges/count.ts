/** A number and what it counts, in the singular or with an s: `1 socket`, `3 sockets`. */
export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
