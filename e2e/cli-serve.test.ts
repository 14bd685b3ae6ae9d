import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTwin } from '../src/twin/start-twin.ts'
import { type Command, startCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-serve-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts the monitor in a folder of its own; the configuration is there to be edited. */
function serve(
  name: string,
  config: string,
  flags: readonly string[],
  variables: Record<string, string> = {},
): { command: Command; file: string; data: string } {
  const home = join(folder, name)
  mkdirSync(home)
  const file = join(home, 'golden-path.config.ts')
  writeFileSync(file, config)
  const data = join(home, 'data')
  const command = startCommand(['--listen', '127.0.0.1:0', '--data-dir', data, ...flags], variables, home)
  return { command, file, data }
}

/** Somebody outside who waits for signs of life. */
async function listenForBeats(): Promise<AsyncDisposable & { url: string; first: Promise<string> }> {
  const first = Promise.withResolvers<string>()
  const server = createServer((request, response) => {
    response.end('ok')
    first.resolve(request.url ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/ping/canary-4711`, first: first.promise, [Symbol.asyncDispose]: close }
}

async function urlOf(command: Command): Promise<string> {
  await command.says('Pages, API and metrics: ')
  return /metrics: (http:\S+?)"/.exec(command.written.stderr)?.[1] ?? ''
}

function linesOf(stderr: string): Record<string, unknown>[] {
  return stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
}

test('without a command the twin is watched, as a demo, until a signal ends it in order', async () => {
  await using listener = await listenForBeats()
  const variables = { GOLDEN_PATH_HEARTBEAT_URL: listener.url }
  const { command, data } = serve('demo', 'export default {}', ['--time-scale', '20'], variables)
  const url = await urlOf(command)
  expect(command.written.stderr).toContain('this is a demo')
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', history: 'good' })
  // On a busy machine a run of the fast twin may be degraded; that it is run and counted is what matters here.
  await command.says('"scenario":"golden-path"')
  expect(await listener.first).toBe('/ping/canary-4711')
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('kind="embedded"')
  expect(metrics).toMatch(/golden_path_runs_total\{scenario="golden-path",verdict="\w+"\} [1-9]/)
  command.child.kill('SIGTERM')
  const { code, stdout, stderr } = await command.ended
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  const runs = linesOf(stderr).filter(({ verdict }) => verdict !== undefined)
  expect(runs.length).toBeGreaterThan(0)
  expect(runs.every(({ runId }) => typeof runId === 'string')).toBe(true)
  expect(stderr).toContain('"message":"Stopped."')
  expect(stderr).not.toContain('canary-4711')
  // What was seen of a demo never lies beside what was seen of a real target.
  expect(readdirSync(data)).toEqual(['twin'])
})

test('where nothing can be written it watches all the same, says so, and writes everything once it can', async () => {
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'disk', timeScale: 20 })
  const { urls } = twin
  const variables = {
    GOLDEN_PATH_AUTH_URL: urls.auth,
    GOLDEN_PATH_API_URL: urls.api,
    GOLDEN_PATH_WS_URL: urls.ws,
    E2E_OAUTH_SIMULATION_KEY: twin.simulationKey.reveal(),
  }
  const data = join(folder, 'no-folder')
  writeFileSync(data, 'a file where the data folder should be')
  const { command } = serve('disk', 'export default {}', ['--time-scale', '20', '--data-dir', data], variables)
  const url = await urlOf(command)
  const text = async (path: string) => (await fetch(`${url}${path}`)).text()
  await command.says('"scenario":"golden-path"')
  const page = await text('/')
  expect(page).toContain('The history cannot be kept.')
  expect(page).toContain('Other processes are not heard.')
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ history: 'failing', guard: 'alone' })
  const metrics = await text('/metrics')
  expect(metrics).toMatch(/golden_path_runs_total\{scenario="golden-path",verdict="(pass|degraded)"\} 1/)
  expect(metrics).toMatch(/golden_path_history_writes_total\{result="failed"\} [1-9]/)
  expect(metrics).toContain('golden_path_guard_file_usable 0')

  rmSync(data)
  await command.says('The history is well again.')
  await command.says('The guard is shared with other processes again.')
  expect(await text('/')).not.toContain('Other processes are not heard.')
  command.child.kill('SIGTERM')
  expect((await command.ended).code).toBe(0)
  expect(readdirSync(data)).toEqual(['guard.sqlite', 'twin'])
})

test('an edit comes into force, a broken one does not, and a good one heals it', async () => {
  const { command, file } = serve('edits', 'export default {}', ['--time-scale', '20'])
  const url = await urlOf(command)
  const metric = async (name: string) =>
    new RegExp(`^golden_path_${name} (.*)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1]
  expect(await metric('config_last_reload_successful')).toBe('1')
  writeFileSync(file, "export default { schedule: { 'golden-paht': {} } }")
  await command.says('the last good one stays')
  expect(command.written.stderr).toContain('Did you mean')
  expect(await metric('config_last_reload_successful')).toBe('0')
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', configuration: 'last-good' })
  writeFileSync(file, "export default { dataDir: 'elsewhere' }")
  await command.says('dataDir cannot change while the monitor runs')
  writeFileSync(file, "export default { defaultTarget: 'staging' }")
  await command.says('The target is another one now, not twin')
  const before = linesOf(command.written.stderr).length
  writeFileSync(file, "export default { schedule: { 'golden-path': { cron: '* * * * * *' } } }")
  const isHealed = () =>
    linesOf(command.written.stderr)
      .slice(before)
      .some(({ scenarios }) => scenarios !== undefined)
  while (!isHealed()) await command.saysMore()
  expect(await metric('config_last_reload_successful')).toBe('1')
  const known = linesOf(command.written.stderr).length
  const runsAgain = () =>
    linesOf(command.written.stderr)
      .slice(known)
      .some(({ scenario }) => scenario === 'golden-path')
  while (!runsAgain()) await command.saysMore()
  command.child.kill('SIGINT')
  expect((await command.ended).code).toBe(0)
})

test('whoever will not wait for the grace period sends a second signal', async () => {
  const { command } = serve('stuck', 'export default {}', ['--fault', 'agent-death-silent'])
  const url = await urlOf(command)
  const isRunning = async () => /ws_open_sockets [1-9]/.test(await (await fetch(`${url}/metrics`)).text())
  while (!(await isRunning()));
  command.child.kill('SIGTERM')
  await command.says('Stopping')
  // One that comes within a second is taken for the same keystroke.
  const again = setInterval(() => command.child.kill('SIGTERM'), 300)
  const { code, stderr } = await command.ended
  clearInterval(again)
  expect(code).toBe(143)
  expect(stderr).not.toContain('Stopped.')
})
