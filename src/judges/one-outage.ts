import type { Symptom } from './symptom.ts'

/**
 * A target that cannot be reached is one outage to whoever looks, however many of its addresses were tried and however
 * often: one finding that names them all and has every try as its proof. Whatever is no outage passes as it is.
 */
export function oneOutage(symptoms: readonly Symptom[]): Symptom[] {
  const kept = symptoms.filter((each) => !isOutage(each))
  const outages = Map.groupBy(symptoms.filter(isOutage), ({ user, phase }) => `${phase}\n${user}`)
  return [...[...outages.values()].flatMap(merged), ...kept]
}

function isOutage({ code, severity }: Symptom): boolean {
  return code === 'target-unreachable' && severity === 'fail'
}

function merged(outages: readonly Symptom[]): Symptom[] {
  const [first] = outages
  if (first === undefined) return []
  // Of several tries of one address the last: it is the decisive one.
  const last = [...new Map(outages.map((outage) => [outage.expected, outage])).values()]
  return [
    {
      ...first,
      hint: outages.find(({ hint }) => hint !== null)?.hint ?? null,
      expected: last.map(({ expected }) => expected).join('; '),
      received: last.map(({ received }) => received).join('; '),
      frames: outages.flatMap(({ frames }) => frames),
    },
  ]
}
