import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import browserChat from '../../scenarios/browser-chat.ts'
import { twin as twinTarget } from '../../src/config/built-in.ts'
import { Secret } from '../../src/kernel/secret.ts'
import type { BrowserConfig } from '../../src/model/browser.ts'
import { readZip } from '../../src/probes/browser/artifacts/zip.ts'
import { spellings } from '../../src/protocol/nonce.ts'
import type { RunResult } from '../../src/runner/run-scenario.ts'
import type { Twin } from '../../src/twin/start-twin.ts'
import { post, signIn } from '../../src/twin/testing/sign-in.ts'
import { runInBrowser } from '../browser-run.builder.ts'

const emails = ['amber-planted@example.com', 'birch-planted@example.com']
const planted = 'planted-Pa55word-7391'
/** Something is wrong on the screen, so that all is kept. */
const twin = { faults: ['page-error-shown'] }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function pageWith(signInBy: BrowserConfig['signIn']): BrowserConfig {
  if (twinTarget.browser === undefined) throw new Error('The twin has a page.')
  return { ...twinTarget.browser, signIn: signInBy }
}

/** All that a run leaves, as texts: evidence, artifacts, and what is inside a trace. */
function textsOf({ evidence, report, artifacts }: RunResult): Map<string, string> {
  const files = artifacts.flatMap(({ name, mediaType, bytes }) => {
    const own: [string, Buffer][] = [[name, Buffer.from(bytes)]]
    if (mediaType !== 'application/zip') return own
    return [
      ...own,
      ...readZip(Buffer.from(bytes)).map((entry): [string, Buffer] => [`${name}/${entry.name}`, entry.bytes]),
    ]
  })
  const texts = files.map(([name, bytes]): [string, string] => [name, bytes.toString('latin1')])
  return new Map([...texts, ['evidence', JSON.stringify(evidence)], ['report', JSON.stringify(report)]])
}

/** `tag` stands where one of them was: in what was kept of the first page's trace. */
function expectNowhere(result: RunResult, secrets: readonly string[], tag: string): void {
  const texts = textsOf(result)
  expect(
    [...texts]
      .filter(([name]) => name.includes('.trace.zip/'))
      .map(([, text]) => Buffer.from(text, 'latin1').toString())
      .join(''),
  ).toContain(tag)
  const kinds = ['conversation.png', 'conversation.html', 'end.png', 'end.html', 'log.txt', 'trace.zip', 'har']
  for (const page of ['page-1', 'page-2']) {
    for (const kind of kinds) expect([...texts.keys()]).toContain(`${page}.${kind}`)
  }
  expect([...texts.keys()].some((name) => name.endsWith('.trace.zip/trace.trace'))).toBe(true)
  expect(texts.get('page-1.har')).toContain('_webSocketMessages')
  const needles = secrets.flatMap(spellings)
  for (const [name, text] of texts) {
    expect([name, needles.filter((needle) => text.includes(needle))]).toEqual([name, []])
    expect([name, /eyJ[\w-]{8,}\.[\w-]{8,}\./.exec(text)?.[0], /ZXlK[\w+/-]{60,}/.exec(text)?.[0]]).toEqual([
      name,
      undefined,
      undefined,
    ])
  }
}

async function registered({ urls }: Twin): Promise<void> {
  for (const email of emails) await post(`${urls.auth}/auth/register`, { email, password: planted, name: email })
}

test('a password that was typed into the form, and the tokens it gave, are found nowhere', async () => {
  const accounts = emails.map((email) => ({ email, passwordVariable: 'UNUSED' }))
  const form = { way: 'form', email: '#email', password: '#password', submit: '[value=login]' } as const
  const result = await runInBrowser(browserChat, {
    twin,
    keepsArtifacts: true,
    credentials: { way: 'password', accounts: emails.map((email) => ({ email, password: new Secret(planted) })) },
    async target(running) {
      await registered(running)
      return { signIn: { way: 'password', accounts }, browser: pageWith(form) }
    },
  })
  expect(result.report.findings[0]?.code).toBe('page-error-shown')
  expectNowhere(result, [planted], '⟦password:user-1⟧')
  expect(JSON.stringify(result.evidence)).toContain('⟦token:user-1⟧')
  expect(result.evidence?.users.map(({ userId }) => typeof userId)).toEqual(['string', 'string'])
}, 180_000)

test('tokens of a storage state, and what the page makes of them, are found nowhere', async () => {
  const tokens: string[] = []
  const accounts = emails.map((email, index) => ({ email, file: join(folder, `${index}.json`) }))
  const result = await runInBrowser(browserChat, {
    twin: { ...twin, variant: 'page-by-subprotocol' },
    keepsArtifacts: true,
    credentials: { way: 'token', accounts: emails.map((email) => ({ email, token: new Secret('never-asked-for') })) },
    async target(running) {
      for (const { email, file } of accounts) {
        const token = await signIn(running, email.split('@')[0] ?? '')
        tokens.push(token)
        const localStorage = [{ name: 'jwt_token', value: token }]
        const origins = [{ origin: running.urls.app ?? '', localStorage }]
        writeFileSync(file, JSON.stringify({ cookies: [], origins }))
      }
      return {
        signIn: { way: 'token', accounts: emails.map((email) => ({ email, tokenVariable: 'UNUSED' })) },
        browser: pageWith({ way: 'storage-state', accounts }),
      }
    },
  })
  expect(result.report.findings[0]?.code).toBe('page-error-shown')
  expect(tokens).toHaveLength(2)
  expectNowhere(result, tokens, '⟦storage:user-1⟧')
  // Nobody could sign in again for us.
  const sights = result.evidence?.facts.flatMap((fact) => (fact.kind === 'screen' ? fact.sight : []))
  expect(sights).toContain('reloaded')
  expect(sights).not.toContain('signed-out')
}, 180_000)
