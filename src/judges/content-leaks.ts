import { inboundTexts } from './inbound-texts.ts'
import type { Leak } from './leak.ts'
import { type Mark, marksOf } from './marks.ts'
import { createNeedleIndex } from './needle-index.ts'
import type { EvidenceView } from './view-types.ts'

const partOfId = /[\p{L}\p{N}_-]/u

/**
 * Content proof: what one user said or was told, in whatever reached another: frames one by one and run together, HTTP
 * bodies, reasons of closes. A mark that two users share is nobody's.
 */
export function contentLeaks(view: EvidenceView): Leak[] {
  const marks = marksOf(view)
  const index = createNeedleIndex(marks.keys())
  return inboundTexts(view).flatMap((inbound) => {
    const { receiver, text } = inbound
    const leaks: Leak[] = []
    index.scan(text, (needle, at) => {
      const owned = marks.get(needle) ?? []
      const [mark] = owned
      if (mark === undefined || owned.some(({ owner }) => owner === receiver)) return
      if (mark.whole && !standsAlone(text, at, needle.length)) return
      leaks.push(leakOf(mark, receiver, needle, inbound.seqAt(at + needle.length - 1)))
    })
    return leaks
  })
}

function leakOf({ channel, owner, what }: Mark, receiver: string | null, needle: string, seq: number): Leak {
  return { channel, receiver, owner, what: `${what} of ${owner} (${needle})`, seq }
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !partOfId.test(text.charAt(at - 1)) && !partOfId.test(text.charAt(at + length))
}
