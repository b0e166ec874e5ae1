/**
 * The texts a workbook shares between its cells, packed as UTF-8: 1.3 million short texts take 19 MB this way and
 * 54 MB as JavaScript strings, which the garbage collector would walk again and again.
 */
import { refusal } from './errors.ts'
import { createXmlReader } from './xml.ts'

export interface SharedStrings {
  at(index: number): string | undefined
}

export const noStrings: SharedStrings = { at: () => undefined }

// The first texts of a table are its headers and most frequent values.
const CACHED = 4_096

/** @throws {FileError} when the texts together are larger than `maxBytes` */
export async function readSharedStrings(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  part: string,
  maxBytes: number,
): Promise<SharedStrings> {
  let bytes = Buffer.allocUnsafe(65_536)
  let ends = new Uint32Array(4_096)
  let count = 0
  let used = 0

  const add = (text: string) => {
    const most = text.length * 3
    if (used + most > maxBytes) throw refusal('workbook_too_large', { file, detail: 'shared strings' })
    if (used + most > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + most))
      bytes.copy(larger, 0, 0, used)
      bytes = larger
    }
    if (count === ends.length) {
      const larger = new Uint32Array(count * 2)
      larger.set(ends)
      ends = larger
    }
    used += bytes.write(text, used)
    ends[count] = used
    count += 1
  }

  const item = createTextCollector(add)
  const reader = createXmlReader(file, part, item)
  for await (const chunk of chunks) reader.write(chunk)
  reader.end()

  const cache: string[] = []
  return {
    at(index) {
      if (!(index >= 0 && index < count)) return undefined
      if (index < CACHED && cache[index] !== undefined) return cache[index]
      const text = bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index])
      if (index < CACHED) cache[index] = text
      return text
    },
  }
}

/** The text of each `si`: its `t` parts in order, without the reading aids (`rPh`) of East Asian text. */
function createTextCollector(add: (text: string) => void) {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    open(name: string) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text(part: string) {
      if (inText) text += part
    },
    close(name: string) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') add(unescapeText(text))
    },
  }
}

/** `_x000D_` stands for a character that XML can't hold (ECMA-376, part 1, 22.9.2.19). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
