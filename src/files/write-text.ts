/** Text to disk in the encoding that was asked for, flushed: what `path` holds afterwards survives a power cut. */
import { open } from 'node:fs/promises'
import type { FileEncoding } from '../base/encoding.ts'
import { quoted } from './csv-cells.ts'
import { encodeGb18030 } from './gb18030.ts'
import type { OutCell } from './types.ts'

/** RFC 4180: commas, CRLF. A boolean is `true` or `false`, null an empty cell. */
export const csvLine = (cells: readonly OutCell[]): string =>
  `${cells.map((cell) => quoted(cell === null ? '' : String(cell), ',')).join(',')}\r\n`

/**
 * @throws {TypeError} when the encoding can't hold the text: nothing is written then
 * @throws {NodeJS.ErrnoException} when `path` exists already or can't be written
 */
export async function writeText(path: string, text: string, encoding: FileEncoding): Promise<void> {
  const bytes = encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text)
  if (new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes) !== text)
    throw new TypeError(`text beyond ${encoding}`)
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(bytes)
  await file.sync()
}
