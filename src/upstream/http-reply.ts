/** Reads a reply: no further than the cap, decoded, with what its headers say about waiting. */
import { decodeText } from './http-charset.ts'
import type { HttpReply } from './http-contract.ts'
import { retryAfterMs } from './http-retry-after.ts'

/** The reply, or undefined when it is longer than `maxBytes`: then the caller destroys the connection. */
export async function readReply(response: Response, maxBytes: number, nowMs: number): Promise<HttpReply | undefined> {
  const { headers } = response
  const bytes = await readBytes(response, maxBytes)
  if (bytes === undefined) return undefined
  const retry = retryAfterMs(headers.get('retry-after'), nowMs)
  return {
    state: 'reply',
    status: response.status,
    headers: Object.fromEntries(headers),
    text: bytes.length === 0 ? '' : decodeText(bytes, headers.get('content-type') ?? ''),
    ...(retry !== undefined && { retryAfterMs: retry }),
  }
}

const NOTHING = new Uint8Array()

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  if (response.body === null) return NOTHING
  const stated = response.headers.get('content-length')
  // A stated length is enforced by the parser, except that a compressed body grows after it.
  if (stated !== null && response.headers.get('content-encoding') === null) {
    return Number(stated) > maxBytes ? undefined : new Uint8Array(await response.arrayBuffer())
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body) {
    length += chunk.length
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
}
