import { expect, test } from 'vitest'
import { UsageError } from '../../../config/usage-error.ts'
import { Secret } from '../../../kernel/secret.ts'
import { openApp } from '../app.builder.ts'
import { checkToken } from './check-token.ts'

test.each(['short', 'long enough but with spaces', 'lang-genug-für-jeden-zweck'])(
  'a token that could be guessed or not be sent is refused without being said: "%s"',
  (text) => {
    expect(() => checkToken(new Secret(text))).toThrow(UsageError)
    expect(() => checkToken(new Secret(text))).not.toThrow(text)
  },
)

test('no token, and one that is long enough, are fine', () => {
  expect(() => checkToken(null)).not.toThrow()
  expect(() => checkToken(new Secret('0123456789abcdef'))).not.toThrow()
})

test('nothing is served with a token that could be guessed', async () => {
  await expect(openApp({ host: '0.0.0.0', token: 'guess-me' })).rejects.toThrow(/at least 16 are needed/)
})
