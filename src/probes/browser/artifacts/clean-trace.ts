import { isUtf8 } from 'node:buffer'
import { cleanDocument } from './clean-document.ts'
import { readZip, writeZip, type ZipEntry } from './zip.ts'

/** Pictures of the screen: no text of theirs can be searched, and a person must see them. */
const picture = /\.(jpe?g|png)$/i

/**
 * Takes the secrets out of a Playwright trace: every text in it is cleaned, pictures stay, and what is neither is left out. The
 * trace viewer shows what is left out as missing.
 */
export function cleanTrace(archive: Buffer, clean: (text: string) => string): Buffer {
  return writeZip(readZip(archive).flatMap((entry) => cleanEntry(entry, clean) ?? []))
}

function cleanEntry({ name, bytes }: ZipEntry, clean: (text: string) => string): ZipEntry | null {
  if (picture.test(name)) return { name, bytes }
  if (!isUtf8(bytes)) return null
  return { name, bytes: Buffer.from(cleanDocument(bytes.toString('utf8'), clean)) }
}
