import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, reportIn, runCommand, startCommand, variablesIn } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-target-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

const key = { E2E_OAUTH_SIMULATION_KEY: 'sesame' }

/** Flags that point the target `staging` at one server of ours. */
function pointedAt(port: number): string[] {
  const http = `http://127.0.0.1:${port}`
  const urls = ['--auth-url', http, '--api-url', http, '--ws-url', `ws://127.0.0.1:${port}/ws`, '--app-url', http]
  return ['run', 'golden-path', '--target', 'staging', '--real-llm', '--reporter', 'json', ...urls]
}

/** A port at which nobody listens: it was given back a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

test.concurrent('a target that cannot be reached fails in phase platform and says what was tried', async () => {
  const port = await closedPort()
  const ended = await runCommand(pointedAt(port), {
    ...key,
    GOLDEN_PATH_DATA_DIR: join(folder, 'unreachable'),
  })
  expect(ended.code, ended.stderr).toBe(1)
  const report = reportIn(ended)
  expect(report).toMatchObject({ targetKind: 'remote', runs: [{ verdict: 'fail', phase: 'platform' }] })
  expect(report.runs[0]?.reason).toContain(`127.0.0.1:${port}`)
  expect(report.runs[0]?.findings).toHaveLength(1)
  expect(ended.stdout).not.toContain('sesame')
})

test.concurrent('a target that asks for patience is inconclusive, and is then left alone by the next command too', async () => {
  const server = createServer((_request, response) => response.writeHead(429, { 'retry-after': '600' }).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const variables = { ...key, GOLDEN_PATH_DATA_DIR: join(folder, 'patience') }
  try {
    const first = await runCommand(pointedAt(port), variables)
    expect(first.code, first.stdout).toBe(4)
    const second = await runCommand(pointedAt(port), variables)
    expect(second.code, second.stdout).toBe(4)
    expect(reportIn(second).runs[0]).toMatchObject({ verdict: 'inconclusive', findings: [], steps: [] })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

async function withTwin(
  flags: readonly string[],
  work: (variables: Record<string, string>) => Promise<void>,
): Promise<void> {
  const twin: Command = startCommand(['twin', '--time-scale', '2', ...flags])
  await twin.says('Ctrl-C ends it.')
  try {
    await work(variablesIn(twin.written.stdout))
  } finally {
    twin.child.kill('SIGINT')
    expect((await twin.ended).code).toBe(130)
  }
}

test.concurrent.each(['bridge', 'handshake'])(
  'another process can be pointed at a twin that speaks %s',
  async (dialect) => {
    await withTwin(['--dialect', dialect], async (variables) => {
      const data = { GOLDEN_PATH_DATA_DIR: join(folder, dialect) }
      const ended = await runCommand(['run', 'golden-path', '--reporter', 'json'], {
        ...variables,
        ...data,
      })
      expect(ended.code, ended.stdout + ended.stderr).toBe(0)
      expect(reportIn(ended).targetKind).toBe('embedded')
    })
  },
)

test.concurrent('degraded exits 0, and 1 when the command is told so', async () => {
  await withTwin(['--time-scale', '1'], async (variables) => {
    const urls = `{ auth: '${variables.GOLDEN_PATH_AUTH_URL}', api: '${variables.GOLDEN_PATH_API_URL}', ws: '${variables.GOLDEN_PATH_WS_URL}' }`
    const target = `{ urls: ${urls}, signIn: { way: 'e2e' }, realLlm: true, thresholds: { answer: { warnMs: 1 } } }`
    writeFileSync(
      join(folder, 'golden-path.config.ts'),
      `export default { defaultTarget: 'mine', targets: { mine: ${target} } }`,
    )
    const { E2E_OAUTH_SIMULATION_KEY = '' } = variables
    const own = { E2E_OAUTH_SIMULATION_KEY, GOLDEN_PATH_DATA_DIR: join(folder, 'degraded') }
    const args = ['run', 'golden-path', '--reporter', 'json']
    const tolerant = await runCommand(args, own, folder)
    expect(reportIn(tolerant)).toMatchObject({ verdict: 'degraded', exitCode: 0, targetKind: 'remote' })
    expect(tolerant.code).toBe(0)
    const strict = await runCommand([...args, '--fail-on-degraded'], own, folder)
    expect(reportIn(strict)).toMatchObject({ verdict: 'degraded', exitCode: 1 })
    expect(strict.code).toBe(1)
  })
})
