import { expect, test } from 'vitest'
import { staging } from '../../config/built-in.ts'
import type { Target } from '../../model/target.ts'
import { aScenario } from '../scenario.builder.ts'
import { refuseHiddenCost } from './hidden-cost.ts'

const remote: Target = { ...staging, name: 'staging', kind: 'remote' }
const costly = [aScenario({ id: 'costly' }), aScenario({ id: 'free', promptsPerUser: 0 })]

test('prompts to a real target are refused by name until somebody allows them', () => {
  expect(() => refuseHiddenCost(remote, costly, false)).toThrow(/real LLM.*: costly\.$/)
})

test.each([
  ['the flag allows it', remote, costly, true],
  ['the target allows it', { ...remote, realLlm: true }, costly, false],
  ['nothing costs anything', remote, [aScenario({ promptsPerUser: 0 })], false],
  ['the target is the twin', { ...remote, kind: 'embedded' as const }, costly, false],
])('nothing is refused when %s', (_name, target, scenarios, allowed) => {
  expect(() => refuseHiddenCost(target, scenarios, allowed)).not.toThrow()
})
