import { describe, expect, test } from 'vitest'
import { createMask } from '../kernel/mask.ts'
import { learnSecrets } from './sign-in-answer.ts'

describe('the secrets in the answer to a sign-in', () => {
  test.each<[string, string, string]>([
    ['a field we know', '{"access_token":"aaaaaaaaaaaaaaaaaaaa"}', '{"access_token":"⟦token:user-1⟧"}'],
    ['another spelling', '{"AccessToken" : "aaaaaaaaaaaaaaaaaaaa"}', '{"AccessToken" : "⟦token:user-1⟧"}'],
    ['a refresh token', '{"refreshToken":"bbbbbbbbbbbbbbbbbbbb"}', '{"refreshToken":"⟦refresh:user-1⟧"}'],
    ['an answer that is cut off', '{"token":"cccccccccccccccccccc', '{"token":"⟦token:user-1⟧'],
    ['a page with a script', 'x={"id_token":"dddddddddddddddddddd"};', 'x={"id_token":"⟦token:user-1⟧"};'],
    ['words about a token', '{"bad_token":"expired a while ago"}', '{"bad_token":"expired a while ago"}'],
    ['the type of a token', '{"token_type":"Bearer"}', '{"token_type":"Bearer"}'],
  ])('are learned, and no more: %s', (_what, body, shown) => {
    const mask = createMask()
    learnSecrets(mask, 'user-1', body)
    expect(mask.text(body)).toBe(shown)
  })
})
