import { expect, test } from 'vitest'
import { aFinding } from '../../../reporters/report.builder.ts'
import { findingGroups } from './finding-groups.ts'

test('findings that say the same of several users are one group, in the order of their first', () => {
  const groups = findingGroups([
    aFinding({ user: 'user-1' }),
    aFinding({ code: 'health-lies', severity: 'warn' }),
    aFinding({ user: 'user-2' }),
    aFinding({ user: 'user-3', phase: 'close' }),
  ])
  expect(groups.map((group) => group.map(({ code, user }) => `${code} ${user}`))).toEqual([
    ['no-welcome-frame user-1', 'no-welcome-frame user-2'],
    ['health-lies user-1'],
    ['no-welcome-frame user-3'],
  ])
})

test('of no finding there is no group', () => {
  expect(findingGroups([])).toEqual([])
})
