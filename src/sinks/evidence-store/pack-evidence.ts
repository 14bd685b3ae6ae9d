import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createZstdCompress, zstdDecompress } from 'node:zlib'
import { type Evidence, evidenceSchema } from '../../model/evidence-file.ts'

/** A flood of frames on every socket of a large run stays below this. */
const LONGEST_EVIDENCE_BYTES = 512 * 1024 * 1024
const FACTS_AT_A_TIME = 50

/** Evidence as a compressed file. The work is done in small pieces and off the event loop, because a flood has many megabytes. */
export async function packEvidence(evidence: Evidence): Promise<Buffer> {
  const compress = createZstdCompress()
  Readable.from(pieces(evidence), { objectMode: false }).pipe(compress)
  return buffer(compress)
}

/** Null when it is not evidence, or cannot be unpacked. */
export async function unpackEvidence(packed: Uint8Array): Promise<Evidence | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  zstdDecompress(packed, { maxOutputLength: LONGEST_EVIDENCE_BYTES }, (error, text) =>
    resolve(error === null ? text.toString('utf8') : null),
  )
  const text = await promise
  if (text === null) return null
  try {
    const parsed = evidenceSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The JSON document, with a line for each fact. */
function* pieces({ facts, ...head }: Evidence): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"facts":[\n`
  for (let at = 0; at < facts.length; at += FACTS_AT_A_TIME) {
    const lines = facts.slice(at, at + FACTS_AT_A_TIME).map((fact) => JSON.stringify(fact))
    yield `${at === 0 ? '' : ',\n'}${lines.join(',\n')}`
  }
  yield '\n]}\n'
}
