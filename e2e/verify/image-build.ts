import { execFile, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { findProgram } from '../../src/kernel/find-program.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const SUITE = 'bookworm'
const MIRROR = 'http://deb.debian.org'
/** A build that takes longer than this has hung. */
const STEP_MS = 15 * 60_000
const STOPPED = { maxBuffer: 64 * 1024 * 1024, timeout: STEP_MS, killSignal: 'SIGKILL' } as const

const PREFIX = 'golden-path-image-'

/** What an image says of how it wants to be run. */
const configSchema = z.object({
  User: z.string(),
  Env: z.array(z.string()),
  Entrypoint: z.array(z.string()),
  Cmd: z.array(z.string()),
  WorkingDir: z.string(),
  StopSignal: z.string(),
  ExposedPorts: z.record(z.string(), z.unknown()),
  Healthcheck: z.object({ Test: z.array(z.string()) }),
})
const inspectedSchema = z.object({ Docker: z.object({ config: configSchema, history: z.array(z.unknown()) }) })
/** What an image says of how it wants to be run. */
export type ImageConfig = z.infer<typeof configSchema>

/** The image of this checkout, unpacked. Disposing it leaves nothing on the machine. */
export type Image = AsyncDisposable & {
  readonly config: ImageConfig
  /** The folder that is the root of the image. */
  readonly rootfs: string
  /** For what a test puts beside the image. */
  readonly folder: string
  /** What its layers were made by, as the image remembers it. */
  readonly history: string
}

/**
 * Builds the Dockerfile without a container engine: `buildah` in a chroot, on a base made of a fresh Debian and the Node that
 * runs us. Takes minutes and needs root, the network and about 5 GB for as long as the image lives.
 */
export async function buildImage(): Promise<Image> {
  needTools()
  await using stack = new AsyncDisposableStack()
  clearAway()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const storage = ['--root', join(folder, 'store'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs']
  const buildah = async (...args: string[]) => (await run('buildah', [...storage, ...args], STOPPED)).stdout.trim()

  await makeBase(join(folder, 'debian'), buildah)
  const context = ['--build-arg', 'BASE_IMAGE=localhost/base', '-f', join(root, 'Dockerfile'), root]
  await buildah(
    'bud',
    '--format',
    'docker',
    '--isolation',
    'chroot',
    '--pull=never',
    '-t',
    'localhost/monitor',
    ...context,
  )
  const inspected = JSON.parse(await buildah('inspect', '--type', 'image', 'localhost/monitor'))
  const { config, history } = inspectedSchema.parse(inspected).Docker
  const container = await buildah('from', '--pull-never', 'localhost/monitor')
  const rootfs = await buildah('mount', container)
  const owned = stack.move()
  return {
    config,
    history: JSON.stringify(history),
    rootfs,
    folder,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Removes what builds left that were killed: gigabytes. */
function clearAway(): void {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))
  for (const name of left) {
    const [pid] = name.slice(PREFIX.length).split('-')
    if (!existsSync(`/proc/${pid}`)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

/** A Debian with Node and npm, as the official image is one. What this machine trusts, it trusts: registries may stand behind a proxy. */
async function makeBase(debian: string, buildah: (...args: string[]) => Promise<string>): Promise<void> {
  await run(
    'debootstrap',
    ['--variant=minbase', '--include=ca-certificates', SUITE, debian, `${MIRROR}/debian`],
    STOPPED,
  )
  const suites = [`debian ${SUITE}`, `debian ${SUITE}-updates`, `debian-security ${SUITE}-security`]
  const sources = suites.map((suite) => `deb ${MIRROR}/${suite} main\n`).join('')
  writeFileSync(join(debian, 'etc/apt/sources.list'), sources)
  cpSync(process.execPath, join(debian, 'usr/local/bin/node'), { dereference: true })
  const npm = join(debian, 'usr/local/lib/node_modules/npm')
  mkdirSync(dirname(npm), { recursive: true })
  cpSync(findNpm(), npm, { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(debian, 'usr/local/bin/npm'))
  const trusted = process.env.NODE_EXTRA_CA_CERTS
  if (trusted !== undefined) cpSync(trusted, join(debian, 'etc/ssl/trusted-at-build.crt'), { dereference: true })
  const trust = trusted === undefined ? [] : ['--env', 'NODE_EXTRA_CA_CERTS=/etc/ssl/trusted-at-build.crt']
  const container = await buildah('from', 'scratch')
  await buildah('add', '--quiet', container, debian, '/')
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  await buildah('config', '--env', path, ...trust, container)
  await buildah('commit', '--quiet', '--rm', container, 'localhost/base')
  rmSync(debian, { recursive: true })
}

/** The folder of the npm that runs this, or of the one on the PATH. */
function findNpm(): string {
  const launcher = process.env.npm_execpath ?? findProgram(process.env.PATH ?? '', ['npm'])
  if (launcher === null) throw new Error('The image is built with npm, and there is none on the PATH.')
  return resolve(dirname(realpathSync(launcher)), '..')
}

/** Programs and the Debian packages that bring them. */
const tools = {
  buildah: 'buildah',
  debootstrap: 'debootstrap',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  ip: 'iproute2',
}

/** Installs what is missing. Throws an error that says what to do where that is not possible. */
function needTools(): void {
  if (process.getuid?.() !== 0)
    throw new Error('Building an image in a chroot needs root: run `sudo -E npm run verify`.')
  const missing = Object.entries(tools).flatMap(([tool, name]) => (isThere(tool) ? [] : [name]))
  if (missing.length === 0) return
  const install = ['install', '--yes', '--no-install-recommends', ...missing]
  // None of these brings a service; should one come along, it is not to be started.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  spawnSync('apt-get', install, { env, timeout: STEP_MS })
  const still = Object.keys(tools).filter((tool) => !isThere(tool))
  if (still.length > 0)
    throw new Error(`The image cannot be built without ${still.join(', ')}: apt-get ${install.join(' ')}`)
}

function isThere(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
}
