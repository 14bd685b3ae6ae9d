import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { aTerminal } from '../../src/cli/terminal.builder.ts'
import { reportSchema } from '../../src/model/report.ts'
import { startTwin, type Twin } from '../../src/twin/start-twin.ts'
import { launchChromium } from '../chromium.ts'

const folder = mkdtempSync(join(tmpdir(), 'browser-har-'))
let browser: Awaited<ReturnType<typeof launchChromium>>
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

/** What a web app does: signs in, opens the chat with the token in a subprotocol, asks, and waits for the answer. */
async function useChat(page: Page, { urls, simulationKey }: Twin): Promise<string[]> {
  return page.evaluate(
    async ({ auth, ws, key }) => {
      const answer = await fetch(`${auth}/auth/e2e/test-auth`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-e2e-bypass-key': key },
        body: JSON.stringify({ email: 'amber-golden-path@staging.netrasystems.ai' }),
      })
      const body: unknown = await answer.json()
      const token = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : ''
      const wrapped = btoa(String(token)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      const seen: string[] = []
      const { promise, resolve } = Promise.withResolvers<string[]>()
      const socket = new WebSocket(ws, [`jwt.${wrapped}`])
      socket.onclose = () => resolve(seen)
      socket.onmessage = ({ data }) => {
        const { type }: { type: string } = JSON.parse(data)
        seen.push(type)
        if (type === 'connection_established') {
          socket.send(JSON.stringify({ type: 'user_message', payload: { content: 'How do I spend less?' } }))
        }
        if (type === 'agent_completed') socket.close(1000)
      }
      return promise
    },
    { auth: urls.auth, ws: urls.ws, key: simulationKey.reveal() },
  )
}

/** Records a session in Chromium and judges its HAR. */
async function recordAndReplay(faults: readonly string[]) {
  await using twin = await startTwin({ dialect: 'bridge', faults, seed: 'har', timeScale: 1 })
  const har = join(folder, `${faults.join() || 'healthy'}.har`)
  const context = await browser.newContext({ recordHar: { path: har, content: 'embed' } })
  const page = await context.newPage()
  await page.goto(twin.urls.app ?? '')
  const seen = await useChat(page, twin)
  await context.close()
  const terminal = aTerminal()
  const kept = join(folder, faults.join() || 'healthy')
  const code = await main(['replay', har, '--reporter', 'json', '--output', kept], terminal)
  const [run] = reportSchema.parse(JSON.parse(terminal.out.text)).runs
  if (run?.evidenceFile == null) throw new Error('the evidence was not kept')
  return { seen, code, run, evidence: readFileSync(run.evidenceFile, 'utf8'), key: twin.simulationKey.reveal() }
}

test('a session that Chromium recorded is judged, with its user known and nothing secret kept', async () => {
  const { seen, code, run, evidence, key } = await recordAndReplay([])
  expect(seen.at(-1)).toBe('agent_completed')
  expect(code).toBe(0)
  expect(run.findings.map(({ code: name }) => name)).toEqual(['answer-unproven'])
  expect(run.judgements.find(({ judge }) => judge === 'identity')?.state).toBe('holds')
  expect(evidence).toContain('⟦token:user-1⟧')
  expect(evidence).not.toMatch(/eyJ[\w-]{20}|ZXlK[\w-]{20}/)
  expect(evidence).not.toContain(key)
})

test('a session that went wrong fails, for what went wrong', async () => {
  const { code, run } = await recordAndReplay(['auth-bypass-identity-collapse'])
  expect(code).toBe(1)
  expect(run.domain).toBe('auth')
  expect(run.findings[0]?.code).toBe('auth-bypass-identity-collapse')
})
