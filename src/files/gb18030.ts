/**
 * Text to GB18030: the way back of `TextDecoder('gb18030')`, which has no encoder beside it. The table is made from
 * the decoder itself on first use, so both always agree.
 *
 * Source: GB 18030, one, two and four bytes; code points from U+10000 are four bytes in linear order from 90 30 81 30.
 */

// Four-byte codes of the basic plane.
const BASIC_FOUR_BYTE_CODES = 39_420
const SUPPLEMENTARY_START = 0x10000
// 90 30 81 30 as a linear number.
const SUPPLEMENTARY_FIRST_CODE = 189_000

let table: ReadonlyMap<number, Uint8Array> | undefined

/**
 * The bytes of a text. Whatever the decoder can give has its bytes; a few private-use characters, which no file in
 * GB18030 can hold, become `?`.
 */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable()
  const parts: Uint8Array[] = []
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) parts.push(Uint8Array.of(point))
    else if (point >= SUPPLEMENTARY_START) parts.push(fourBytes(point - SUPPLEMENTARY_START + SUPPLEMENTARY_FIRST_CODE))
    else parts.push(table.get(point) ?? Uint8Array.of(0x3f))
  }
  return Buffer.concat(parts)
}

function buildTable(): ReadonlyMap<number, Uint8Array> {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<number, Uint8Array>()
  const add = (bytes: Uint8Array) => {
    const point = decoder.decode(bytes).codePointAt(0) ?? 0xfffd
    if (point !== 0xfffd && !codes.has(point)) codes.set(point, bytes)
  }
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) add(Uint8Array.of(lead, trail))
  }
  for (let code = 0; code < BASIC_FOUR_BYTE_CODES; code += 1) add(fourBytes(code))
  return codes
}

const fourBytes = (code: number): Uint8Array =>
  Uint8Array.of(
    0x81 + Math.floor(code / 12_600),
    0x30 + (Math.floor(code / 1_260) % 10),
    0x81 + (Math.floor(code / 10) % 126),
    0x30 + (code % 10),
  )
