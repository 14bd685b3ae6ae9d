import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.builder.ts'
import { aFactoryFailure, aGoodRun, aHostileRun } from '../runs.builder.ts'

type Opened = Awaited<ReturnType<typeof openApp>>
let app: Opened
let incident = ''
beforeAll(async () => {
  app = await openApp()
  await app.record(aGoodRun({ runId: 'good' }))
  await app.record(aFactoryFailure({ runId: 'bad', startedAt: '2026-11-22T15:19:01.000Z' }))
  await app.record(aHostileRun({ runId: 'hostile', scenario: 'other-path' }))
  await app.record(aGoodRun({ runId: 'old', scenario: 'taken-out' }))
  incident = app.history.run('bad')?.summary.incidentId ?? ''
})
afterAll(() => app[Symbol.asyncDispose]())

const text = async (path: string) => (await app.page(path)).text()

test('the overview says that the path is closed, whose fault it is, and what to do first', async () => {
  const page = await text('/')
  expect(page).toContain('The golden path is closed')
  expect(page).toContain('<strong>factory</strong>')
  expect(page).toContain('href="/codes/factory-ssot-validation-1011"')
  expect(page).toContain('Do this first')
  expect(page).toContain('href="/runs/bad"')
  expect(page).toContain('Open incidents')
})

test('every page says that the twin is a demo', async () => {
  const paths = ['/', '/runs', '/runs/bad', '/scenarios/golden-path', '/incidents', '/codes', '/live', '/nowhere']
  for (const path of paths) expect(await text(path), path).toContain('<strong>Demo.</strong>')
})

test('the flight recorder shows what was expected and what came, and repeats the run', async () => {
  const page = await text('/runs/bad')
  expect(page).toContain('href="#finding-1"')
  expect(page).toContain('id="finding-1"')
  expect(page).toContain('<dt>user-1: expected</dt>')
  expect(page).toContain('socket-1 closed with 1011')
  expect(page).toContain('npm run -s golden-path -- run golden-path --users 1 --seed seed')
  expect(page).toContain('href="/api/v1/runs/bad/evidence"')
  expect(page).toContain('href="/api/v1/runs/bad/har"')
  expect(page).toContain(`href="/incidents/${incident}"`)
})

test('the timeline can be narrowed, the facts be those of one user, pings be shown', async () => {
  const narrow = await text('/runs/good?from=0&to=200')
  expect(narrow).toContain('Shown: 0 ms to 200 ms')
  expect(narrow.match(/class="sight/g) ?? []).toHaveLength(0)
  expect(await text('/runs/good')).toContain('id="fact-0"')
  expect(await text('/runs/good?user=user-1')).not.toContain('id="fact-0"')
  expect((await app.page('/runs/good?facts=0')).status).toBe(400)
  expect((await app.page('/runs/good?from=x')).status).toBe(400)
})

test('an incident tells from when to when, and leads to its first and last evidence', async () => {
  const page = await text(`/incidents/${incident}`)
  expect(page).toContain('2026-11-22 15:19:01 UTC')
  expect(page).toContain('First evidence')
  expect(await text('/incidents')).toContain(`href="/incidents/${incident}"`)
})

test('a scenario has percentiles, verdicts and codes, and two runs side by side', async () => {
  const page = await text('/scenarios/golden-path?left=good&right=bad')
  expect(page).toContain('data-latency="/api/v1/scenarios/golden-path/latency"')
  expect(page).toContain('<table class="compare">')
  expect(page).toContain('<option value="good" selected>')
  expect((await app.page('/scenarios/golden-path?left=none&right=bad')).status).toBe(404)
})

test('a scenario that was taken out leads to the runs that are left of it', async () => {
  const gone = await app.page('/scenarios/taken-out')
  expect([gone.status, gone.headers.get('location')]).toEqual([302, '/runs?scenario=taken-out'])
  const runs = await text('/runs?scenario=taken-out')
  expect(runs).toContain('<option selected>taken-out</option>')
  expect(runs).toContain('href="/runs/old"')
})

test('runs can be narrowed by a form that leaves fields empty', async () => {
  const page = await text('/runs?scenario=golden-path&verdict=fail&purpose=&code=')
  expect(page).toContain('href="/runs/bad"')
  expect(page).not.toContain('href="/runs/good"')
  expect(page).toContain('<option selected>fail</option>')
})

test('the runbook has an entry for each code, and one that is misspelt names the nearest', async () => {
  expect(await text('/codes/agent-death-silent')).toContain('Do this first')
  expect(await text('/codes')).toContain('href="/codes/agent-death-silent"')
  expect(await text('/codes/agent-death')).toContain('Did you mean &quot;agent-death-silent&quot;?')
})

test.each([
  '/',
  '/runs',
  '/runs/hostile',
  '/runs/hostile?from=0&to=900',
  '/scenarios/other-path',
  '/incidents',
  '/live',
])('whatever a target writes stays text and is cut: %s', async (path) => {
  const page = await text(path)
  expect(page).not.toMatch(/<script>|<img|onerror="/)
  expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
  expect(page).not.toContain('A'.repeat(5_000))
  expect(page.length).toBeLessThan(200_000)
})

test('a hostile run shows its text, so that a person sees what came', async () => {
  const page = await text('/runs/hostile')
  expect(page).toContain('&lt;script&gt;document.title=')
  expect(page).toContain('\\u202e')
  expect(page).toMatch(/\(\d+ more characters\)/)
})

test('a run that is asked for by the form leads to its page', async () => {
  const answer = await app.post('/runs', 'scenario=golden-path&users=&seed=', {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: 'http://localhost:9464',
  })
  expect(answer.status).toBe(303)
  const path = answer.headers.get('location') ?? ''
  expect(await text(path)).toContain('golden-path goes on')
  expect(await text('/live')).toContain('1 run going on')
  await app.until(() => app.runs.some(({ report }) => path.endsWith(report.runId)))
  expect(await text(path)).toContain('Everything that was seen, in order')
})

test('a broken configuration and a scheduler that stopped are said on every page', async () => {
  await using own = await openApp()
  own.service.reload({ kind: 'bad', reason: 'defaultTarget: <b>no such target</b>' })
  const page = await (await own.page('/runs')).text()
  expect(page).toContain('The configuration is broken.')
  expect(page).toContain('&lt;b&gt;no such target&lt;/b&gt;')
  await own.service.stop()
  expect(await (await own.page('/')).text()).toContain('The scheduler does not run.')
  expect((await own.get('/readyz')).status).toBe(503)
})
