import type { Need, Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'

/** Why a scenario makes no sense against a target, as a sentence for a person; null when it does. */
export function unmetNeed({ id, needs = [] }: Pick<Scenario, 'id' | 'needs'>, target: Target): string | null {
  const need = needs.find((each) => !isMet(each, target))
  return need === undefined ? null : `${id} is off, because ${sayings[need]}.`
}

const sayings: Readonly<Record<Need, string>> = {
  'sign-out': 'the target does not take tokens back, or its tokens are made elsewhere and must not be used up',
}

function isMet(need: Need, { capabilities, signIn }: Target): boolean {
  switch (need) {
    case 'sign-out':
      return capabilities.signOut !== false && signIn.way !== 'token'
    default:
      return need satisfies never
  }
}
