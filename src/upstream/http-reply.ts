/** A reply as adapters see it: decoded, with what its headers say about waiting. */
import { decodeText } from './http-charset.ts'
import type { HttpReply } from './http-contract.ts'
import { retryAfterMs } from './http-retry-after.ts'

export async function readReply(response: Response, nowMs: number): Promise<HttpReply> {
  const { headers, status } = response
  const bytes = response.body === null ? undefined : new Uint8Array(await response.arrayBuffer())
  const cookies = headers.getSetCookie()
  const retry = retryAfterMs(headers.get('retry-after'), nowMs)
  return {
    state: 'reply',
    status,
    headers: Object.fromEntries(headers),
    text: bytes === undefined ? '' : decodeText(bytes, headers.get('content-type') ?? ''),
    ...(retry !== undefined && { retryAfterMs: retry }),
    ...(cookies.length > 0 && { cookies }),
  }
}
