import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openApp } from '../app.builder.ts'
import { aFactoryFailure, aGoodRun } from '../runs.builder.ts'
import { endpoints } from './endpoints.ts'

type Opened = Awaited<ReturnType<typeof openApp>>
let app: Opened
let incident = ''
beforeAll(async () => {
  app = await openApp()
  await app.record(aGoodRun({ runId: 'good' }))
  await app.record(aFactoryFailure({ runId: 'bad', startedAt: '2026-11-22T15:19:01.000Z' }))
  incident = app.history.run('bad')?.summary.incidentId ?? ''
})
afterAll(() => app[Symbol.asyncDispose]())

test('every answer of the API is what its description says', async () => {
  const values: Record<string, string> = {
    scenario: 'golden-path',
    runId: 'bad',
    seq: '3',
    id: incident,
    code: 'factory-ssot-validation-1011',
  }
  const asked: string[] = []
  for (const { doc } of endpoints) {
    if (doc.method !== 'get' || !('schema' in doc.answer)) continue
    const path = doc.path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '?')
    const answer = await app.get(path)
    expect(answer.status, path).toBe(200)
    const checked = doc.answer.schema.safeParse(await answer.json())
    expect(checked.success ? '' : z.prettifyError(checked.error), path).toBe('')
    asked.push(path)
  }
  expect(asked.length).toBeGreaterThan(10)
})

test('the description is served, and every reference in it leads somewhere', async () => {
  const served: unknown = await (await app.get('/api/v1/openapi.json')).json()
  const names = new Set(
    Object.keys(z.object({ components: z.object({ schemas: z.looseObject({}) }) }).parse(served).components.schemas),
  )
  const text = JSON.stringify(served)
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name)
  expect(references.length).toBeGreaterThan(20)
  expect(references.filter((name) => !names.has(name))).toEqual([])
})

test('runs are narrowed by what is asked for', async () => {
  const ids = async (query: string) => {
    const runs: unknown = await (await app.get(`/api/v1/runs${query}`)).json()
    return z
      .array(z.object({ runId: z.string() }))
      .parse(runs)
      .map(({ runId }) => runId)
  }
  expect(await ids('')).toEqual(['bad', 'good'])
  expect(await ids('?verdict=fail')).toEqual(['bad'])
  expect(await ids('?code=factory-ssot-validation-1011')).toEqual(['bad'])
  expect(await ids(`?incident=${incident}`)).toEqual(['bad'])
  expect(await ids('?scenario=other-path')).toEqual([])
  expect(await ids(`?before=${Date.parse('2026-11-22T15:19:01.000Z')}`)).toEqual(['good'])
  expect(await ids('?limit=1')).toEqual(['bad'])
})

test.each([
  ['/api/v1/runs?limit=0', 'limit'],
  ['/api/v1/runs?verdict=red', 'verdict'],
  ['/api/v1/runs?verdikt=fail', 'did you mean \\"verdict\\"'],
  ['/api/v1/status?x=1', 'unknown key'],
])('%s is refused and says why', async (path, why) => {
  const answer = await app.get(path)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain(why)
})

test.each([
  ['/api/v1/runs/none', 'There is no run none.'],
  ['/api/v1/runs/none/evidence', 'There is no run none.'],
  ['/api/v1/runs/bad/facts/999', 'The run has no fact 999.'],
  ['/api/v1/incidents/none', 'There is no incident none.'],
  ['/api/v1/codes/factory-ssot-validation', 'Did you mean \\"factory-ssot-validation-1011\\"?'],
  ['/api/v1/scenarios/golden', 'Did you mean \\"golden-path\\"?'],
])('%s is not there, and the answer says what to do', async (path, says) => {
  const answer = await app.get(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain(says)
})

test('the HAR of a run has its frames', async () => {
  const har = await (await app.get('/api/v1/runs/good/har')).json()
  expect(JSON.stringify(har)).toContain('_webSocketMessages')
})

test.each([
  ['no JSON', 'x', 400],
  ['no scenario', {}, 400],
  ['an unknown key', { scenario: 'golden-path', user: 2 }, 400],
  ['too many users', { scenario: 'golden-path', users: 4 }, 400],
  ['a number of users that is none', { scenario: 'other-path', users: true }, 400],
  ['a number of users in a text', { scenario: 'other-path', users: '1' }, 400],
  ['a seed that is a command', { scenario: 'golden-path', seed: 'a b; rm' }, 400],
  ['an unknown scenario', { scenario: 'golden' }, 404],
])('a wish for a run with %s is refused', async (_what, wish, status) => {
  expect((await app.post('/api/v1/runs', wish)).status).toBe(status)
})

test('a run that is asked for starts, goes on, and is on record in the end', async () => {
  const answer = await app.post('/api/v1/runs', { scenario: 'other-path', seed: 'mine' })
  expect(answer.status).toBe(202)
  const { runId, url } = z.object({ runId: z.string(), url: z.string() }).parse(await answer.json())
  const again = await app.post('/api/v1/runs', { scenario: 'other-path' })
  expect(again.status).toBe(409)
  expect((await app.page(`/runs/${runId}`)).status).toBe(200)
  await app.until(() => app.runs.some(({ report }) => report.runId === runId))
  const run = await (await app.get(url)).json()
  expect(run).toMatchObject({ report: { runId, seed: 'mine', purpose: 'manual' } })
})
