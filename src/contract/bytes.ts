/**
 * Limits in bytes. `maxLength` counts characters; a column behind an upstream often counts bytes, and a Chinese character
 * has two in GB18030 and three in UTF-8. A contract says so with `"x-maxBytes": 60`, and `"x-encoding": "gb18030"` where
 * it isn't UTF-8.
 */
import { byteLength, type FileEncoding } from '../base/encoding.ts'
import type { JsonObject } from '../base/json.ts'

export interface ByteLimit {
  readonly limit: number
  readonly encoding: FileEncoding
  /** Bytes of a Chinese character. */
  readonly each: number
}

/** The limit that a subschema sets; undefined without one. `GBK` and `GB2312` are read as GB18030, which holds them. */
export function byteLimit(schema: JsonObject): ByteLimit | undefined {
  const limit = schema['x-maxBytes']
  if (typeof limit !== 'number') return undefined
  const encoding = /^gb/i.test(String(schema['x-encoding'] ?? '')) ? 'gb18030' : 'utf-8'
  return { limit, encoding, each: byteLength('汉', encoding) }
}
