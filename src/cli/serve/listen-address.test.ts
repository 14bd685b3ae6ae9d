import { expect, test } from 'vitest'
import { parseAddress } from './listen-address.ts'

test.each([
  ['127.0.0.1:9464', '127.0.0.1', 9464],
  ['localhost:0', 'localhost', 0],
  ['monitor.example:80', 'monitor.example', 80],
  [':9464', '0.0.0.0', 9464],
  ['[::1]:9464', '::1', 9464],
  ['[::]:9464', '::', 9464],
])('%s is host %s and port %d', (text, host, port) => {
  expect(parseAddress(text)).toEqual({ host, port })
})

test.each([
  '',
  '9464',
  'localhost',
  'localhost:',
  'localhost:http',
  '::1:9464',
  'a b:1',
  'host/path:1',
  'host:65536',
  '[]:1',
])('"%s" is refused', (text) => {
  expect(() => parseAddress(text)).toThrow('--listen must be host:port')
})
