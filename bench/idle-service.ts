import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withTwin } from './with-twin.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Long enough for what follows the start. */
const SETTLE_MS = 5_000
/** Nothing that a demo shows at once, and nothing that comes by itself meanwhile. */
const off = ['golden-path', 'concurrent-users', 'cross-user-isolation'].map((id) => [id, { enabled: false }])
const idle = `export default { schedule: ${JSON.stringify(Object.fromEntries(off))} }\n`

/** RSS of a monitor that waits for its first tick, as `npm start` starts it, in MB; the twin lives in another process. */
export async function idleService(): Promise<{ idleRssMb: number }> {
  await using twin = await withTwin(1)
  const { auth, api, ws } = twin.target.urls
  const folder = mkdtempSync(join(tmpdir(), 'idle-'))
  const config = join(folder, 'idle.config.ts')
  writeFileSync(config, idle)
  const env = {
    PATH: process.env.PATH ?? '',
    GOLDEN_PATH_DATA_DIR: folder,
    GOLDEN_PATH_AUTH_URL: auth,
    GOLDEN_PATH_API_URL: api,
    GOLDEN_PATH_WS_URL: ws,
    E2E_OAUTH_SIMULATION_KEY: twin.key.reveal(),
  }
  const [node = process.execPath, ...args] = startCommand()
  const child = spawn(node, [...args, '--listen', '127.0.0.1:0', '--config', config], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  const exited = once(child, 'exit')
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return { idleRssMb: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024 }
  } finally {
    child.kill('SIGTERM')
    await exited
    rmSync(folder, { recursive: true })
  }
}

/** What `npm start` runs, on this Node. */
function startCommand(): string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return [process.execPath, ...scripts.start.split(' ').slice(1)]
}
