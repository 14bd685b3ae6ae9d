import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { main } from '../src/cli/main.ts'
import { aTerminal } from '../src/cli/terminal.builder.ts'
import { aCanary, aTokenCanary, type Canary, tracesOf } from './canary.ts'
import { type EchoManner, startEcho } from './echo-target.builder.ts'

const ZSTD = 0xfd2fb528

/** Something that a person or a program can read. */
export type Shown = { readonly name: string; readonly text: string }

export const key: Canary = aCanary('key', ['key-/"<&', ">'+%~"])
export const password: Canary = aCanary('password')
export const token: Canary = aTokenCanary('token', { sub: 'e2e-amber-golden-path', exp: 4_102_444_800 })

/** How each of them is shown in evidence. */
const tags: Readonly<Record<string, string>> = {
  key: '⟦sign-in-key⟧',
  password: '⟦password:user-1⟧',
  token: '⟦token:user-1⟧',
}

const account = { email: 'amber-golden-path@monitor.example' }
/** Each way to sign in, and what it plants from the start; the token comes with the sign-in, where it is not brought along. */
const ways = {
  e2e: { signIn: { way: 'e2e' }, variables: { E2E_OAUTH_SIMULATION_KEY: key.value }, planted: [key] },
  password: {
    signIn: { way: 'password', accounts: [{ ...account, passwordVariable: 'MY_PASSWORD' }] },
    variables: { MY_PASSWORD: password.value },
    planted: [password],
  },
  token: {
    signIn: { way: 'token', accounts: [{ ...account, tokenVariable: 'MY_TOKEN' }] },
    variables: { MY_TOKEN: token.value },
    planted: [token],
  },
} as const
/** A way to sign in. */
export type Way = keyof typeof ways

/** A monitor's folder in which a target is configured that tells what it knows. */
export type Planted = AsyncDisposable & {
  readonly cwd: string
  readonly variables: Record<string, string>
  readonly canaries: readonly Canary[]
}

/** Starts such a target. `more`: further keys of the configuration. */
export async function plant(way: Way, manner: EchoManner, more: object = {}): Promise<Planted> {
  await using stack = new AsyncDisposableStack()
  const cwd = mkdtempSync(join(tmpdir(), 'planted-'))
  stack.defer(() => rmSync(cwd, { recursive: true, force: true }))
  const { signIn, variables, planted } = ways[way]
  const { urls } = stack.use(await startEcho(planted, token, manner))
  const target = { urls, signIn, realLlm: true, budget: { requestsPerMinute: 10_000 } }
  const config = { defaultTarget: 'mine', targets: { mine: target }, ...more }
  writeFileSync(join(cwd, 'package.json'), '{"type":"module"}')
  writeFileSync(join(cwd, 'golden-path.config.ts'), `export default ${JSON.stringify(config)}`)
  const owned = stack.move()
  return {
    cwd,
    variables: { ...variables, GOLDEN_PATH_DATA_DIR: join(cwd, 'data') },
    canaries: [...planted, token],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What every command left of one run against a target that tells what it knows. */
export type Told = {
  readonly code: number
  /** Where a part of a secret is shown, in whatever spelling. */
  readonly leaks: readonly string[]
  /** How often each secret was seen and masked, by its tag. */
  readonly masked: Readonly<Record<string, number>>
}

/** Runs a scenario with every reporter, replays it, turns it into a HAR, asks the doctor, and reads all that came of it. */
export async function runAndRead(way: Way, manner: EchoManner, scenario: string): Promise<Told> {
  await using place = await plant(way, manner)
  const terminal = aTerminal({ cwd: place.cwd, variables: place.variables })
  const files = ['json', 'junit', 'github', 'markdown'].flatMap((name) => ['--reporter', `${name}=report.${name}`])
  const code = await main(['run', scenario, '--output', 'evidence', '--reporter', 'pretty', ...files], terminal)
  const [file = ''] = readdirSync(join(place.cwd, 'evidence')).map((name) => join('evidence', name))
  await main(['replay', file, '--har', 'run.har', '--reporter', 'markdown'], terminal)
  await main(['doctor'], terminal)
  const streams = [
    { name: 'stdout', text: terminal.out.text },
    { name: 'stderr', text: terminal.err.text },
  ]
  const evidence = readFileSync(join(place.cwd, file), 'utf8')
  const masked = place.canaries
    .map(({ name }) => tags[name] ?? name)
    .map((tag) => [tag, evidence.split(tag).length - 1])
  return {
    code,
    leaks: leaksIn(place.canaries, [...streams, ...shownIn(place.cwd)]),
    masked: Object.fromEntries(masked),
  }
}

/** Says where a part of a canary is shown. */
export function leaksIn(canaries: readonly Canary[], all: readonly Shown[]): string[] {
  return all.flatMap(({ name, text }) => tracesOf(canaries, text).map((trace) => `${name} shows ${trace}`))
}

/** Everything that lies in a folder, unpacked. */
export function shownIn(place: string): Shown[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(place, name)
    if (statSync(file).isDirectory()) return { name, text: name }
    const bytes = readFileSync(file)
    const isPacked = bytes.length > 4 && bytes.readUInt32LE(0) === ZSTD
    return { name, text: (isPacked ? zstdDecompressSync(bytes) : bytes).toString('utf8') }
  })
}
