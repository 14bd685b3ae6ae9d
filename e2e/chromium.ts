import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

const file = '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

/** Starts the system's Chromium; installs it first where that is possible. Throws with the way to get it. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(file) && isRoot) install()
  if (!existsSync(file)) throw new Error(`These tests need Chromium at ${file}: sudo apt-get install chromium.`)
  return chromium.launch({ executablePath: file, chromiumSandbox: !isRoot })
}

function install(): void {
  const options = { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], options)
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  if (status !== 0) throw new Error(`Chromium cannot be installed with apt-get: ${stderr}`)
}
