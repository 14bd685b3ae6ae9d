import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Image } from './image-build.ts'

/** How a program in a box ended. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A program in a box. */
export type Boxed = {
  readonly child: ChildProcess
  readonly written: { readonly stdout: string; readonly stderr: string }
  readonly ended: Promise<Ended>
  /** Sends a signal to the program itself. */
  signal(name: NodeJS.Signals): void
}

/**
 * An image that runs as an orchestrator would run it at its strictest: the root is read-only, `/tmp` is empty, `/data` is
 * its own, and it has a network with nobody else in it.
 */
export type Box = AsyncDisposable & {
  /** On this machine; `/data` inside. */
  readonly data: string
  /** On this machine; `/app/config` inside. Read-only there. */
  readonly config: string
  /** Starts a program as the image's user in the image's folder, with the image's variables and these. */
  start(argv: readonly string[], variables?: Readonly<Record<string, string>>): Boxed
}

const CONFIG = '/app/config'
/** Makes the mounts, says so, and holds the namespaces open. */
const script = `set -e
ip link set lo up
mount --bind "$0" "$0"
mount --bind "$1" "$0/data"
mount --bind "$2" "$0${CONFIG}"
mount -o remount,bind,ro "$0${CONFIG}"
mount -t tmpfs tmpfs "$0/tmp"
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mount -o remount,bind,ro "$0"
echo ready
exec sleep infinity`

/** Opens a box around an image. Disposing it ends everything inside. */
export async function openBox({ rootfs, folder, config }: Image, name: string): Promise<Box> {
  const [uid = 0, gid = uid] = config.User.split(':').map(Number)
  const place = (what: string) => join(folder, `${name}-${what}`)
  for (const what of ['data', 'config']) mkdirSync(place(what))
  chownSync(place('data'), uid, gid)
  const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child=SIGKILL', '--propagation', 'private']
  const holder = spawn('unshare', [...namespaces, 'sh', '-c', script, rootfs, place('data'), place('config')])
  const ended = Promise.withResolvers<void>()
  holder.on('close', () => ended.resolve())
  await ready(holder)
  const pid = `${childOf(holder)}`
  const inside = ['--target', pid, '--mount', '--net', '--pid', 'chroot', `--userspec=${config.User}`, rootfs]
  return {
    data: place('data'),
    config: place('config'),
    start(argv, variables = {}) {
      const env = [...config.Env, ...Object.entries(variables).map(([key, value]) => `${key}=${value}`)]
      const entered = ['/usr/bin/env', '--ignore-environment', `--chdir=${config.WorkingDir}`, ...env, ...argv]
      return boxed(spawn('nsenter', [...inside, ...entered], { stdio: ['ignore', 'pipe', 'pipe'] }))
    },
    async [Symbol.asyncDispose]() {
      holder.kill('SIGKILL')
      await ended.promise
    },
  }
}

function ready(holder: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const written: string[] = []
  for (const stream of [holder.stdout, holder.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      written.push(chunk)
      if (chunk.includes('ready')) resolve()
    })
  }
  holder.on('error', reject)
  holder.on('close', () => reject(new Error(`The box did not open: ${written.join('')}`)))
  return promise
}

function boxed(child: ChildProcess): Boxed {
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk
    })
  }
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, ...written }))
  return { child, written, ended: promise, signal: (name) => process.kill(childOf(child), name) }
}

/** What enters a namespace of processes stays outside and has one child, which is inside. */
function childOf({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
}
