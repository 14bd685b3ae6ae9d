import { expect, test } from 'vitest'
import { twin as twinTarget } from '../config/built-in.ts'
import { openGuard } from '../guard/open-guard.ts'
import { createClock } from '../kernel/clock.ts'
import { Secret } from '../kernel/secret.ts'
import type { Evidence } from '../model/evidence-file.ts'
import { defineScenario, type Scenario, type Stage } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import { createTokenShelf, type TokenShelf } from '../probes/token-shelf.ts'
import { startTwin } from '../twin/start-twin.ts'
import { runScenario } from './run-scenario.ts'

const TIME_SCALE = 10

function scenario(run: (stage: Stage) => Promise<void>, more: Partial<Scenario> = {}): Scenario {
  return defineScenario({
    id: 'negative-controls',
    summary: 'Shows bad tokens.',
    tags: [],
    cron: '* * * * *',
    users: { default: 1, min: 1, max: 1 },
    bystanders: 0,
    requests: { perRun: 1, perUser: 1 },
    promptsPerUser: 0,
    deadlineMs: 400_000,
    judges: ['handshake', 'controls'],
    hunts: [],
    run,
    ...more,
  })
}

type Options = { readonly faults?: readonly string[]; readonly shelf?: TokenShelf; readonly target?: Partial<Target> }

async function perform(which: Scenario, { faults = [], shelf, target = {} }: Options = {}) {
  await using twin = await startTwin({ dialect: 'handshake', faults, seed: 'controls', timeScale: TIME_SCALE })
  const clock = createClock()
  using guard = openGuard({ file: ':memory:', clock })
  return await runScenario(
    {
      scenario: which,
      target: { ...twinTarget, name: 'twin', kind: 'embedded', urls: twin.urls, ...target },
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' },
      guard,
      timeScale: TIME_SCALE,
      users: 1,
      ...(shelf === undefined ? {} : { shelf }),
      seed: 'controls',
      purpose: 'manual',
      signal: new AbortController().signal,
      progress: () => undefined,
    },
    clock,
  )
}

const shown = (evidence: Evidence | null) =>
  (evidence?.facts ?? []).flatMap((fact) => (fact.kind === 'upgrade' ? [fact.credential ?? 'good'] : []))

const everyControl = scenario(async (stage) => {
  await stage.together(stage.users, async (user) => {
    const session = await stage.signIn(user)
    for (const transport of ['header', 'subprotocol'] as const) {
      await stage.close(await stage.connect(session, { transport }))
    }
    for (const credential of ['no_token', 'tampered', 'expired'] as const) await stage.control(session, credential)
    await stage.close(await stage.connect(session, { route: 'direct' }))
    await stage.signOut(session)
    await stage.control(session, 'logged_out')
  })
})

test('a healthy twin refuses every bad token, and evidence holds no token at all', async () => {
  const { report, evidence } = await perform(everyControl)
  expect([report.verdict, report.reason]).toEqual(['pass', 'All 2 judges hold for one user.'])
  expect(shown(evidence)).toEqual(['good', 'good', 'no_token', 'tampered', 'good', 'logged_out'])
  expect(report.steps.map(({ name, state }) => `${name}: ${state}`)).toContain('control expired (user-1): not-run')
  expect(JSON.stringify(evidence)).not.toMatch(/eyJ|ZXlK/)
})

test('a token from long ago serves as the expired one, and the twin that does not look at it is found out', async () => {
  const shelf = createTokenShelf()
  const head = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')
  const claims = Buffer.from('{"sub":"e2e-amber-golden-path","exp":1000}').toString('base64url')
  shelf.keep('amber-golden-path@staging.netrasystems.ai', new Secret(`${head}.${claims}.b2xkLXNpZ25hdHVyZQ`))
  const only = scenario(async (stage) => {
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      await stage.close(await stage.connect(session))
      await stage.control(session, 'expired')
    })
  })
  expect((await perform(only, { shelf })).report).toMatchObject({ verdict: 'pass' })
  const { report, evidence } = await perform(only, { shelf, faults: ['negative-control-accepted'] })
  expect(report).toMatchObject({ verdict: 'fail', findings: [{ code: 'negative-control-accepted' }] })
  expect(shown(evidence)).toEqual(['good', 'expired'])
})

test('the fourth bad token in a row is not shown, and is our own error', async () => {
  const greedy = scenario(async (stage) => {
    await stage.together(stage.users, async (user) => {
      const session = await stage.signIn(user)
      await stage.close(await stage.connect(session))
      for (let count = 0; count < 4; count += 1) await stage.control(session, 'tampered')
    })
  })
  const { report, evidence } = await perform(greedy)
  expect(report).toMatchObject({ verdict: 'error', reason: expect.stringContaining('too many bad tokens') })
  expect(shown(evidence)).toEqual(['good', 'tampered', 'tampered', 'tampered'])
})

test.each([
  ['does not take tokens back', { capabilities: { ...twinTarget.capabilities, signOut: false } }],
  [
    'has tokens that were made elsewhere',
    { signIn: { way: 'token', accounts: [{ email: 'a@example.com', tokenVariable: 'T' }] } } satisfies Partial<Target>,
  ],
])('a scenario that needs to sign out does not start where the target %s', async (_what, target) => {
  const { report, evidence } = await perform({ ...everyControl, needs: ['sign-out'] }, { target })
  expect(evidence).toBeNull()
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: expect.stringContaining('negative-controls is off'),
  })
})
