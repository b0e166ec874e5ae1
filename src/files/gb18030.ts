/** Text to GB18030: the way back of `TextDecoder('gb18030')`, which has no encoder beside it. */
import { gb18030Code } from '../base/encoding.ts'

const QUESTION_MARK = 0x3f

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
