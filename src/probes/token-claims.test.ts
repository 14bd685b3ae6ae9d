import { describe, expect, test } from 'vitest'
import { plantedToken } from './probe-parts.builder.ts'
import { tokenClaims } from './token-claims.ts'

const encode = (value: unknown) => `x.${Buffer.from(JSON.stringify(value)).toString('base64url')}.y`

describe('the claims of a token', () => {
  test.each<[string, string, object]>([
    ['a JWT', plantedToken, { sub: 'e2e-walt', exp: 4_000_000_000 }],
    ['claims of other types', encode({ sub: 7, exp: 'soon' }), { sub: null, exp: null }],
    ['an empty sub', encode({ sub: '', exp: 1 }), { sub: null, exp: 1 }],
    ['null for claims', encode(null), { sub: null, exp: null }],
    ['text that is no JWT', 'opaque', { sub: null, exp: null }],
    ['nothing', '', { sub: null, exp: null }],
    ['dots', '...', { sub: null, exp: null }],
  ])('are read without trust: %s', (_what, token, claims) => {
    expect(tokenClaims(token)).toEqual(claims)
  })
})
