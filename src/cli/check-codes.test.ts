import { expect, test } from 'vitest'
import { codeNames } from '../model/codes.ts'
import { checkCodes } from './check-codes.ts'

test('a code that names a scenario which does not exist is a problem', () => {
  const { count, problems } = checkCodes([])
  expect(count).toBe(codeNames.length)
  expect(problems).toContain('no-welcome-frame names the scenario "golden-path", which does not exist')
})
