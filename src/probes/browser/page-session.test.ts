import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMask } from '../../kernel/mask.ts'
import { storageStateFrom, userIdIn } from './page-session.ts'

const claims = Buffer.from(JSON.stringify({ sub: 'amber-1' })).toString('base64url')
const token = `eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJl`
const origin = 'https://app.example'

let file = ''
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'storage-')), 'amber.json')
})
afterAll(() => rmSync(join(file, '..'), { recursive: true }))

test('a storage names its user, and its secrets are masked from then on', () => {
  const localStorage = [
    { name: 'theme', value: 'dark' },
    { name: 'jwt_token', value: token },
  ]
  const cookies = [{ name: 'session', value: 'opaque-0123456789' }]
  writeFileSync(file, JSON.stringify({ cookies, origins: [{ origin, localStorage }] }))
  const mask = createMask()
  expect(userIdIn(storageStateFrom(file, mask, 'user-1'))).toBe('amber-1')
  expect(mask.text(`dark ${token} opaque-0123456789`)).toBe('dark ⟦storage:user-1⟧ ⟦storage:user-1⟧')
})

test('a storage without a token names nobody', () => {
  expect(userIdIn({ cookies: [], origins: [{ origin, localStorage: [{ name: 'theme', value: 'dark' }] }] })).toBe(null)
})

test.each([
  ['what is no JSON', `{ ${token}`],
  ['other JSON', '[]'],
  ['half of it', '{"cookies":[]}'],
])('%s is refused, and not quoted', (_name, text) => {
  writeFileSync(file, text)
  expect(() => storageStateFrom(file, createMask(), 'user-1')).toThrow(
    /amber\.json is not the storage state of a browser\.$/,
  )
})
