import type { Mask } from '../kernel/mask.ts'
import type { Fact } from '../model/evidence.ts'
import type { Failure } from './failure.ts'

/** A signed token. Those that we know are masked under their names; any other is nobody's business either. */
const foreignToken = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g

/**
 * A fact without secrets: whatever the target or a library wrote is masked, our own names and numbers pass. A frame is
 * changed in place, because there are many.
 */
export function cleanFact(fact: Fact, mask: Mask): Fact {
  const clean = (text: string) => cleanText(text, mask)
  switch (fact.kind) {
    case 'frame':
      fact.data = clean(fact.data)
      return fact
    case 'http':
      return { ...fact, ...cleanAnswer(fact, clean) }
    case 'upgrade':
      return { ...fact, ...cleanAnswer(fact, clean), protocol: clean(fact.protocol) }
    case 'close':
      return { ...fact, reason: clean(fact.reason), error: cleanFailure(fact.error, clean) }
    case 'prompt':
      return { ...fact, text: clean(fact.text) }
    case 'monitor':
      return { ...fact, detail: clean(fact.detail) }
    default:
      return fact satisfies never
  }
}

function cleanText(text: string, mask: Mask): string {
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
