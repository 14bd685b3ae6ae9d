import { expect, test } from 'vitest'
import { createMemory } from './memory.ts'

test('facts stay with the user who told them, the newest twenty of them', () => {
  const memory = createMemory()
  for (let i = 0; i < 25; i++) memory.remember('ada', `fact ${i}`)
  memory.remember('bob', 'other')
  expect(memory.recall('ada')).toHaveLength(20)
  expect(memory.recall('ada').at(-1)).toBe('fact 24')
  expect(memory.recall('bob')).toEqual(['other'])
  expect(memory.recall('eve')).toEqual([])
})
