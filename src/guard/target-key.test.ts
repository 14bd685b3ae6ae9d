import { expect, test } from 'vitest'
import { targetKey } from './target-key.ts'

test('paths, default ports and the case of a host make no other target', () => {
  expect(targetKey({ auth: 'https://AUTH.example:443/x', api: 'https://api.example/' })).toBe(
    targetKey({ auth: 'https://auth.example', api: 'https://api.example/v1' }),
  )
})

test('two twins on other ports are two targets', () => {
  const first = targetKey({ auth: 'http://127.0.0.1:5001', api: 'http://127.0.0.1:5002' })
  const second = targetKey({ auth: 'http://127.0.0.1:5003', api: 'http://127.0.0.1:5002' })
  expect(first).not.toBe(second)
})
