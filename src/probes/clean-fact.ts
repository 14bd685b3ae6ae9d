import type { Mask } from '../kernel/mask.ts'
import type { Fact, FrameFact } from '../model/evidence.ts'
import type { Failure } from './failure.ts'

/** A fact before it has its number. */
export type NewFact = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'seq'> : never) : never

/** A signed token. Those that we know are masked under their names; any other is nobody's business either. */
const foreignToken = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g

/** A fact with its number and without secrets: whatever the target or a library wrote is masked, our own names pass. */
export function cleanFact(fact: NewFact, seq: number, mask: Mask): Fact {
  if (fact.kind === 'frame') return cleanFrame(fact, seq, mask)
  const clean = (text: string) => cleanText(text, mask)
  switch (fact.kind) {
    case 'http':
      return { ...fact, seq, ...cleanAnswer(fact, clean) }
    case 'upgrade':
      return { ...fact, seq, ...cleanAnswer(fact, clean), protocol: clean(fact.protocol) }
    case 'close':
      return { ...fact, seq, reason: clean(fact.reason), error: cleanFailure(fact.error, clean) }
    case 'prompt':
      return { ...fact, seq, text: clean(fact.text) }
    case 'screen':
      return { ...fact, seq, text: clean(fact.text) }
    case 'monitor':
      return { ...fact, seq, detail: clean(fact.detail) }
    default:
      return fact satisfies never
  }
}

/** Frames are nearly all there is, so they are written out: copying them member by member is several times faster. */
function cleanFrame(frame: Omit<FrameFact, 'seq'>, seq: number, mask: Mask): FrameFact {
  const { atMs, user, socket, direction, opcode, bytes } = frame
  return { seq, atMs, user, kind: 'frame', socket, direction, opcode, bytes, data: cleanText(frame.data, mask) }
}

/** A text without known secrets, and without tokens that we do not know. */
export function cleanText(text: string, mask: Mask): string {
  const masked = mask.text(text)
  return masked.includes('eyJ') ? masked.replace(foreignToken, '⟦jwt⟧') : masked
}

type Clean = (text: string) => string
type Answer = { url: string; headers: Record<string, string>; body: string; error: Failure | null }

function cleanAnswer({ url, headers, body, error }: Answer, clean: Clean): Answer {
  return {
    url: clean(url),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, clean(value)])),
    body: clean(body),
    error: cleanFailure(error, clean),
  }
}

function cleanFailure(error: Failure | null, clean: Clean): Failure | null {
  return error === null ? null : { code: error.code, message: clean(error.message) }
}
