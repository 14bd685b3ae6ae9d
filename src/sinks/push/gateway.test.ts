import { expect, test } from 'vitest'
import { UsageError } from '../../config/usage-error.ts'
import { groupUrl, readGateway } from './gateway.ts'

test.each([
  ['http://127.0.0.1:9091', 'staging', 'http://127.0.0.1:9091/metrics/job/golden_path_monitor/target/staging'],
  ['https://push.example/', 'a b', 'https://push.example/metrics/job/golden_path_monitor/target/a%20b'],
  ['https://x.example/gate/', 'a/b', 'https://x.example/gate/metrics/job/golden_path_monitor/target@base64/YS9i'],
  ['https://x.example', '', 'https://x.example/metrics/job/golden_path_monitor/target@base64/='],
  ['https://x.example/metrics/job/mine/env/blue', 'staging', 'https://x.example/metrics/job/mine/env/blue'],
])('%s keeps the metrics of "%s" at %s', (text, target, expected) => {
  expect(groupUrl(readGateway(text), target).href).toBe(expected)
})

test('credentials leave the address and become a header that cannot be printed', () => {
  const gateway = readGateway('https://ann:p%40ss-w0rd@push.example')
  expect(gateway.url.href).toBe('https://push.example/')
  expect(gateway.authorization?.reveal()).toBe(`Basic ${Buffer.from('ann:p@ss-w0rd').toString('base64')}`)
  expect(JSON.stringify(gateway)).not.toContain('p@ss')
  expect(gateway.mask.text('you sent p@ss-w0rd')).toBe('you sent ⟦push⟧')
})

test('without credentials nothing is sent', () => {
  expect(readGateway('https://push.example').authorization).toBeNull()
})

test('a password may go to this machine without TLS', () => {
  expect(readGateway('http://ann:secret@localhost:9091').authorization).not.toBeNull()
})

test.each([
  ['pushgateway', 'must be the http or https address'],
  ['', 'must be the http or https address'],
  ['ftp://ann:hunter22@x.example', 'must be the http or https address'],
  ['http://ann:hunter22@:::', 'must be the http or https address'],
  ['https://x.example/?a=hunter22', 'without "?"'],
  ['https://x.example/#hunter22', 'without "#"'],
  ['http://ann:hunter22@push.example', 'The password for push.example would travel in the clear.'],
  ['https://ann:hunter22%zz@push.example', 'a % that begins no escape'],
])('%s is refused without being repeated', (text, words) => {
  const refusal = (() => {
    try {
      return readGateway(text)
    } catch (error) {
      return error
    }
  })()
  expect(String(refusal)).toContain(words)
  const said = refusal instanceof UsageError ? refusal.message + refusal.hint : 'hunter22'
  expect(said).not.toContain('hunter22')
})
