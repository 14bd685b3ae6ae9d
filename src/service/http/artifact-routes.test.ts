import { expect, test } from 'vitest'
import { judgeEvidence } from '../../judges/judge.ts'
import { buildReport } from '../../runner/build-report.ts'
import { openApp } from './app.builder.ts'
import { aFactoryFailure } from './runs.builder.ts'

const runId = '20261122T150901-1f3a9c02'
const picture = { name: 'page-1.end.png', mediaType: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }
const document = { name: 'page-1.end.html', mediaType: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') }

async function appWith(artifacts: readonly (typeof picture)[]) {
  const app = await openApp()
  const evidence = aFactoryFailure({ runId })
  app.history.finished({ report: buildReport(evidence, judgeEvidence(evidence)), evidence, artifacts })
  await app.history.flush()
  return app
}

test('the page of a run shows its pictures and offers the rest', async () => {
  await using app = await appWith([picture, document])
  const text = await (await app.page(`/runs/${runId}`)).text()
  expect(text).toContain(`<img src="/runs/${runId}/artifacts/page-1.end.png" alt="The screen of page-1 at the end"`)
  expect(text).toContain('page-1.end.html (1 KB)')
  const image = await app.page(`/runs/${runId}/artifacts/page-1.end.png`)
  expect(image.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(picture.bytes)
})

test('what a page of the target held is taken along, never shown as a page of ours', async () => {
  await using app = await appWith([document])
  const answer = await app.page(`/runs/${runId}/artifacts/page-1.end.html`)
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${runId}.page-1.end.html"`)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('a run without pages says nothing of them, and what is not there is not found', async () => {
  await using app = await appWith([])
  expect(await (await app.page(`/runs/${runId}`)).text()).not.toContain('What stood on the pages')
  expect((await app.page(`/runs/${runId}/artifacts/page-1.end.png`)).status).toBe(404)
  expect((await app.page('/runs/..%2f..%2fetc/artifacts/passwd.txt')).status).toBe(404)
})
