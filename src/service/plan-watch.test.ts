import { expect, test } from 'vitest'
import { aScenario } from '../cli/scenario.builder.ts'
import { staging, twin } from '../config/built-in.ts'
import { type ConfigInput, configSchema } from '../config/define.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import { hiddenCost, planWatch } from './plan-watch.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const remote: Target = { ...staging, name: 'staging', kind: 'remote' }
const embedded: Target = { ...twin, urls: staging.urls, name: 'twin', kind: 'embedded' }
const scenarios = [aScenario({ id: 'first' }), aScenario({ id: 'heavy', tags: ['off'], promptsPerUser: 0 })]

function plan(config: ConfigInput = {}, all: readonly Scenario[] = scenarios, target = remote) {
  return planWatch(configSchema.parse(config), all, target, now)
}

function offs(...args: Parameters<typeof plan>): (string | null)[] {
  return plan(...args).entries.map(({ off }) => off)
}

test('without a configuration a scenario runs by its own schedule in UTC, with its own crowd', () => {
  expect(plan().entries[0]).toMatchObject({
    cadence: { cron: '* * * * *', timeZone: 'UTC' },
    users: 3,
    off: null,
  })
})

test('the configuration changes schedule, time zone and crowd of one scenario', () => {
  const { entries } = plan({
    timeZone: 'Europe/Berlin',
    schedule: { first: { cron: '0 4 * * *', users: 5 }, heavy: { enabled: true, timeZone: 'Asia/Tokyo' } },
  })
  expect(entries).toMatchObject([
    { cadence: { cron: '0 4 * * *', timeZone: 'Europe/Berlin' }, users: 5, off: null },
    { cadence: { cron: '* * * * *', timeZone: 'Asia/Tokyo' }, users: 3, off: null },
  ])
})

test('what is off by default, turned off, or makes no sense at this target runs only by hand, and says why', () => {
  expect(offs()).toEqual([null, 'It is off unless the configuration enables it.'])
  expect(offs({ schedule: { first: { enabled: false }, heavy: { enabled: true } } })).toEqual([
    'The configuration turns it off.',
    null,
  ])
  const picky = [aScenario({ id: 'first' }), aScenario({ id: 'picky', needs: ['sign-out'] })]
  const noSignOut = { ...remote, capabilities: { ...remote.capabilities, signOut: false } }
  expect(offs({}, picky, noSignOut)).toEqual([null, expect.stringContaining('picky is off, because')])
  const account = { email: 'a@x.example', passwordVariable: 'PASSWORD' }
  const lonely: Target = { ...remote, signIn: { way: 'password', accounts: [account] } }
  const crowds = [aScenario({ id: 'one', users: { default: 1, min: 1, max: 1 } }), aScenario({ id: 'many' })]
  expect(offs({}, crowds, lonely)).toEqual([null, expect.stringContaining('many needs 3 different accounts')])
})

test.each<[string, ConfigInput, string]>([
  ['an unknown scenario', { schedule: { fist: {} } }, 'Unknown scenario "fist"'],
  [
    'an unknown scenario at rest',
    { maintenance: [{ cron: '0 3 * * *', minutes: 5, scenarios: ['hevy'] }] },
    'Unknown scenario "hevy"',
  ],
  ['a field out of range', { schedule: { first: { cron: '61 * * * *' } } }, 'first: the schedule "61 * * * *" in UTC'],
  ['a day that never comes', { schedule: { first: { cron: '0 0 31 2 *' } } }, 'never comes'],
  ['too many users', { schedule: { first: { users: 9 } } }, 'first: takes 2 to 5 users, not 9'],
  ['a window without a length', { maintenance: [{ cron: '0 0 31 2 *', minutes: 5 }] }, 'maintenance[0]'],
  ['nothing left to do', { schedule: { first: { enabled: false } } }, 'nothing to watch'],
])('%s is refused by its name', (_name, config, message) => {
  expect(() => plan(config)).toThrow(UsageError)
  expect(() => plan(config)).toThrow(message)
})

test('all that is wrong is said at once', () => {
  const config = { schedule: { first: { cron: '61 * * * *', users: 9 } } }
  expect(() => plan(config)).toThrow(/not 9\n.*61 \* \* \* \*/)
})

test('times of the configuration are milliseconds in the plan', () => {
  expect(plan({ jitterSeconds: 3, graceSeconds: 7 })).toMatchObject({ jitterMs: 3_000, graceMs: 7_000 })
})

test('prompts to a real LLM need a word of permission; the twin has none, and what sends none costs none', () => {
  expect(hiddenCost(remote, plan())).toEqual(['first'])
  expect(hiddenCost({ ...remote, realLlm: true }, plan())).toEqual([])
  expect(hiddenCost(embedded, plan())).toEqual([])
  const free = { schedule: { first: { enabled: false }, heavy: { enabled: true } } }
  expect(hiddenCost(remote, plan(free))).toEqual([])
})
