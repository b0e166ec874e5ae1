/**
 * The bytes of a text in the two encodings that upstreams take. GB18030 has a decoder on every platform and no encoder, so
 * its table is made from the decoder on first use: both always agree.
 *
 * Source: GB 18030, one, two and four bytes; code points from U+10000 are four bytes in linear order from 90 30 81 30.
 */

export type FileEncoding = 'utf-8' | 'gb18030'

// Four-byte codes of the basic plane.
const BASIC_FOUR_BYTE_CODES = 39_420
const BASIC_POINTS = 0x10000
// 90 30 81 30 as a linear number.
const SUPPLEMENTARY_FIRST_CODE = 189_000

let table: Uint32Array | undefined

/**
 * The code of one character as a number (two bytes: 0x8140 and above; four bytes: 0x81308130 and above), or 0 where
 * GB18030 has none: a few private-use characters, and half of a surrogate pair.
 */
export function gb18030Code(point: number): number {
  if (point < 0x80) return point
  if (point >= BASIC_POINTS) return fourBytes(point - BASIC_POINTS + SUPPLEMENTARY_FIRST_CODE)
  table ??= buildTable()
  return table[point] ?? 0
}

/** Length of a text in bytes. */
export function byteLength(text: string, encoding: FileEncoding): number {
  const bytesOf = encoding === 'utf-8' ? utf8Bytes : (point: number) => codeBytes(gb18030Code(point))
  let bytes = 0
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0)
  return bytes
}

const utf8Bytes = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < BASIC_POINTS ? 3 : 4)

const codeBytes = (code: number): number => (code > 0xffff ? 4 : code > 0xff ? 2 : 1)

function buildTable(): Uint32Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Uint32Array(BASIC_POINTS)
  const view = new DataView(new ArrayBuffer(4))
  const add = (code: number, bytes: number) => {
    view.setUint32(0, code)
    const point = decoder.decode(new Uint8Array(view.buffer, 4 - bytes)).codePointAt(0) ?? 0xfffd
    if (point !== 0xfffd && point < BASIC_POINTS && codes[point] === 0) codes[point] = code
  }
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) add(lead * 256 + trail, 2)
  }
  for (let linear = 0; linear < BASIC_FOUR_BYTE_CODES; linear += 1) add(fourBytes(linear), 4)
  return codes
}

const fourBytes = (linear: number): number =>
  (0x81 + Math.floor(linear / 12_600)) * 0x1000000 +
  (0x30 + (Math.floor(linear / 1_260) % 10)) * 0x10000 +
  (0x81 + (Math.floor(linear / 10) % 126)) * 0x100 +
  (0x30 + (linear % 10))
