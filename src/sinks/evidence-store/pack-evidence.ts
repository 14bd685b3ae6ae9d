import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { type Fact, factSchema } from '../../model/evidence.ts'
import { type Evidence, evidenceSchema } from '../../model/evidence-file.ts'

/** A flood of frames on every socket of a large run stays below this. */
const LONGEST_EVIDENCE = 512 * 1024 * 1024
const FACTS_AT_A_TIME = 50
const BEFORE_FACTS = ',"facts":['
const AFTER_FACTS = ']}'

/**
 * Evidence as a compressed file: the JSON document, with a line for each fact. A flood has many megabytes, and a loop that
 * stalls spoils the runs that go on: so it is written, and read again, in small pieces.
 */
export async function packEvidence(evidence: Evidence): Promise<Buffer> {
  const compress = createZstdCompress()
  Readable.from(pieces(evidence), { objectMode: false }).pipe(compress)
  return buffer(compress)
}

/** Null when it is not evidence, or cannot be unpacked. */
export async function unpackEvidence(packed: Uint8Array): Promise<Evidence | null> {
  try {
    let head: Evidence | null = null
    const facts: Fact[] = []
    for await (const lines of linesOf(packed)) {
      for (const line of lines) {
        if (head === null) head = evidenceSchema.parse(JSON.parse(line + AFTER_FACTS))
        else if (line !== AFTER_FACTS && line !== '') facts.push(factSchema.parse(JSON.parse(line.replace(/,$/, ''))))
      }
    }
    return head === null ? null : { ...head, facts }
  } catch {
    return null
  }
}

function* pieces({ facts, ...head }: Evidence): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)}${BEFORE_FACTS}\n`
  for (let at = 0; at < facts.length; at += FACTS_AT_A_TIME) {
    const lines = facts.slice(at, at + FACTS_AT_A_TIME).map((fact) => JSON.stringify(fact))
    yield `${at === 0 ? '' : ',\n'}${lines.join(',\n')}`
  }
  yield `\n${AFTER_FACTS}\n`
}

/** The lines of an unpacked text, as many at a time as come at once. Throws when it is longer than any of ours. */
async function* linesOf(packed: Uint8Array): AsyncGenerator<string[]> {
  const unpack = createZstdDecompress()
  unpack.end(packed)
  let length = 0
  let rest = ''
  for await (const text of unpack.setEncoding('utf8')) {
    length += String(text).length
    if (length > LONGEST_EVIDENCE) throw new RangeError('longer than any evidence of ours')
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    yield lines
  }
  yield [rest]
}
