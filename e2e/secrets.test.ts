import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aCanary, tracesOf } from './canary.ts'
import { startCommand } from './cli-command.ts'
import type { EchoManner } from './echo-target.builder.ts'
import { key, leaksIn, password, plant, runAndRead, type Shown, shownIn, type Way } from './planted.ts'

test.concurrent.each<[Way, EchoManner, string[]]>([
  ['e2e', 'talks', ['⟦sign-in-key⟧', '⟦token:user-1⟧']],
  ['token', 'redirects', ['⟦token:user-1⟧']],
])(
  'what a target echoes to users who sign in by %s, and %s, is in no report, evidence or HAR of a command',
  async (way, manner, tags) => {
    const { code, leaks, masked } = await runAndRead(way, manner, 'golden-path')
    expect(leaks).toEqual([])
    // The proof needs that it was all there to be seen.
    expect(code).toBe(1)
    expect(Object.keys(masked)).toEqual(tags)
    for (const tag of tags) expect(masked[tag], tag).toBeGreaterThan(manner === 'talks' ? 100 : 30)
  },
)

const pageToken = aCanary('page-token', ['page-token-0123456789-', ''])
const heartbeat = aCanary('heartbeat', ['', ''])

/** Asks as a person with the token does. */
async function ask(url: string, path: string, headers: Record<string, string> = {}): Promise<Shown> {
  const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${pageToken.value}`, ...headers } })
  const head = [...response.headers].map((pair) => pair.join(': ')).join('\n')
  return { name: `${response.status} ${path}`, text: `${head}\n\n${await response.text()}` }
}

async function json<Body>(url: string, path: string): Promise<Body> {
  const { text } = await ask(url, path)
  return JSON.parse(text.slice(text.indexOf('\n\n')))
}

/** Everything that the monitor shows of one run. */
async function visit(url: string, runId: string): Promise<Shown[]> {
  const stranger = await fetch(`${url}/`, { headers: { Authorization: 'Bearer wrong', Accept: 'text/html' } })
  const { paths } = await json<{ paths: Record<string, object> }>(url, '/api/v1/openapi.json')
  const [incident] = await json<{ id: string }[]>(url, '/api/v1/incidents')
  const id = incident?.id ?? 'none'
  const known = { runId, scenario: 'golden-path', seq: '5', code: 'factory-ssot-validation-1011', id }
  const api = Object.keys(paths)
    .filter((path) => path.startsWith('/api/') && !path.endsWith('/live'))
    .map((path) => path.replace(/\{(\w+)\}/g, (_, name: keyof typeof known) => known[name]))
  const ofRun = [`/runs/${runId}`, '/scenarios/golden-path', `/incidents/${id}`]
  const pages = ['/', '/runs', '/incidents', '/live', '/login', '/nowhere', ...ofRun]
  const shown = await Promise.all([
    ...[...api, ...pages, '/healthz', '/readyz', '/metrics'].map((path) =>
      ask(url, path, { Accept: 'text/html, */*' }),
    ),
    ask(url, '/metrics', { Accept: 'application/openmetrics-text;version=1.0.0' }),
  ])
  const names = shown.map(({ name }) => name)
  const found = [...ofRun, '/', '/metrics', ...['', '/evidence', '/har'].map((part) => `/api/v1/runs/${runId}${part}`)]
  expect(names).toEqual(expect.arrayContaining(found.map((path) => `200 ${path}`)))
  return [{ name: 'stranger', text: await stranger.text() }, ...shown]
}

test.concurrent('what a target echoes is in no log, page, API answer, metric, stored evidence or HAR of the service', async () => {
  const schedule = { jitterSeconds: 0, schedule: { 'golden-path': { cron: '* * * * * *' } } }
  await using place = await plant('e2e', 'talks', schedule)
  const canaries = [...place.canaries, pageToken, heartbeat]
  const secrets = {
    GOLDEN_PATH_TOKEN: pageToken.value,
    GOLDEN_PATH_HEARTBEAT_URL: `http://127.0.0.1:9/${heartbeat.value}`,
  }
  const command = startCommand(['serve', '--listen', '127.0.0.1:0'], { ...place.variables, ...secrets }, place.cwd)
  const shown: Shown[] = []
  try {
    await command.says('Pages, API and metrics: ')
    const url = /metrics: (http:\S+?)"/.exec(command.written.stderr)?.[1] ?? ''
    const live = ask(url, '/api/v1/live')
    await command.says('"verdict":"fail"')
    const { runId = '' } = /"runId":"(?<runId>[^"]+)"/.exec(command.written.stderr)?.groups ?? {}
    shown.push(...(await visit(url, runId)))
    command.child.kill('SIGTERM')
    shown.push(await live)
  } finally {
    // A second signal would end it at once.
    if (!command.child.killed) command.child.kill('SIGTERM')
  }
  const { code, stdout, stderr } = await command.ended
  expect(code, stderr).toBe(0)
  shown.push({ name: 'log', text: stderr }, { name: 'stdout', text: stdout }, ...shownIn(join(place.cwd, 'data')))
  expect(leaksIn(canaries, shown)).toEqual([])
  const evidence = shown.find(({ name }) => name.endsWith('/evidence'))
  expect(evidence?.text.split('⟦sign-in-key⟧').length).toBeGreaterThan(100)
})

test.each([
  ['plain', (value: string) => value],
  ['escaped', (value: string) => Array.from(value, (each) => `\\u00${each.charCodeAt(0).toString(16)}`).join('')],
  ['hex', (value: string) => Buffer.from(value).toString('hex')],
  ['base64', (value: string) => Buffer.from(value).toString('base64')],
  ['base64 of more', (value: string) => Buffer.from(`me:${value}`).toString('base64')],
  ['cut off', (value: string) => value.slice(0, -10)],
])('a trace of a secret is seen when it is %s', (_how, write) => {
  expect(tracesOf([key], `before ${write(key.value)} after`)).not.toEqual([])
  expect(tracesOf([password], `before ${write(key.value)} after`)).toEqual([])
})
