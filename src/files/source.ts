/**
 * A path, or a stream that has to become one: a workbook's directory is at its end, and both the encoding and the
 * header of a text are looked at before its rows. A stream is copied to a private temporary folder first.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refusal } from './errors.ts'
import type { Limits } from './types.ts'

/** Bytes from elsewhere, standard input among them. The name is for messages; its extension is optional. */
export interface StreamSource {
  readonly stream: AsyncIterable<Uint8Array>
  readonly name: string
}

export interface Source {
  readonly path: string
  readonly name: string
  close(): Promise<void>
}

/** @throws {FileError} when there is no such file, or it is larger than the limit */
export async function openSource(from: string | StreamSource, limits: Limits): Promise<Source> {
  if (typeof from !== 'string') return spool(from, limits)
  const name = basename(from)
  const found = await stat(from).catch((cause: NodeJS.ErrnoException) => {
    throw refusal('file_unreadable', { file: name, detail: cause.code ?? 'unknown' }, cause)
  })
  if (!found.isFile()) throw refusal('file_unreadable', { file: name, detail: 'not a file' })
  if (found.size > limits.maxFileBytes) throw tooLarge(name, limits)
  return { path: from, name, close: async () => {} }
}

async function spool(from: StreamSource, limits: Limits): Promise<Source> {
  const folder = await mkdtemp(join(tmpdir(), 'yibiao-'))
  const path = join(folder, 'input')
  let received = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > limits.maxFileBytes) done(tooLarge(from.name, limits))
      else done(null, chunk)
    },
  })
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(from.stream, counted, createWriteStream(path, { mode: 0o600 }))
  } catch (cause) {
    await close()
    throw cause
  }
  return { path, name: from.name, close }
}

const tooLarge = (name: string, limits: Limits) =>
  refusal('file_too_large', { file: name, limit: Math.floor(limits.maxFileBytes / 1_048_576) })
