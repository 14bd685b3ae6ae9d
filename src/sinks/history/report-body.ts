import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type RunReport, runReportSchema } from '../../model/report.ts'

/** A report of a thousand users has some megabytes; what unpacks to more is none of ours. */
const LONGEST_REPORT_BYTES = 256 * 1024 * 1024

/** A report as it stands in the file. A usual one has ten kilobytes, so packing it takes far less than a millisecond. */
export function packReport(report: RunReport): Uint8Array {
  return zstdCompressSync(JSON.stringify(report))
}

/** Null when it cannot be read, or is in a form that this version does not know. */
export function unpackReport(body: Uint8Array): RunReport | null {
  try {
    const text = zstdDecompressSync(body, { maxOutputLength: LONGEST_REPORT_BYTES }).toString('utf8')
    const parsed = runReportSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
