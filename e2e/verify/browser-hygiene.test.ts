import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import browserChat from '../../scenarios/browser-chat.ts'
import { defineScenario, type Stage } from '../../src/model/scenario.ts'
import { runInBrowser } from '../browser-run.builder.ts'
import { browserLeader, chromiumProcesses, MARK } from '../chromium-processes.ts'
import { startCommand } from '../cli-command.ts'

let mark = ''
beforeEach(() => {
  mark = randomBytes(8).toString('hex')
  process.env[MARK] = mark
})
afterEach(() => {
  delete process.env[MARK]
})

/** As browser-chat, but one user who does what a test is about. */
function play(run: (stage: Stage) => Promise<void>) {
  const judges = ['monitor', 'screen', 'sequence', 'closes'] as const
  return defineScenario({ ...browserChat, id: 'browser-play', users: { default: 1, min: 1, max: 1 }, judges, run })
}

/** One user opens the page, chats, and is disturbed by what a test does to the browser. */
function disturbed(disturb: () => void) {
  return play(async (stage) => {
    for (const user of stage.users) {
      const page = await stage.browser.open(user)
      disturb()
      await stage.browser.converse(page)
      await stage.browser.close(page)
    }
  })
}

function signal(name: 'SIGKILL' | 'SIGSTOP'): void {
  const leader = browserLeader(mark)
  if (leader === undefined) throw new Error('There is no browser to disturb.')
  process.kill(leader, name)
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('golden-path-pages-'))

/** Those that were killed take a moment to be gone. */
async function expectNone(): Promise<void> {
  await expect.poll(() => chromiumProcesses(mark), { timeout: 5_000 }).toEqual([])
}

test('a browser that crashes is our error, never a failure of the target, and leaves nothing', async () => {
  const { report } = await runInBrowser(disturbed(() => signal('SIGKILL')))
  expect(report).toMatchObject({ verdict: 'error', cause: 'browser', findings: [] })
  await expectNone()
}, 120_000)

test('a browser that hangs is killed with all that it started, well before the answer would be missed', async () => {
  const before = performance.now()
  const { report } = await runInBrowser(
    disturbed(() => signal('SIGSTOP')),
    { timeScale: 1 },
  )
  expect(report).toMatchObject({ verdict: 'error', cause: 'browser', findings: [] })
  expect(performance.now() - before).toBeLessThan(60_000)
  await expectNone()
}, 120_000)

test('a scenario that throws, and one that leaves its page open, leave no browser', async () => {
  const forgetful = play(async (stage) => {
    for (const user of stage.users) await stage.browser.open(user)
  })
  expect((await runInBrowser(forgetful)).report.verdict).not.toBe('error')
  await expectNone()
  const throwing = play(async (stage) => {
    for (const user of stage.users) await stage.browser.open(user)
    throw new Error('a defect')
  })
  expect((await runInBrowser(throwing)).report).toMatchObject({ verdict: 'error', cause: 'scenario_threw' })
  await expectNone()
}, 120_000)

test.each([
  ['an interrupt', 'SIGINT', 130],
  ['the death of the monitor', 'SIGKILL', null],
] as const)(
  '%s leaves no browser',
  async (_name, name, code) => {
    const args = ['run', 'browser-chat', '--time-scale', '2']
    const command = startCommand(args, { [MARK]: mark, PATH: process.env.PATH ?? '' })
    await command.says('page open passed')
    expect(chromiumProcesses(mark).length).toBeGreaterThan(1)
    command.child.kill(name)
    expect((await command.ended).code).toBe(code)
    await expectNone()
  },
  120_000,
)

test('fifty runs, with kills in between, leave no Chromium and no folder', async () => {
  const before = leftovers()
  const quick = play(async (stage) => {
    for (const user of stage.users) await stage.browser.close(await stage.browser.open(user))
  })
  const killed: string[] = []
  const others: string[] = []
  for (let n = 1; n <= 50; n++) {
    const isKilled = n % 5 === 0
    const scenario = isKilled ? disturbed(() => signal('SIGKILL')) : quick
    const { report } = await runInBrowser(scenario, { keepsArtifacts: n % 10 === 1, timeScale: 10 })
    ;(isKilled ? killed : others).push(report.verdict)
  }
  expect(killed).toEqual(Array(10).fill('error'))
  expect(others).toHaveLength(40)
  expect(others.filter((verdict) => verdict === 'error' || verdict === 'fail')).toEqual([])
  await expectNone()
  expect(leftovers()).toEqual(before)
}, 900_000)
