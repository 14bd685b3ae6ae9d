import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { agentErrorShapes } from './agent-error-shapes.ts'
import { closeShapes, wordsOf } from './close-sign.ts'
import { precedingError } from './error-sign.ts'
import type { Rule } from './rule.ts'

const factoryReason = /factory ssot validation failed|critical factory failure|factory initialization failed/i
const engineLimit = /(maximum|too many|limit)[^.]{0,40}engine|engine[^.]{0,40}(maximum|limit)/i
/** As many runs of one user go well at a time. */
const ENGINES_A_USER = 2
/** Prompts sent within this time were sent together. */
const TOGETHER_MS = 2_000
const FEWEST_IN_CONVOY = 3

/** Family E: factories and engines. */
export const factoryRules: readonly Rule[] = [
  {
    code: 'factory-self-recursion-1011',
    from: closeShapes,
    when: (symptom) =>
      precedingError(symptom)?.errorType === 'RecursionError' || /maximum recursion depth/i.test(wordsOf(symptom)),
  },
  {
    code: 'factory-await-mismatch',
    from: closeShapes,
    when: (symptom) => /can't be used in 'await' expression/i.test(wordsOf(symptom)),
  },
  {
    code: 'json-serialization-1011',
    from: closeShapes,
    when: (symptom) => /not JSON serializable/i.test(wordsOf(symptom)),
  },
  { code: 'tool-registry-duplicate', from: [...closeShapes, 'upgrade-refused'], when: isDuplicateTool },
  { code: 'factory-ssot-validation-1011', from: closeShapes, when: (symptom) => factoryReason.test(wordsOf(symptom)) },
  {
    code: 'factory-not-configured',
    from: agentErrorShapes,
    when: (symptom) => /factory not configured/i.test(wordsOf(symptom)),
  },
  {
    code: 'engine-cap-two-per-user',
    from: ['unclassified'],
    severity: 'warn',
    hint: 'The third run of one user was refused in words, and the others went on: decide whether two at a time are enough for people with several tabs.',
    when: (symptom, view) =>
      engineLimit.test(wordsOf(symptom)) &&
      symptom.conversation?.conversation.events.length === 1 &&
      isOneTooMany(symptom, view),
  },
  {
    code: 'engine-cap-two-per-user',
    from: ['agent-never-starts', 'unclassified'],
    when: isOneTooMany,
  },
  {
    code: 'engine-cap-two-per-user',
    from: agentErrorShapes,
    when: (symptom) => engineLimit.test(wordsOf(symptom)),
  },
  { code: 'engine-lock-convoy', from: ['first-event-slow'], when: isConvoy },
]

/** At least two other runs of this user were going on at the time, and were answered. */
function isOneTooMany({ socket, user, conversation }: Symptom, view: EvidenceView): boolean {
  const atMs = conversation?.promptAtMs ?? null
  if (atMs === null) return false
  const beside = view.sockets
    .filter((other) => other !== socket && other.user.id === user)
    .flatMap(({ conversations }) => conversations)
    .filter(
      (other) =>
        other.promptAtMs !== null &&
        Math.abs(other.promptAtMs - atMs) <= TOGETHER_MS &&
        (other.conversation.end?.atMs ?? other.untilMs) > atMs &&
        other.conversation.answer !== '',
    )
  return beside.length >= ENGINES_A_USER
}

function isDuplicateTool(symptom: Symptom): boolean {
  const words = `${wordsOf(symptom)} ${symptom.socket?.upgrade?.body ?? ''}`
  return /already registered/i.test(words)
}

/** One lock serves users one after the other: each of those who asked together waits one turn longer than the one before. */
function isConvoy({ conversation }: Symptom, view: EvidenceView): boolean {
  const askedMs = conversation?.promptAtMs ?? null
  if (askedMs === null) return false
  const together = view.sockets.flatMap(({ conversations }) =>
    conversations.flatMap((each) => {
      const [event] = each.conversation.events
      if (each.promptAtMs === null || event === undefined) return []
      return Math.abs(each.promptAtMs - askedMs) <= TOGETHER_MS ? { delayMs: event.atMs - each.promptAtMs } : []
    }),
  )
  if (together.length < FEWEST_IN_CONVOY) return false
  const delays = together.map(({ delayMs }) => delayMs).sort((a, b) => a - b)
  const gaps = delays.slice(1).map((delay, index) => delay - (delays[index] ?? 0))
  const turn = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const even = gaps.every((gap) => gap > turn / 2 && gap < turn * 2)
  return even && (delays.at(-1) ?? 0) >= 2 * (delays[0] ?? 0)
}
