import fc from 'fast-check'

/**
 * Stands in for Vitest inside copies of the judges' modules: it collects the tests of a file, so that they can be run at
 * once, without a process or a configuration for each. Assertions are Vitest's own.
 */
export { expect } from 'vitest'

/** The body of one test. */
export type Test = () => unknown

let collected: Test[] = []

/** The tests that were collected since the last call. */
export function takeTests(): readonly Test[] {
  const taken = collected
  collected = []
  return taken
}

/** As in Vitest: a name and a body; whatever stands after the body is a time limit. */
export function test(_name: string, body: Test): void {
  collected.push(body)
}

type Body = (...values: readonly unknown[]) => unknown

/** As in Vitest: rows that are lists are spread over the parameters. */
test.each = (rows: readonly unknown[]) => (_name: string, body: Body) => {
  for (const row of rows) collected.push(() => (Array.isArray(row) ? body(...row) : body(row)))
}

/** As in Vitest; the tests inside are collected with the others. */
export function describe(_name: string, body: () => void): void {
  body()
}

describe.each = (rows: readonly unknown[]) => (_name: string, body: Body) => {
  for (const row of rows)
    if (Array.isArray(row)) body(...row)
    else body(row)
}

/** Properties are tried with fewer examples than in the real run: what they find at all, they mostly find at once. */
fc.configureGlobal({ numRuns: 15, seed: 1 })
