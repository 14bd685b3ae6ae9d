import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeEvidence } from '../src/judges/judge.ts'
import type { UpgradeFact } from '../src/model/evidence.ts'
import type { Evidence } from '../src/model/evidence-file.ts'
import { type Chat, defineScenario, type Scenario, type Session, type Stage } from '../src/model/scenario.ts'
import { startJitterProxy } from './jitter-proxy.ts'
import { median } from './median.ts'
import { runOnce } from './run-once.ts'
import { type TwinProcess, withTwin } from './with-twin.ts'

/**
 * How much more often the barrier catches a race than `Promise.all`: a twin that keeps the token in a variable between
 * `upgrade` and `connection` (upgrade-token-swap), behind a proxy that takes up to 40 ms over each TLS connection. Rounds
 * are counted in which at least one user was taken for another. `node bench/barrier.ts`
 */
const ROUNDS = 60
const SET_UP_MS = 40
/** The twin's own jitter shrinks with its time, the proxy's does not. */
const TIME_SCALE = 40
const USERS = [2, 5]
/** Race windows in real milliseconds, beside the way from answer to `connection`. */
const WINDOWS_MS = [0, 2]

type Way = {
  readonly name: string
  readonly open: (stage: Stage, sessions: readonly Session[], near: Chat) => Promise<Chat[]>
}

const ways: readonly Way[] = [
  { name: 'barrier', open: (stage, sessions, near) => stage.connectTogether(sessions, { near }) },
  {
    name: 'Promise.all',
    open: (stage, sessions, near) =>
      stage.together(sessions, (session) => stage.connect(session, { near, once: true })),
  },
]

function rounds({ name, open }: Way): Scenario {
  return defineScenario({
    id: `bench-${name}`,
    summary: 'Opens sockets at the same moment, again and again.',
    tags: [],
    cron: '0 0 * * *',
    users: { default: 2, min: 2, max: 12 },
    bystanders: 0,
    requests: { perRun: 0, perUser: ROUNDS },
    promptsPerUser: 0,
    deadlineMs: 100_000_000,
    judges: ['identity'],
    hunts: ['auth-user-desync'],
    async run(stage) {
      const sessions = await stage.together(stage.users, (user) => stage.signIn(user))
      const [first] = sessions
      if (first === undefined) throw new Error('The bench needs users.')
      const near = await stage.connect(first)
      for (let each = 0; each < ROUNDS; each++) {
        const chats = await open(stage, sessions, near)
        await stage.together(chats, (chat) => stage.close(chat))
      }
    },
  })
}

/** Upgrades of one round: the first user has one more before. */
function roundsOf(evidence: Evidence): UpgradeFact[][] {
  const upgrades = evidence.facts.filter((fact) => fact.kind === 'upgrade')
  const roundOf = ({ user, ordinal }: UpgradeFact) => (user === evidence.users[0]?.id ? ordinal - 1 : ordinal)
  return [...Map.groupBy(upgrades, roundOf)].filter(([round]) => round > 0).map(([, facts]) => facts)
}

/** When the request left: as the gate says, or when the connection stood. */
function leftMs({ atMs, together, timings }: UpgradeFact): number {
  return together?.releasedMs ?? atMs + (timings.dnsMs ?? 0) + (timings.tcpMs ?? 0) + (timings.tlsMs ?? 0)
}

function figures(evidence: Evidence) {
  const all = roundsOf(evidence)
  const frames = new Set(judgeEvidence(evidence).findings.flatMap((finding) => finding.frames))
  const swapped = new Set(
    evidence.facts.flatMap((fact) => (fact.kind === 'frame' && frames.has(fact.seq) ? [fact.socket] : [])),
  )
  const caught = all.filter((facts) => facts.some(({ socket }) => swapped.has(socket))).length
  const skews = all.map((facts) => Math.max(...facts.map(leftMs)) - Math.min(...facts.map(leftMs)))
  return { caught: (100 * caught) / all.length, skewMs: median(skews) / TIME_SCALE }
}

async function measure(folder: string): Promise<void> {
  const pem = (name: string) => readFileSync(join(folder, name), 'utf8')
  for (const windowMs of WINDOWS_MS) {
    await using twin = await withTwin(TIME_SCALE, [`upgrade-token-swap:ms=${windowMs * TIME_SCALE}`])
    const port = Number(new URL(twin.target.urls.ws).port)
    await using proxy = await startJitterProxy({ key: pem('key.pem'), cert: pem('cert.pem'), port, mostMs: SET_UP_MS })
    const urls = { ...twin.target.urls, ws: `wss://127.0.0.1:${proxy.port}/ws` }
    const proxied: TwinProcess = { ...twin, target: { ...twin.target, urls } }
    for (const users of USERS) {
      for (const way of ways) {
        const { evidence } = await runOnce(proxied, rounds(way), users, TIME_SCALE, ['pass', 'degraded', 'fail'])
        if (evidence === null) throw new Error('The run was not admitted.')
        const { caught, skewMs } = figures(evidence)
        const line = `window ${windowMs} ms, ${users} users, ${way.name}: caught in ${caught.toFixed(0)} % of ${ROUNDS} rounds`
        process.stdout.write(`${line}, median skew ${skewMs.toFixed(2)} ms\n`)
      }
    }
  }
}

/** A certificate of our own, which only a process that starts afresh can be told to trust. */
function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...name], {
    stdio: 'ignore',
  })
}

const [given] = process.argv.slice(2)
if (given === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'barrier-'))
  try {
    makeCertificate(folder)
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') }
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder], { stdio: 'inherit', env })
  } finally {
    rmSync(folder, { recursive: true })
  }
} else await measure(given)
