import { expect, test } from 'vitest'
import { affinityCookie, createCookieNames } from './affinity.ts'

test.each([
  ['none set', undefined, null],
  ['a foreign one', ['session=1; Path=/'], null],
  ['the balancer’s', ['session=1; Path=/', 'GENERATED_COOKIE=abc; Path=/; HttpOnly'], 'GENERATED_COOKIE=abc'],
  ['Google’s own', 'GCLB="x"; path=/', 'GCLB="x"'],
  ['one that only begins like it', ['GCLBX=1'], null],
  ['an empty line', [''], null],
])('of %s the affinity cookie is found', (_name, header, expected) => {
  expect(affinityCookie(header)).toBe(expected)
})

test('a cookie keeps its name, and no name gives the cookie away', () => {
  const nameOf = createCookieNames()
  expect([nameOf('GCLB=a'), nameOf('GCLB=b'), nameOf('GCLB=a'), nameOf(null)]).toEqual([
    'cookie-1',
    'cookie-2',
    'cookie-1',
    null,
  ])
})
