/**
 * A workbook's parts, guarded: the central directory is read and weighed before anything is unpacked, and no part may
 * unpack to more than it announced there (yauzl's `validateEntrySizes` counts while inflating).
 */
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { FileError, refusal } from './errors.ts'
import { RATIO_FREE_BYTES } from './limits.ts'
import type { Limits } from './types.ts'

/** A part as the central directory has it. */
export interface ZipEntry {
  readonly fileName: string
  readonly fileNameRaw: Buffer
  readonly generalPurposeBitFlag: number
  readonly compressionMethod: number
  readonly lastModFileTime: number
  readonly lastModFileDate: number
  readonly crc32: number
  readonly compressedSize: number
  readonly uncompressedSize: number
  readonly externalFileAttributes: number
}

export interface Zip {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[]
  has(part: string): boolean
  /** Unpacked bytes of one part; ends with a FileError where the archive is damaged. */
  chunks(part: string): AsyncGenerator<Buffer>
  /** A small part whole. @throws {FileError} when it is larger than `maxBytes` */
  bytes(part: string, maxBytes: number): Promise<Buffer>
  /** Packed bytes as they lie in the file. */
  packed(entry: ZipEntry): Promise<Readable>
  close(): void
}

/** @throws {FileError} when the file is no zip, is cut short, or would unpack beyond the limits */
export async function openZip(path: string, file: string, limits: Limits): Promise<Zip> {
  const damaged = (cause: unknown) =>
    cause instanceof FileError ? cause : refusal('workbook_damaged', { file, detail: 'zip' }, cause)
  let archive: ZipFile
  try {
    archive = await openPromise(path, { lazyEntries: true, autoClose: false })
  } catch (cause) {
    throw damaged(cause)
  }
  const parts = new Map<string, Entry>()
  try {
    await readDirectory(archive, parts, file, limits)
  } catch (cause) {
    archive.close()
    throw damaged(cause)
  }

  async function* chunks(part: string): AsyncGenerator<Buffer> {
    const entry = parts.get(part)
    if (!entry) throw refusal('workbook_damaged', { file, detail: part })
    try {
      let sum = 0
      for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum)
        yield chunk
      }
      // A flipped bit may leave the XML sound and one digit of an id wrong.
      if (sum !== entry.crc32) throw refusal('workbook_damaged', { file, detail: part })
    } catch (cause) {
      throw damaged(cause)
    }
  }

  return {
    entries: [...parts.values()],
    has: (part) => parts.has(part),
    chunks,
    async bytes(part, maxBytes) {
      if ((parts.get(part)?.uncompressedSize ?? 0) > maxBytes) throw tooLarge(file, part)
      const held: Buffer[] = []
      for await (const chunk of chunks(part)) held.push(chunk)
      return Buffer.concat(held)
    },
    async packed({ fileName }) {
      const entry = parts.get(fileName)
      if (!entry) throw refusal('workbook_damaged', { file, detail: fileName })
      return await archive.openReadStreamPromise(entry, { decodeFileData: false })
    },
    close: () => archive.close(),
  }
}

const tooLarge = (file: string, detail: string) => refusal('workbook_too_large', { file, detail })

async function readDirectory(archive: ZipFile, parts: Map<string, Entry>, file: string, limits: Limits): Promise<void> {
  if (archive.entryCount > limits.maxEntries) throw tooLarge(file, `${archive.entryCount} parts`)
  let inflated = 0
  for await (const entry of archive.eachEntry()) {
    if (parts.has(entry.fileName)) throw refusal('workbook_damaged', { file, detail: 'two parts of one name' })
    if (entry.isEncrypted()) throw refusal('file_encrypted', { file })
    inflated += entry.uncompressedSize
    if (inflated > limits.maxInflatedBytes) throw tooLarge(file, `${Math.round(inflated / 1_048_576)} MB`)
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > RATIO_FREE_BYTES && ratio > limits.maxRatio)
      throw tooLarge(file, `1 : ${Math.round(ratio)}`)
    parts.set(entry.fileName, entry)
  }
}
