import { expect, test } from 'vitest'
import { twin } from '../config/built-in.ts'
import type { Target } from '../model/target.ts'
import { unmetNeed } from './unmet-need.ts'

const urls = { auth: 'http://a', api: 'http://b', ws: 'ws://b/ws', app: 'http://c' }
const target: Target = { ...twin, name: 'mine', kind: 'remote', urls }
const { browser: _, ...blind } = target
const { app: __, ...appless } = urls
const chromium = { kind: 'launch', executable: '/usr/bin/chromium' } as const
const chat = { id: 'browser-chat', needs: ['browser'] } as const

function accountsOf(...emails: string[]): Target['signIn'] {
  return { way: 'password', accounts: emails.map((email) => ({ email, passwordVariable: 'P' })) }
}

test('what is there is no reason', () => {
  expect(unmetNeed(chat, target, chromium)).toBe(null)
  expect(unmetNeed({ id: 'golden-path' }, blind, null)).toBe(null)
})

test.each([
  ['no Chromium', target, null, 'there is no Chromium on this machine: apt-get install chromium'],
  ['no address', { ...target, urls: appless }, chromium, 'set urls.app of target "mine"'],
  ['no page', blind, chromium, 'set browser.selectors of target "mine"'],
])('with %s a scenario with a browser is off, and says what to do', (_name, given, source, expected) => {
  expect(unmetNeed(chat, given, source)).toMatch(/^browser-chat is off, because /)
  expect(unmetNeed(chat, given, source)).toContain(expected)
})

test('a form takes passwords', () => {
  const form = { way: 'form', email: '#e', password: '#p', submit: '#s' } as const
  const browser = {
    path: '/',
    selectors: { ready: '#r', prompt: '#p', answer: '#a', progress: '#x', events: {} },
    signIn: form,
  }
  expect(unmetNeed(chat, { ...target, browser }, chromium)).toContain('must be by password')
  const signIn = { way: 'password', accounts: [{ email: 'a@example.com', passwordVariable: 'P' }] } as const
  expect(unmetNeed(chat, { ...target, browser, signIn: { ...signIn, accounts: [...signIn.accounts] } }, chromium)).toBe(
    null,
  )
})

test.each<[string, Target['signIn'], string, string]>([
  [
    'users that are made up',
    { way: 'e2e', keyVariable: 'K', emailDomain: 'e.example' },
    import.meta.filename,
    'by password or token',
  ],
  [
    'an account without one',
    accountsOf('a@example.com', 'b@example.com'),
    import.meta.filename,
    'no storage state for b@example.com',
  ],
  [
    'a file that is not there',
    accountsOf('a@example.com'),
    '/nowhere/a.json',
    '/nowhere/a.json of a@example.com cannot be read',
  ],
  ['a file for everybody', accountsOf('a@example.com'), import.meta.filename, 'can start'],
])('a storage state and %s', (_name, signIn, file, expected) => {
  const selectors = { ready: '#r', prompt: '#p', answer: '#a', progress: '#x', events: {} }
  const storage = { way: 'storage-state' as const, accounts: [{ email: 'a@example.com', file }] }
  const given = { ...target, signIn, browser: { path: '/', selectors, signIn: storage } }
  expect(unmetNeed(chat, given, chromium) ?? 'can start').toContain(expected)
})

test('tokens that must not be used up cannot sign out', () => {
  const signIn = { way: 'token', accounts: [] } as const
  const out = { id: 'logout-expiry', needs: ['sign-out'] } as const
  expect(unmetNeed(out, { ...target, signIn: { ...signIn, accounts: [] } }, null)).toContain('logout-expiry is off')
  expect(unmetNeed(out, target, null)).toBe(null)
})
