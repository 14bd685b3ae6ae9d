import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** One file in a ZIP archive. */
export type ZipEntry = { readonly name: string; readonly bytes: Buffer }

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const DEFLATE = 8
const UTF8_NAMES = 0x0800
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff

/** Reads all files of an archive. Throws an Error for what is no archive, is cut off, or is packed in a way that browsers' tools do not use. */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = endOfArchive(archive)
  const count = archive.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('The archive has no entry where one should be.')
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    if (!name.endsWith('/')) entries.push({ name, bytes: contentOf(archive, at) })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

function endOfArchive(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT)
  for (let at = archive.length - END_BYTES; at >= first; at--) if (archive.readUInt32LE(at) === END) return at
  throw new Error('This is no ZIP archive.')
}

/** The bytes of the entry whose central record is at `at`. */
function contentOf(archive: Buffer, at: number): Buffer {
  const method = archive.readUInt16LE(at + 10)
  const packedBytes = archive.readUInt32LE(at + 20)
  const local = archive.readUInt32LE(at + 42)
  if (archive.readUInt32LE(local) !== LOCAL) throw new Error('The archive points to an entry that is not there.')
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(start, start + packedBytes)
  const bytes = unpacked(packed, method)
  if (crc32(bytes) !== archive.readUInt32LE(at + 16)) throw new Error('An entry of the archive is damaged.')
  return bytes
}

function unpacked(packed: Buffer, method: number): Buffer {
  if (method === 0) return packed
  if (method === DEFLATE) return inflateRawSync(packed)
  throw new Error(`The archive uses compression ${method}.`)
}

/** Packs files into an archive, without dates. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes)
    const nameBytes = Buffer.from(name)
    const common = commonFields(bytes, packed, nameBytes)
    const local = Buffer.concat([uint32(LOCAL), common, nameBytes, packed])
    directory.push(Buffer.concat([uint32(CENTRAL), uint16(20), common, Buffer.alloc(10), uint32(offset), nameBytes]))
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const counts = [uint16(entries.length), uint16(entries.length)]
  const end = [uint32(END), uint32(0), ...counts, uint32(central.length), uint32(offset), uint16(0)]
  return Buffer.concat([...files, central, ...end])
}

/** What the local and the central record of an entry share. */
function commonFields(bytes: Buffer, packed: Buffer, name: Buffer): Buffer {
  const firstOfJanuary1980 = 0x0021
  return Buffer.concat([
    ...[uint16(20), uint16(UTF8_NAMES), uint16(DEFLATE), uint16(0), uint16(firstOfJanuary1980)],
    ...[uint32(crc32(bytes)), uint32(packed.length), uint32(bytes.length), uint16(name.length), uint16(0)],
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
