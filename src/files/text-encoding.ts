/**
 * The encoding of a text file: a byte order mark, else strict UTF-8, else GB18030 (which Chinese Windows programs
 * write, and of which GBK and GB2312 are parts).
 *
 * The whole file is tried first: a list may be plain ASCII for a megabyte before its first name.
 */
import { createReadStream } from 'node:fs'
import { refusal } from './errors.ts'

export interface TextEncoding {
  readonly name: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
  /** Length of the byte order mark, in bytes. */
  readonly markBytes: number
}

/** @throws {FileError} when the text is in none of them */
export async function encodingOf(path: string, file: string): Promise<TextEncoding> {
  const marked = await byMark(path)
  const candidates: readonly TextEncoding[] = marked
    ? [marked]
    : [
        { name: 'utf-8', markBytes: 0 },
        { name: 'gb18030', markBytes: 0 },
      ]
  for (const encoding of candidates) if (await decodes(path, encoding)) return encoding
  throw refusal('text_undecodable', { file })
}

async function byMark(path: string): Promise<TextEncoding | undefined> {
  for await (const chunk of createReadStream(path, { end: 2 }) as AsyncIterable<Buffer>) {
    const start = chunk.toString('hex')
    if (start === 'efbbbf') return { name: 'utf-8', markBytes: 3 }
    if (start.startsWith('fffe')) return { name: 'utf-16le', markBytes: 2 }
    if (start.startsWith('feff')) return { name: 'utf-16be', markBytes: 2 }
  }
  return undefined
}

async function decodes(path: string, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding.name, { fatal: true })
  const chunks = createReadStream(path, { start: encoding.markBytes }) as AsyncIterable<Buffer>
  try {
    for await (const chunk of chunks) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (cause) {
    if (cause instanceof TypeError) return false
    throw cause
  }
}

/** The file's text in chunks, without its byte order mark. A character may straddle two chunks of bytes. */
export async function* decodedChunks(
  path: string,
  encoding: TextEncoding,
  chunkBytes = 65_536,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true })
  const chunks = createReadStream(path, {
    start: encoding.markBytes,
    highWaterMark: chunkBytes,
  }) as AsyncIterable<Buffer>
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
