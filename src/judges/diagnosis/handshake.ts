import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { closeOf, closeShapes, wordsOf } from './close-sign.ts'
import { precedingError } from './error-sign.ts'
import type { Rule } from './rule.ts'

const pythonDefects: ReadonlySet<string> = new Set([
  'NameError',
  'UnboundLocalError',
  'TypeError',
  'AttributeError',
  'ImportError',
  'ModuleNotFoundError',
  'KeyError',
])

/** Family D, as far as the words of an error, or the moment of the first frame, tell it apart. */
export const handshakeRules: readonly Rule[] = [
  {
    code: 'early-message-lost',
    from: ['agent-never-starts'],
    when: (symptom, view) => spokeBeforeWelcome(symptom) && waitingHelps(symptom, view),
  },
  {
    code: 'handshake-accept-race',
    from: ['closed-mid-run', 'closed-without-code', 'no-welcome-frame'],
    when: (symptom, view) => spokeBeforeWelcome(symptom) && waitingHelps(symptom, view),
  },
  {
    code: 'handshake-accept-race',
    from: closeShapes,
    when: (symptom) => /call ['"`]?accept['"`]? first|websocket is not connected/i.test(wordsOf(symptom)),
  },
  {
    code: 'state-machine-stuck-connecting',
    from: [...closeShapes, 'no-welcome-frame', 'agent-never-starts'],
    when: (symptom) => /state:? ?connecting|not in (a )?(ready|connected) state/i.test(wordsOf(symptom)),
  },
  {
    code: 'symbol-missing-1011',
    from: closeShapes,
    when: (symptom) => closeOf(symptom)?.code === 1011 && isPythonDefect(symptom),
  },
  {
    code: 'symbol-missing-1011',
    from: ['upgrade-refused'],
    when: ({ socket }) =>
      socket?.upgrade?.status === 500 &&
      /\b(Name|Type|Attribute|Import|UnboundLocal)Error\b|is not defined|has no attribute/.test(socket.upgrade.body),
  },
  { code: 'silent-auth-hang', from: ['no-welcome-frame'], when: saidNothingAtAll },
]

/** What is left of family D when nothing finer fits: a clean close in the middle, a connection that just ended. */
export const closeRules: readonly Rule[] = [
  { code: 'clean-close-crash-1000', from: ['closed-mid-run'], when: closedCleanlyMidRun },
  {
    code: 'dirty-close-1006',
    from: ['closed-mid-run'],
    when: (symptom) => closeOf(symptom)?.code === 1006,
  },
]

/** Our first prompt went out before the welcome came. */
function spokeBeforeWelcome({ socket }: Symptom): boolean {
  const frame = socket?.conversations[0]?.prompt?.frame
  return frame !== undefined && frame < (socket?.welcome?.seq ?? Number.POSITIVE_INFINITY)
}

/** The same user said it after the welcome of another socket, and was answered. */
function waitingHelps({ socket, user }: Symptom, view: EvidenceView): boolean {
  return view.sockets.some(
    (other) =>
      other !== socket &&
      other.user.id === user &&
      other.conversations.some(
        ({ prompt, conversation }) =>
          prompt !== null &&
          prompt.frame > (other.welcome?.seq ?? Number.POSITIVE_INFINITY) &&
          conversation.answer !== '',
      ),
  )
}

function isPythonDefect(symptom: Symptom): boolean {
  return pythonDefects.has(precedingError(symptom)?.errorType ?? '')
}

function closedCleanlyMidRun(symptom: Symptom): boolean {
  const close = closeOf(symptom)
  return close?.code === 1000 && close.initiator === 'server' && ['events', 'answer'].includes(symptom.phase)
}

/**
 * We asked the application for a sign of life and none came: a server that only forgets its welcome still answers. Pings of
 * the protocol do not count: the library answers those, whatever became of the handler.
 */
function saidNothingAtAll({ socket }: Symptom): boolean {
  const frames = (socket?.frames ?? [])
    .map(({ fact }) => fact)
    .filter(({ opcode }) => opcode === 'text' || opcode === 'binary')
  const asked = frames.some(({ direction, data }) => direction === 'out' && isJsonPing(data))
  return asked && frames.every(({ direction }) => direction === 'out')
}

function isJsonPing(data: string): boolean {
  return /"type"\s*:\s*"ping"/.test(data)
}
