import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { closeOf, closeShapes, wordsOf } from './close-sign.ts'
import { isDown, isUp, lastHealth, tookMs } from './health-sign.ts'
import type { Rule } from './rule.ts'

/** Start-up that waits for a database gives up after 8 s and more; a crash loop answers in 5 to 7 s. */
const DATABASE_WAIT_MS = 9_000
/** Independent sockets that end within this time ended together. */
const TOGETHER_MS = 1_000

const serverErrors: ReadonlySet<number> = new Set([500, 502, 503, 504])

/** Family A: the platform and its start-up, in the order of the catalogue. */
export const platformRules: readonly Rule[] = [
  {
    code: 'startup-db-timeout-503',
    from: ['upgrade-refused', 'backend-crash-loop-503', 'deploy-green-app-dead'],
    phase: 'platform',
    when: (symptom, view) => backendDown(symptom, view) && fastestRefusalMs(view) >= DATABASE_WAIT_MS,
  },
  {
    code: 'backend-crash-loop-503',
    from: ['upgrade-refused', 'deploy-green-app-dead'],
    phase: 'platform',
    hint: 'Every path fails, health too. After a change of revision look for an exception at start-up in the logs (factory-startup-crash looks the same from outside).',
    when: backendDown,
  },
  {
    code: 'supervisor-not-ready',
    from: ['upgrade-refused', ...closeShapes],
    when: (symptom, view) =>
      /agent_supervisor|service initialization failed|SERVICE_INIT_FAILED|service startup incomplete/i.test(
        `${wordsOf(symptom)} ${refusalText(symptom, view)}`,
      ),
  },
  {
    code: 'redis-down-readiness-reject',
    from: ['upgrade-refused'],
    when: (symptom, view) =>
      isUp(lastHealth(view, 'api', 'health')) &&
      isDown(lastHealth(view, 'api', 'ready')) &&
      [403, 503].includes(symptom.socket?.upgrade?.status ?? 0),
  },
  {
    code: 'startup-queue-500',
    from: ['upgrade-refused'],
    when: (symptom, view) => symptom.socket?.upgrade?.status === 500 && isDown(lastHealth(view, 'api', 'ready')),
  },
  {
    code: 'deploy-green-app-dead',
    from: ['upgrade-refused'],
    when: (symptom, view) =>
      [502, 503, 504].includes(symptom.socket?.upgrade?.status ?? 0) && isUp(lastHealth(view, 'api', 'health')),
  },
]

/** After the rules that go by the age of a socket: two sockets of one age end together as well. */
export const instanceRules: readonly Rule[] = [
  { code: 'instance-death-mid-stream', from: ['closed-mid-run'], when: diedTogether },
]

function backendDown(symptom: Symptom, view: EvidenceView): boolean {
  const status = symptom.socket?.upgrade?.status ?? symptom.http?.status ?? 0
  return serverErrors.has(status) && isDown(lastHealth(view, 'api', 'health'))
}

/** How fast the backend refused at its fastest: delays of ours and of the network only ever add to what is its own. */
function fastestRefusalMs({ http, sockets }: EvidenceView): number {
  const exchanges = [...http.filter(({ role }) => role !== 'auth'), ...sockets.flatMap(({ upgrade }) => upgrade ?? [])]
  return Math.min(...exchanges.filter(({ status }) => serverErrors.has(status ?? 0)).map(tookMs))
}

/** What a refusal and the readiness endpoint beside it say. */
function refusalText({ socket }: Symptom, view: EvidenceView): string {
  const refusal = socket?.upgrade?.body ?? ''
  return refusal === '' && socket?.upgrade?.status !== 403
    ? ''
    : `${refusal} ${lastHealth(view, 'api', 'ready')?.body ?? ''}`
}

function diedTogether(symptom: Symptom, view: EvidenceView): boolean {
  const close = closeOf(symptom)
  if (close === null || close.code !== 1006 || close.initiator === 'client') return false
  return view.sockets.some(
    (other) =>
      other.close !== null &&
      other.user.id !== symptom.user &&
      other.close.code === 1006 &&
      other.close.initiator !== 'client' &&
      Math.abs(other.close.atMs - close.atMs) <= TOGETHER_MS,
  )
}
