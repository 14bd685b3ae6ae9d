import { expect, test } from 'vitest'
import skew from '../scenarios/client-server-skew.ts'
import { runInBrowser } from './browser-run.builder.ts'
import { runCommand } from './cli-command.ts'

test('page and client come to the same end, and the page leaves facts as the client does', async () => {
  const { report, evidence, artifacts } = await runInBrowser(skew, { keepsArtifacts: true })
  expect(report.reason).toBe('All 12 judges hold for 2 users.')
  expect(artifacts).toEqual([])
  const facts = evidence?.facts.filter(({ user }) => user === 'user-2') ?? []
  const frames = facts.filter((fact) => fact.kind === 'frame')
  expect(frames.map(({ socket }) => socket)).toEqual(frames.map(() => 'page-1/1'))
  expect(facts.filter((fact) => fact.kind === 'upgrade')).toMatchObject([
    { client: 'browser', transport: 'ticket', status: 101, url: expect.stringMatching(/ticket=⟦ticket:user-2\/1⟧$/) },
  ])
  expect(facts.filter((fact) => fact.kind === 'close')).toMatchObject([{ initiator: 'client', scripted: true }])
  const sights = facts.filter((fact) => fact.kind === 'screen')
  const told = sights.filter(({ sight }) => sight === 'progress').map(({ name }) => name)
  expect(new Set(told)).toEqual(
    new Set(['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed']),
  )
  const vitals = sights.filter(({ sight }) => sight === 'vital').map(({ name }) => name)
  expect(vitals).toEqual(expect.arrayContaining(['ttfb', 'lcp', 'first_event_on_screen']))
  expect(facts.map(({ kind }) => kind)).toContain('prompt')
}, 60_000)

test('without Chromium a scenario that needs one is refused, with the command that installs it', async () => {
  const { code, stderr } = await runCommand(['run', 'browser-chat'], { GOLDEN_PATH_CHROMIUM: '/nowhere/chromium' })
  expect(code).toBe(2)
  expect(stderr).toContain('There is no Chromium on this machine, and these scenarios need one: browser-chat.')
  expect(stderr).toContain('apt-get install chromium')
})
