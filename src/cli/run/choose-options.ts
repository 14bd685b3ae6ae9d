import { unknownName } from '../../config/nearest.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'

/** Chosen values of a scenario's own options; what is left out has its default. */
export type Chosen = Readonly<Record<string, string>>

/**
 * Reads what was `--set`, as `name=value`. A wish is for every scenario that has such an option. Throws a UsageError for
 * one that no chosen scenario has, and for a value that it does not know.
 */
export function chooseOptions(
  scenarios: readonly Scenario[],
  wishes: readonly string[],
): (scenario: Scenario) => Chosen {
  const pairs = wishes.map(split)
  const known = [...new Set(scenarios.flatMap(({ options }) => Object.keys(options ?? {})))]
  for (const [name] of pairs) if (!known.includes(name)) throw unknownName('option of these scenarios', name, known)
  return (scenario) => Object.fromEntries(pairs.filter(([name, value]) => takes(scenario, name, value)))
}

function split(wish: string): [string, string] {
  const at = wish.indexOf('=')
  if (at > 0 && at < wish.length - 1) return [wish.slice(0, at), wish.slice(at + 1)]
  throw new UsageError(`--set must be name=value, got "${wish}".`, 'For example --set until=idle.')
}

function takes({ id, options }: Scenario, name: string, value: string): boolean {
  const option = options?.[name]
  if (option === undefined) return false
  if (option.values.includes(value)) return true
  throw new UsageError(
    `${id} does not know the value "${value}" for its option ${name}.`,
    `It knows: ${option.values.join(', ')}.`,
  )
}
