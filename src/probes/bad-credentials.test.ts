import { expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { badCredential, tampered } from './bad-credentials.ts'
import { plantedToken, probeParts, signedInWalt } from './probe-parts.builder.ts'
import { createTokenShelf } from './token-shelf.ts'

const [head = '', claims = '', signature = ''] = plantedToken.split('.')

test('no token is none at all', () => {
  using parts = probeParts()
  expect(badCredential(parts, signedInWalt(parts.mask), 'no_token')).toEqual({ token: null, tokenTag: null })
})

test('a tampered token is the same but for its signature, and nothing but the signature tells', () => {
  using parts = probeParts()
  const bearer = badCredential(parts, signedInWalt(parts.mask), 'tampered')
  const [badHead, badClaims, badSignature = ''] = bearer?.token?.reveal().split('.') ?? []
  expect([badHead, badClaims]).toEqual([head, claims])
  expect(badSignature).not.toBe(signature)
  expect(badSignature).toHaveLength(signature.length)
  expect(Buffer.from(badSignature, 'base64url')).not.toEqual(Buffer.from(signature, 'base64url'))
  expect(bearer?.tokenTag).toBe('tampered-token:user-1')
})

test.each(['A', 'B', 'z', '-'])('a signature that begins with %s is changed as well', (first) => {
  const changed = tampered(new Secret(`${head}.${claims}.${first}bcdef`)).reveal()
  expect(changed).toMatch(/\.[AB]bcdef$/)
  expect(changed).not.toBe(`${head}.${claims}.${first}bcdef`)
})

test('a token of another kind is changed too', () => {
  expect(tampered(new Secret('opaque-token')).reveal()).toBe('Apaque-token')
})

test('a tampered token is a secret like the good one', () => {
  using parts = probeParts()
  const bearer = badCredential(parts, signedInWalt(parts.mask), 'tampered')
  expect(parts.mask.text(`got ${bearer?.token?.reveal()}`)).toBe('got ⟦tampered-token:user-1⟧')
  expect(parts.mask.text(`got ${plantedToken}`)).toBe('got ⟦token:user-1⟧')
})

test('an expired token is one that was kept, and there is none without a shelf', () => {
  using parts = probeParts()
  const walt = signedInWalt(parts.mask)
  const shelf = createTokenShelf()
  expect(badCredential(parts, walt, 'expired')).toBeNull()
  expect(badCredential({ ...parts, shelf }, walt, 'expired')).toBeNull()
  const old = new Secret(
    `${head}.${Buffer.from('{"sub":"e2e-walt","exp":1000}').toString('base64url')}.b2xkLXNpZ25hdHVyZQ`,
  )
  shelf.keep(walt.user.email, old)
  expect(badCredential({ ...parts, shelf }, walt, 'expired')).toEqual({
    token: old,
    tokenTag: 'expired-token:user-1',
  })
})

test('a token that was signed out is the user’s own', () => {
  using parts = probeParts()
  const walt = signedInWalt(parts.mask)
  expect(badCredential(parts, walt, 'logged_out')).toEqual({ token: walt.token, tokenTag: 'token:user-1' })
})
