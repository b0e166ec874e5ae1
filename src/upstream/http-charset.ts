/**
 * Bytes of a reply as text. Older Java back ends answer in GBK, some of them without saying so.
 *
 * Order: byte order mark, charset of the content type, `<meta charset>` of a page, strict UTF-8, GB 18030 (a superset
 * of GBK and GB 2312). Never throws: a byte that fits nothing becomes U+FFFD, and then the JSON around it still parses.
 */

const utf8 = new TextDecoder('utf-8')
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const gb18030 = new TextDecoder('gb18030')

const CHARSET = /charset\s*=\s*["']?([\w.:-]+)/i
const META_BYTES = 1024

export function decodeText(bytes: Uint8Array, contentType = ''): string {
  if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8.decode(bytes)
  const stated = CHARSET.exec(contentType)?.[1] ?? (contentType.includes('html') ? metaCharset(bytes) : undefined)
  const decoder = stated === undefined ? undefined : decoderFor(stated)
  return decoder ? decoder.decode(bytes) : decodeUnstated(bytes)
}

function decodeUnstated(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return gb18030.decode(bytes) // not UTF-8, and in this field then GBK
  }
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, META_BYTES))
  return CHARSET.exec(head)?.[1]
}

function decoderFor(label: string): TextDecoder | undefined {
  const name = label.toLowerCase()
  if (name === 'utf-8' || name === 'utf8') return utf8
  // The WHATWG decoder of "gbk" is the one of gb18030 anyway.
  if (name.startsWith('gb')) return gb18030
  try {
    return new TextDecoder(name)
  } catch {
    return undefined // an invented label says nothing
  }
}
