import { expect, test } from 'vitest'
import { createCast } from './cast.ts'

const cast = () =>
  createCast({ main: ['amber@x.example', 'birch@x.example', 'coral@x.example'], sacrificial: ['mango@x.example'] }, 2)

test('speakers come first, then bystanders, and those who may be worn out have names of their own', () => {
  const { users, bystanders, sacrificial } = cast()
  const named = (all: readonly { id: string; role: string; email: string }[]) =>
    all.map(({ id, role, email }) => `${id} ${role} ${email}`)
  expect(named(users)).toEqual(['user-1 speaker amber@x.example', 'user-2 speaker birch@x.example'])
  expect(named(bystanders)).toEqual(['user-3 bystander coral@x.example'])
  expect(named(sacrificial)).toEqual(['spare-1 speaker mango@x.example'])
})

test('whoever speaks has a fact of its own that nobody else has, and evidence knows it', () => {
  const { plants, signedIn, evidence, sacrificial } = cast()
  const [spare] = sacrificial
  if (spare !== undefined) signedIn(spare, 'e2e-mango')
  expect([...plants.keys()]).toEqual(['user-1', 'user-2', 'spare-1'])
  expect(new Set(plants.values()).size).toBe(3)
  expect(evidence().map(({ id, userId, plant }) => [id, userId, plant === null])).toEqual([
    ['user-1', null, false],
    ['user-2', null, false],
    ['user-3', null, true],
    ['spare-1', 'e2e-mango', false],
  ])
})
