/**
 * Limits in bytes. `maxLength` counts characters; a column behind an upstream often counts bytes, and a Chinese character
 * has two in GB18030 and three in UTF-8. A contract says so with `"x-maxBytes": 60`, and `"x-encoding": "GB18030"` where
 * it isn't UTF-8.
 */
import type { JsonObject } from '../base/json.ts'

export type Encoding = 'UTF-8' | 'GB18030'

export interface ByteLimit {
  readonly limit: number
  readonly encoding: Encoding
}

/** The limit that a subschema sets; undefined without one. `GBK` and `GB2312` are read as GB18030, which holds them. */
export function byteLimit(schema: JsonObject): ByteLimit | undefined {
  const limit = schema['x-maxBytes']
  if (typeof limit !== 'number') return undefined
  return { limit, encoding: /^gb/i.test(String(schema['x-encoding'] ?? '')) ? 'GB18030' : 'UTF-8' }
}

/** How many bytes a text takes. */
export function byteLength(text: string, encoding: Encoding): number {
  if (encoding === 'UTF-8') return utf8.encode(text).length
  twoByte ??= twoByteCharacters()
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    length += point < 0x80 ? 1 : twoByte.has(point) ? 2 : 4
  }
  return length
}

const utf8 = new TextEncoder()
let twoByte: ReadonlySet<number> | undefined

/** Everything that GB18030 writes in two bytes, asked of the platform's own decoder. */
function twoByteCharacters(): ReadonlySet<number> {
  const decoder = new TextDecoder('gb18030')
  const points = new Set<number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) points.add(decoder.decode(Uint8Array.of(lead, trail)).codePointAt(0) ?? 0xfffd)
    }
  }
  points.delete(0xfffd)
  return points
}
