import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { saySchedule } from './say-schedule.ts'
import { aTerminal } from './terminal.builder.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'say-schedule-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const config = {
    timeZone: 'Europe/Berlin',
    schedule: { 'golden-path': { cron: '30 2 * * *' }, 'order-ab': { enabled: false } },
    maintenance: [{ cron: '0 2 * * *', minutes: 60, reason: 'backups', scenarios: ['golden-path'] }],
  }
  writeFileSync(join(folder, 'golden-path.config.ts'), `export default ${JSON.stringify(config)}\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function say(flags: { count: number; target?: string }): Promise<string> {
  const terminal = aTerminal({ cwd: folder })
  const clock = { ...createClock(), wall: () => Date.parse('2026-10-24T12:00:00Z') }
  expect(await saySchedule(terminal, flags, clock)).toBe(0)
  return terminal.out.text
}

test('times are those of the time zone, with its distance from UTC on that day', async () => {
  expect(await say({ count: 2 })).toContain(
    [
      'golden-path  30 2 * * *  Europe/Berlin, 1 user',
      '  Sun 2026-10-25 02:30:00 GMT+02:00  skipped: maintenance, backups',
      '  Mon 2026-10-26 02:30:00 GMT+01:00  skipped: maintenance, backups',
      '',
    ].join('\n'),
  )
})

test('what runs only by hand is named with its reason', async () => {
  const text = await say({ count: 1 })
  expect(text).toContain('order-ab runs only by hand. The configuration turns it off.')
  expect(text).toContain('long-hold runs only by hand. It is off unless the configuration enables it.')
  expect(text).toContain('Each begins up to 10 s later, by chance.')
  expect(text).not.toContain('refuses')
})

test('of a real target is said that watching it would cost', async () => {
  expect(await say({ count: 1, target: 'staging' })).toContain('serve refuses this as it is: ')
})
