import { expect, test } from 'vitest'
import { configSchema } from '../../config/define.ts'
import { loadScenarios, ownScenarios } from '../../config/load-scenarios.ts'
import { demoConfig, quickCron } from './demo-config.ts'
import { troubles } from './switches.ts'
import { watchedScenarios } from './watched.ts'

const urls = { auth: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2', ws: 'ws://127.0.0.1:2/ws' }

test.each([
  ['*/5 * * * *', '*/5 * * * * *'],
  ['2-59/15 * * * *', '2-59/15 * * * * *'],
  ['35 */6 * * *', '35 */6 * * * *'],
])('%s becomes %s', (cron, quick) => {
  expect(quickCron(cron)).toBe(quick)
})

test('the configuration of the demo is one, and only what is watched runs', async () => {
  const scenarios = await loadScenarios(ownScenarios)
  const config = configSchema.parse(demoConfig(urls, scenarios, watchedScenarios))
  const running = Object.entries(config.schedule).filter(([, { enabled }]) => enabled !== false)
  expect(new Set(running.map(([id]) => id))).toEqual(new Set(watchedScenarios))
  expect(config.schedule['golden-path']?.cron).toBe('*/5 * * * * *')
})

test('every trouble has a key of its own', () => {
  expect(new Set(troubles.map(({ key }) => key)).size).toBe(troubles.length)
})
