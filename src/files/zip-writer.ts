/**
 * A zip written part by part: parts that stay are copied as they lie packed, parts that change are packed as they come.
 * No zip64: what we read is bounded far below 4 GiB.
 */
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { ZipEntry } from './zip.ts'

type Texts = AsyncIterable<string> | Iterable<string>

export interface ZipWriter {
  copy(entry: ZipEntry, packed: Readable): Promise<void>
  /** Packs new content under the entry's name. */
  replace(entry: EntryHeader, content: Texts): Promise<void>
  /** Packs a part of our own. Its date is fixed, so that the same content makes the same bytes. */
  add(name: string, content: Texts): Promise<void>
  finish(): Promise<void>
  abort(): Promise<void>
}

const LOCAL_HEADER_BYTES = 30
const CENTRAL_HEADER_BYTES = 46
const DEFLATE = 8
// Sizes stand in the header: no data descriptor follows.
const DATA_DESCRIPTOR = 0x0008
const BUFFERED_CHARACTERS = 65_536

type EntryHeader = Pick<
  ZipEntry,
  'fileNameRaw' | 'generalPurposeBitFlag' | 'lastModFileTime' | 'lastModFileDate' | 'externalFileAttributes'
>

// 1980-01-01, the first day that a zip knows.
const FIRST_DATE = 0x0021
const UTF8_NAME = 0x0800

interface Written {
  readonly entry: EntryHeader
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
}

export async function createZipWriter(path: string): Promise<ZipWriter> {
  const file = await open(path, 'wx', 0o600)
  const written: Written[] = []
  let position = 0

  const append = async (bytes: Uint8Array) => {
    await writeAll(file, bytes, position)
    position += bytes.length
  }

  async function replace(entry: EntryHeader, content: Texts): Promise<void> {
    const offset = position
    // The header's sizes are known when the content has gone by.
    position += LOCAL_HEADER_BYTES + entry.fileNameRaw.length
    let crc = 0
    let bytes = 0
    async function* counted() {
      for await (const chunk of buffered(content)) {
        crc = crc32(chunk, crc)
        bytes += chunk.length
        yield chunk
      }
    }
    const start = position
    for await (const chunk of deflated(counted())) await append(chunk)
    const item = { entry, method: DEFLATE, crc, packedBytes: position - start, bytes, offset }
    await writeAll(file, localHeader(item), offset)
    written.push(item)
  }

  return {
    async copy(entry, packed) {
      const offset = position
      const { compressionMethod: method, crc32: crc, compressedSize: packedBytes, uncompressedSize: bytes } = entry
      const item = { entry, method, crc, packedBytes, bytes, offset }
      await append(localHeader(item))
      for await (const chunk of packed as AsyncIterable<Buffer>) await append(chunk)
      written.push(item)
    },
    replace,
    add(name, content) {
      const fileNameRaw = Buffer.from(name)
      const entry = { fileNameRaw, generalPurposeBitFlag: UTF8_NAME, lastModFileTime: 0, lastModFileDate: FIRST_DATE }
      return replace({ ...entry, externalFileAttributes: 0 }, content)
    },
    async finish() {
      const start = position
      for (const item of written) await append(centralHeader(item))
      await append(endRecord(written.length, position - start, start))
      await file.sync()
      await file.close()
    },
    abort: () => file.close(),
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

async function* buffered(content: Texts): AsyncGenerator<Buffer> {
  let held = ''
  for await (const text of content) {
    held += text
    if (held.length < BUFFERED_CHARACTERS) continue
    yield Buffer.from(held)
    held = ''
  }
  if (held !== '') yield Buffer.from(held)
}

async function* deflated(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw()
  const feeding = feed(content, packer)
  yield* packer as AsyncIterable<Buffer>
  await feeding
}

async function feed(content: AsyncIterable<Buffer>, packer: ReturnType<typeof createDeflateRaw>): Promise<void> {
  try {
    for await (const chunk of content) {
      if (!packer.write(chunk)) await new Promise((resolve) => packer.once('drain', resolve))
    }
    packer.end()
  } catch (cause) {
    // Ends the reading side with the same error.
    packer.destroy(cause instanceof Error ? cause : new TypeError(String(cause)))
  }
}

function commonFields(header: Buffer, at: number, { entry, method, crc, packedBytes, bytes }: Written): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(entry.generalPurposeBitFlag & ~DATA_DESCRIPTOR, at + 2)
  header.writeUInt16LE(method, at + 4)
  header.writeUInt16LE(entry.lastModFileTime, at + 6)
  header.writeUInt16LE(entry.lastModFileDate, at + 8)
  header.writeUInt32LE(crc, at + 10)
  header.writeUInt32LE(packedBytes, at + 14)
  header.writeUInt32LE(bytes, at + 18)
  header.writeUInt16LE(entry.fileNameRaw.length, at + 22)
}

function localHeader(item: Written): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES)
  header.writeUInt32LE(0x04034b50, 0)
  commonFields(header, 4, item)
  return Buffer.concat([header, item.entry.fileNameRaw])
}

function centralHeader(item: Written): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  commonFields(header, 6, item)
  header.writeUInt32LE(item.entry.externalFileAttributes, 38)
  header.writeUInt32LE(item.offset, 42)
  return Buffer.concat([header, item.entry.fileNameRaw])
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(directoryOffset, 16)
  return record
}
