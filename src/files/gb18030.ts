/**
 * Text to GB18030: the way back of `TextDecoder('gb18030')`, which has no encoder beside it. The table is made from
 * the decoder itself on first use, so both always agree.
 *
 * Source: GB 18030, one, two and four bytes; code points from U+10000 are four bytes in linear order from 90 30 81 30.
 */

// Four-byte codes of the basic plane.
const BASIC_FOUR_BYTE_CODES = 39_420
const BASIC_POINTS = 0x10000
// 90 30 81 30 as a linear number.
const SUPPLEMENTARY_FIRST_CODE = 189_000
const QUESTION_MARK = 0x3f

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

/**
 * The bytes of a text. Whatever the decoder can give has its bytes; what has no code (see `gb18030Code`) becomes `?`,
 * so that text for others is checked first.
 */
export function encodeGb18030(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 4)
  let used = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point === 0 ? 0 : gb18030Code(point) || QUESTION_MARK
    if (code > 0xffff) used = bytes.writeUInt32BE(code, used)
    else if (code > 0xff) used = bytes.writeUInt16BE(code, used)
    else used = bytes.writeUInt8(code, used)
  }
  return bytes.subarray(0, used)
}

function buildTable(): Uint32Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Uint32Array(BASIC_POINTS)
  const add = (code: number, bytes: number) => {
    const buffer = Buffer.allocUnsafe(bytes)
    buffer.writeUIntBE(code, 0, bytes)
    const point = decoder.decode(buffer).codePointAt(0) ?? 0xfffd
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
