import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { domains } from '../../src/model/words.ts'
import { receiverOf, teams } from '../../src/observe/alertmanager/routing.ts'
import { prometheusTool } from '../prometheus-tool.ts'

const dashboards = fileURLToPath(new URL('../../dashboards/', import.meta.url))
const rules = join(dashboards, 'prometheus')
const alertmanager = join(dashboards, 'alertmanager', 'alertmanager.yaml')
/** Promtool plays hours of a monitor's life, minute by minute: minutes on a machine that is free. */
const PATIENCE_MS = 1_800_000

/** What a tool says to all of its arguments. Throws an Error with its words when it is not content. */
function say(tool: 'promtool' | 'amtool', args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(prometheusTool(tool), args, { encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${tool} ${args.join(' ')}: ${error?.message ?? ''}\n${stdout}${stderr}`)
}

test('promtool finds nothing wrong with the rules that are shipped', () => {
  expect(say('promtool', ['check', 'rules', join(rules, 'golden-path.rules.yaml')])).toMatch(/SUCCESS: \d+ rules found/)
})

test.each(readdirSync(rules).filter((name) => name.endsWith('.test.yaml')))(
  'the rules that are shipped fire when they must and only then: %s',
  (name) => {
    expect(say('promtool', ['test', 'rules', join(rules, name)])).toContain('SUCCESS')
  },
  PATIENCE_MS,
)

test('amtool finds nothing wrong with the configuration of Alertmanager', () => {
  expect(say('amtool', ['check-config', alertmanager])).toContain('SUCCESS')
})

test.each([
  ...Object.entries(teams).flatMap(([team, own]) => own.map((domain) => [domain, team] as const)),
  ['unknown', 'on-call'] as const,
])('alerts of domain %s go to %s', (domain, team) => {
  const route = (severity: string) =>
    say('amtool', [
      'config',
      'routes',
      'test',
      `--config.file=${alertmanager}`,
      `severity=${severity}`,
      `domain=${domain}`,
    ])
  const known = Object.keys(teams).find((name): name is keyof typeof teams => name === team)
  if (known === undefined) throw new Error(`There is no team ${team}.`)
  expect(route('page').trim()).toBe(receiverOf(known, 'page'))
  expect(route('ticket').trim()).toBe(receiverOf(known, 'ticket'))
})

test('no domain is without a team', () => {
  expect(new Set(Object.values<readonly string[]>(teams).flat())).toEqual(new Set(domains))
})
