import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf } from '../src/kernel/message-of.ts'

/** Programs of Prometheus, and the Debian packages that bring them. */
const packages = { promtool: 'prometheus', prometheus: 'prometheus', amtool: 'prometheus-alertmanager' } as const
const cache = fileURLToPath(new URL('../node_modules/.cache/golden-path/', import.meta.url))

/**
 * The path of a program of Prometheus: the installed one, else one from the unpacked Debian package, which needs no root and
 * starts no service. Throws an error that says how to get it.
 */
export function prometheusTool(name: keyof typeof packages): string {
  if (spawnSync(name, ['--version']).error === undefined) return name
  const unpacked = join(cache, 'usr/bin', name)
  if (!existsSync(unpacked)) unpack(packages[name])
  return unpacked
}

function unpack(name: string): void {
  try {
    mkdirSync(cache, { recursive: true })
    execFileSync('apt-get', ['download', name], { cwd: cache, stdio: 'pipe' })
    const [file] = readdirSync(cache).filter((each) => each.startsWith(`${name}_`) && each.endsWith('.deb'))
    execFileSync('dpkg-deb', ['-x', file ?? name, '.'], { cwd: cache, stdio: 'pipe' })
  } catch (error) {
    throw new Error(
      `These tests need the programs of the Debian package ${name}, which is neither installed nor to be had: ` +
        `${messageOf(error)} Run \`apt-get update && apt-get install ${name}\` as root.`,
    )
  }
}
