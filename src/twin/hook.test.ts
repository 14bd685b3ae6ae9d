import { expect, test } from 'vitest'
import { wrap } from './hook.ts'

test('hooks wrap the core from the first to the last, and each may change what goes in and comes out', async () => {
  const core = async (text: string) => `<${text}>`
  const hooked = wrap<string, string>(
    [async (text, next) => `1${await next(`${text}a`)}1`, async (text, next) => `2${await next(`${text}b`)}2`],
    core,
  )
  expect(await hooked('x')).toBe('12<xab>21')
  expect(await wrap([], core)('x')).toBe('<x>')
})

test('a hook that does not call next keeps the core from running', async () => {
  let ran = false
  const hooked = wrap<string, string>([async () => 'instead'], async () => {
    ran = true
    return ''
  })
  expect([await hooked('x'), ran]).toEqual(['instead', false])
})
