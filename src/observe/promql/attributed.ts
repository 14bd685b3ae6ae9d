/** Something that holds, and who is to blame for it. */
export type Attribution = {
  /** A condition without a label `domain`. */
  readonly holds: string
  /** One series with a label `domain` for each for which the condition may hold. */
  readonly worst: string
}

/**
 * The condition with its own value, and with the domain that the runs named most often. A pair of rung and domain that
 * nobody foresaw has no counter before its first failure, and after a restart none at all: then the domain is `unknown`,
 * and the alert comes all the same.
 */
export function attributed({ holds, worst }: Attribution): string {
  const named = `(${worst} > bool 0) * ignoring (domain) group_left () (${holds})`
  const nameless = `(${holds}) unless ignoring (domain) ${worst}`
  return `${named} or label_replace(${nameless}, "domain", "unknown", "", "")`
}
