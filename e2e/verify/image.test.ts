import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { variablesIn } from '../cli-command.ts'
import { type Box, type Boxed, type Ended, openBox } from './image-box.ts'
import { buildImage, type Image } from './image-build.ts'

const BUILD_MS = 30 * 60_000
const PATIENCE = { timeout: 60_000, interval: 250 }
const PORT = 9464

const resources = new AsyncDisposableStack()
let image: Image
beforeAll(async () => {
  image = resources.use(await buildImage())
}, BUILD_MS)
afterAll(() => resources.disposeAsync(), 60_000)

/** The image's own command line, as an orchestrator starts it. */
const ownCommand = () => [...image.config.Entrypoint, ...image.config.Cmd]
const monitor = (...args: string[]) => [...image.config.Entrypoint, ...args]
const ran = (box: Box, argv: readonly string[], variables?: Record<string, string>): Promise<Ended> =>
  box.start(argv, variables).ended

/** Asks from inside the box, which is the only place from where it can be reached. */
async function ask(box: Box, path: string): Promise<{ status: number; body: string }> {
  const code = `const r=await fetch('http://127.0.0.1:${PORT}${path}');console.log(JSON.stringify({status:r.status,body:await r.text()}))`
  const { stdout, stderr } = await ran(box, ['node', '--input-type=module', '-e', code])
  return stdout === '' ? { status: 0, body: stderr } : JSON.parse(stdout)
}

async function startTwin(box: Box): Promise<Record<string, string>> {
  const twin = box.start(monitor('twin', '--auth-port', '8081', '--api-port', '8080'))
  await expect.poll(() => twin.written.stderr, PATIENCE).toContain('Ctrl-C ends it.')
  return variablesIn(twin.written.stdout)
}

/** Watches a twin in the same box as somebody's own system, every other second. The key comes in a file. */
async function startWatching(box: Box): Promise<{ service: Boxed; key: string }> {
  const twin = await startTwin(box)
  const { E2E_OAUTH_SIMULATION_KEY: key = '' } = twin
  writeFileSync(join(box.config, 'key'), key)
  const urls = { auth: twin.GOLDEN_PATH_AUTH_URL, api: twin.GOLDEN_PATH_API_URL, ws: twin.GOLDEN_PATH_WS_URL }
  const config = {
    targets: { mine: { urls, signIn: { way: 'e2e' }, realLlm: true, budget: { requestsPerMinute: 10_000 } } },
    schedule: { 'golden-path': { cron: '*/2 * * * * *' } },
    jitterSeconds: 0,
  }
  const source = `import { defineConfig } from '#config'\nexport default defineConfig(${JSON.stringify(config)})\n`
  writeFileSync(join(box.config, 'golden-path.config.ts'), source)
  const service = box.start(ownCommand(), {
    GOLDEN_PATH_TARGET: 'mine',
    GOLDEN_PATH_CONFIG: '/app/config/golden-path.config.ts',
    E2E_OAUTH_SIMULATION_KEY_FILE: '/app/config/key',
  })
  return { service, key }
}

test('the image runs as nobody in particular, demands a target, and holds only what runs', () => {
  const { User, Env, StopSignal, ExposedPorts } = image.config
  expect(User).toMatch(/^[1-9]\d+:[1-9]\d+$/)
  expect(Env).toContain('GOLDEN_PATH_REQUIRE_TARGET=1')
  expect([StopSignal, Object.keys(ExposedPorts)]).toEqual(['SIGTERM', [`${PORT}/tcp`]])
  const all = '.compiled LICENSE bin config golden-path.config.ts node_modules package.json scenarios src'
  expect(readdirSync(join(image.rootfs, 'app')).toSorted().join(' ')).toBe(all)
  const sources = readdirSync(join(image.rootfs, 'app/src'), { recursive: true, encoding: 'utf8' })
  expect(sources.filter((file) => /\.(test|builder|arbitrary)\.ts$/.test(file))).toEqual([])
  const installed = readdirSync(join(image.rootfs, 'app/node_modules'))
  expect(installed.filter((name) => /^(vitest|typescript|node-linux|@biomejs)/.test(name))).toEqual([])
  expect(`${Env.join('\n')}${image.history}`).not.toMatch(/SIMULATION_KEY|PASSWORD=|TOKEN=/)
})

test('without a target it does not start, and says why', async () => {
  await using box = await openBox(image, 'no-target')
  const { code, stderr } = await ran(box, ownCommand())
  expect(stderr).toContain('GOLDEN_PATH_REQUIRE_TARGET is set')
  expect(code).toBe(2)
})

test('it can write to its data and to /tmp and nowhere else', async () => {
  await using box = await openBox(image, 'read-only')
  const places = [
    '/',
    '/app',
    '/app/src',
    '/app/.compiled',
    '/app/config',
    '/etc',
    '/home',
    '/var/lib',
    '/data',
    '/tmp',
  ]
  const { stdout } = await ran(box, ['sh', '-c', `for p in ${places.join(' ')}; do touch $p/x && echo $p; done`])
  expect(stdout).toBe('/data\n/tmp\n')
})

test('it watches a target, is healthy, is scraped, keeps its history and ends in order', async () => {
  await using box = await openBox(image, 'watching')
  const [, ...healthCheck] = image.config.Healthcheck.Test
  expect((await ran(box, healthCheck)).code).toBe(1)
  const { service, key } = await startWatching(box)
  const passes = /^golden_path_runs_total\{scenario="golden-path",verdict="(pass|degraded)"\} [1-9]/m
  const scraped = async () => `${(await ask(box, '/metrics')).body}${service.child.exitCode ?? ''}`
  await expect.poll(scraped, PATIENCE).toMatch(passes)
  expect((await ran(box, healthCheck)).code).toBe(0)
  expect(await ask(box, '/readyz')).toMatchObject({ status: 200 })
  // It listens beyond loopback and has no token, so nothing else is shown.
  expect((await ask(box, '/')).status).toBe(403)
  expect(await scraped()).toContain('golden_path_target_info{target="mine",kind="remote"')
  expect(await scraped()).not.toContain(key)
  expect(readdirSync(box.data)).toContain('mine')
  service.signal('SIGTERM')
  const { code, stdout, stderr } = await service.ended
  expect(code, stderr).toBe(0)
  expect(stdout + stderr).not.toContain(key)
  expect(stderr).toContain('Stopped.')
})

test('its Chromium shows a page under a read-only root', async () => {
  await using box = await openBox(image, 'chromium')
  const code = `import { chromium } from 'playwright'
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false })
    const page = await browser.newPage()
    await page.setContent('<title>seen</title>')
    console.log(await page.title())
    await browser.close()`
  const { stdout, stderr } = await ran(box, ['tini', '--', 'node', '--input-type=module', '-e', code])
  expect(stdout, stderr).toBe('seen\n')
})
