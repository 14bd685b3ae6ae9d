import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { domains } from '../../model/words.ts'
import { cadenceOf } from '../cadence.ts'
import type { Alert } from '../rules/rule.ts'
import { rules } from '../rules/rules.ts'
import { alertmanagerFile } from './alertmanager-file.ts'
import { inhibitions } from './inhibitions.ts'
import { receiverOf, routes, teams } from './routing.ts'

const rhythm = { intervalMs: 300_000, deadlineMs: 420_000, isCore: true }
const cadence = cadenceOf(
  new Map([
    ['golden-path', rhythm],
    ['upgrade-race', { ...rhythm, isCore: false }],
  ]),
)
const names = new Set(
  rules({ cadence })
    .flatMap((group) => group.rules)
    .filter((rule): rule is Alert => rule.kind === 'alert')
    .map(({ alert }) => alert),
)

test('every domain has one team, and a page and a ticket of it go to different receivers', () => {
  for (const domain of domains) {
    const owners = Object.values<readonly string[]>(teams).filter((own) => own.includes(domain))
    expect(owners.length, domain).toBe(1)
  }
  expect(new Set(routes.map(({ receiver }) => receiver)).size).toBe(routes.length)
})

test('whatever has no known domain is told to whoever is on call', () => {
  const [first] = routes
  expect(first?.receiver).toBe(receiverOf('on-call', 'page'))
  expect(first?.matchers.join()).toContain('domain!~"platform|network|auth|')
})

test('inhibitions name only alerts that there are', () => {
  const named = inhibitions
    .flatMap(({ source_matchers, target_matchers }) => [...source_matchers, ...target_matchers])
    .filter((matcher) => matcher.startsWith('alertname'))
    .flatMap((matcher) => /"(.*)"/.exec(matcher)?.[1]?.split('|') ?? [])
  expect(named.filter((name) => !names.has(name))).toEqual([])
})

test('nothing silences what one event is enough for, but the same alert said louder', () => {
  const safety = ['GoldenPathLeak', 'GoldenPathBadTokenAccepted', 'GoldenPathWrongIdentity']
  const strangers = inhibitions.filter(({ target_matchers }) => {
    const text = target_matchers.join(' ')
    const named = safety.filter((name) => text.includes(name)).length
    const leavesOut = text.includes('alertname!~') || text.includes('severity="ticket"')
    return leavesOut ? text.includes('alertname!~') && named < safety.length : named > 0
  })
  expect(strangers).toEqual([])
})

test('the file has a receiver for every route', () => {
  const waits = { groupMs: 1_000, changeMs: 2_000, repeatMs: 3_000 }
  const text = alertmanagerFile({ waits, hook: (name) => `http://127.0.0.1:1/${name}` }, '# made\n')
  const file: { route: { routes: { receiver: string }[] }; receivers: { name: string }[] } = parse(text)
  expect(text.startsWith('# made\n')).toBe(true)
  expect(file.receivers.map(({ name }) => name)).toEqual(file.route.routes.map(({ receiver }) => receiver))
  expect(text).toContain('url: http://127.0.0.1:1/page-security')
})
