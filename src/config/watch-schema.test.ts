import { expect, test } from 'vitest'
import { configSchema } from './define.ts'
import { checkSchema } from './schema-issues.ts'

test.each([
  ['an unknown time zone', { timeZone: 'Europe/Berln' }, 'timeZone: must be a time zone of the IANA list'],
  ['too few fields', { schedule: { a: { cron: '* * *' } } }, 'must have five or six cron fields'],
  ['an unknown key of a scenario', { schedule: { a: { corn: '* * * * *' } } }, 'did you mean "cron"?'],
  ['half a window', { maintenance: [{ cron: '0 3 * * *' }] }, 'either cron and minutes, or from and to'],
  ['two windows in one', { maintenance: [{ cron: '0 3 * * *', minutes: 1, from: '2026-01-01T00:00' }] }, 'either cron'],
  ['a window without a time', { maintenance: [{}] }, 'either cron and minutes, or from and to'],
  ['a time without a day', { maintenance: [{ from: '10:00', to: '11:00' }] }, 'must be a time such as'],
  ['a name with a port, which no request would match', { hostNames: ['monitor.example:9464'] }, 'without port'],
  ['an address of IPv6 as no request has it', { hostNames: ['::1'] }, 'IPv6 in brackets'],
  ['a negative delay', { jitterSeconds: -1 }, 'jitterSeconds'],
])('%s is said with its key', (_name, config, message) => {
  const checked = checkSchema(configSchema, config)
  expect(checked.kind === 'invalid' ? checked.lines.join('\n') : '').toContain(message)
})

test.each([
  { maintenance: [{ cron: '0 3 * * *', minutes: 30, timeZone: 'Europe/Berlin', reason: 'backups' }] },
  { maintenance: [{ from: '2026-01-01T00:00', to: '2026-01-01T01:00:30Z', scenarios: ['a'] }] },
  { schedule: { a: { cron: '*/5 * * * * *', timeZone: 'UTC', users: 2, enabled: true } } },
  { hostNames: ['Monitor.example', '10.0.0.1', '[fe80::1]'] },
  { drill: { cron: '0 5 * * *' } },
])('%j is fine', (config) => {
  expect(checkSchema(configSchema, config).kind).toBe('valid')
})
