import { expect, test } from 'vitest'
import { accountPools, makeAccounts } from './account-pool.ts'

const placeholders =
  /registry|placeholder|default|temp|none|null|undefined|xxx|yyy|example|test|demo|sample|mock|fake|dummy|_/
const everything = [...accountPools.main, ...accountPools.sacrificial, ...makeAccounts(1_000)]

test('there are twelve usual accounts and six that may be worn out', () => {
  expect(accountPools.main).toHaveLength(12)
  expect(accountPools.sacrificial).toHaveLength(6)
})

test('no two accounts of any kind share their first four characters', () => {
  expect(new Set(everything.map((account) => account.slice(0, 4))).size).toBe(12 + 6 + 1_000)
})

test.each(everything.slice(0, 40))('%s is readable, an e-mail local part, and no placeholder', (account) => {
  expect(account).toMatch(/^[a-z]{4,}(-[a-z]+)+$/)
  expect(account.length).toBeGreaterThanOrEqual(8)
  expect(account).not.toMatch(placeholders)
})

test('no account at all is a placeholder or would be taken for a robot or an echo', () => {
  expect(everything.filter((account) => placeholders.test(account))).toEqual([])
  expect(everything.filter((account) => /bot|crawler|spider|scraper|scanner|factory|isolated/.test(account))).toEqual(
    [],
  )
})

test('made accounts are always the same, and a shorter list is the beginning of a longer one', () => {
  expect(makeAccounts(3)).toEqual(makeAccounts(1_000).slice(0, 3))
  expect(makeAccounts(0)).toEqual([])
})

test.each([-1, 1.5, 1_001, Number.NaN])('%d accounts cannot be made', (count) => {
  expect(() => makeAccounts(count)).toThrow(RangeError)
})
