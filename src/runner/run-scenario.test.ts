import { expect, test } from 'vitest'
import { openGuard } from '../guard/open-guard.ts'
import { targetKey } from '../guard/target-key.ts'
import { createClock } from '../kernel/clock.ts'
import { Secret } from '../kernel/secret.ts'
import { defineScenario } from '../model/scenario.ts'
import { type Target, targetSchema } from '../model/target.ts'
import { runScenario } from './run-scenario.ts'

const target: Target = {
  ...targetSchema.parse({
    urls: { auth: 'http://127.0.0.1:1', api: 'http://127.0.0.1:1', ws: 'ws://127.0.0.1:1/ws' },
    signIn: { way: 'e2e' },
  }),
  name: 'nowhere',
  kind: 'remote',
}

const idle = defineScenario({
  id: 'idle',
  summary: 'Does nothing.',
  tags: [],
  cron: '0 0 1 1 *',
  users: { default: 12, min: 12, max: 12 },
  bystanders: 0,
  requests: { perRun: 0, perUser: 0 },
  promptsPerUser: 0,
  deadlineMs: 1_000,
  judges: ['monitor'],
  hunts: [],
  run: async () => {},
})

test('a run that the guard lets wait says so, and can be stopped while it waits', async () => {
  const clock = createClock()
  using guard = openGuard({ file: ':memory:', clock })
  const { signal: calm } = new AbortController()
  const request = { pool: 'main', count: 12, owner: 'somebody else' } as const
  const held = await guard.lease(targetKey(target.urls), request, { waitMs: 0, signal: calm })
  expect(held.kind).toBe('leased')
  const stop = new AbortController()
  const { report, evidence } = await runScenario(
    {
      scenario: idle,
      target,
      credentials: { way: 'e2e', key: new Secret('a-key-of-nobody'), emailDomain: 'example.com' },
      guard,
      timeScale: 1,
      users: 12,
      seed: 'seed',
      purpose: 'manual',
      signal: stop.signal,
      progress: (event) => {
        if (event.kind === 'waiting') stop.abort(new Error('seen'))
      },
    },
    clock,
  )
  expect(stop.signal.aborted).toBe(true)
  expect(report).toMatchObject({ verdict: 'cancelled', reason: 'Stopped before the run began: seen.' })
  expect(evidence).toBeNull()
})
