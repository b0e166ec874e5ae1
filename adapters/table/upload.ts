/** A file by HTTP PUT: a WebDAV folder or any server that keeps what is put under a name. */
import { readFile } from 'node:fs/promises'
import {
  type AuthSettings,
  type Channel,
  diagnosed,
  type Exchanged,
  exchange,
  type HttpRequest,
  type Outcome,
  type SendContext,
  secretSetting,
  withoutReply,
} from 'yibiao/adapter'
import { z } from 'zod'
import { type Destination, isPlainUrl, PLACED_ONCE } from './place.ts'
import { withTemporary } from './temporary.ts'

export const Upload = z.strictObject({
  /** Folder that files are put into; credentials never leave its origin. */
  url: z.string().refine(isPlainUrl, 'an http(s) URL without user name, password, query and fragment'),
  /** With `password`: Basic. */
  username: z.union([z.string().min(1), secretSetting]).exactOptional(),
  password: secretSetting.exactOptional(),
  /** Bearer. */
  token: secretSetting.exactOptional(),
  /** Whether a file that is put again under its name is no second one, even after somebody took the first away. */
  recognisesNames: z.boolean().default(false),
  /** Bound on one upload, in ms. */
  timeoutMs: z.int().min(100).default(30_000),
})
type Upload = z.output<typeof Upload>

// RFC 4918, section 9.7: 201 for a new file, 204 for one that was replaced. A 200 is what log-in pages have too.
const TAKEN = [201, 204]

export function uploadDestination(settings: Upload): Destination {
  const base = new URL(settings.url.endsWith('/') ? settings.url : `${settings.url}/`)
  const channel: Channel = {
    auth: authOf(settings),
    limits: { baseUrl: base.origin, timeoutMs: settings.timeoutMs, freshConnection: !settings.recognisesNames },
  }
  const ask = (request: HttpRequest, context: SendContext) => exchange(channel, request, context, () => false)
  return {
    address: base.href,
    ...(settings.recognisesNames && { idempotency: PLACED_ONCE }),
    deliver: (file, context) =>
      withTemporary(file, async (path) => {
        if (context.signal.aborted) return { state: 'not-applied', why: 'unavailable', detail: 'aborted' }
        const body = new Uint8Array(await readFile(path))
        const headers = { 'content-type': 'application/octet-stream' }
        const name = encodeURIComponent(file.name)
        const result = await ask({ method: 'PUT', path: base.pathname + name, headers, body }, context)
        return outcomeOf(result, file.name)
      }),
    async diagnose(context) {
      const result = await ask({ method: 'GET', path: base.pathname }, context)
      const reached = result.state === 'reply'
      const detail = reached ? diagnosed.status(result.status) : result.detail
      const ok = reached && result.status !== 401 && result.status !== 403
      return [{ check: reached ? 'credentials' : 'reach', ok, detail }]
    },
  }
}

function authOf({ username, password, token }: Upload): AuthSettings {
  if (token) return { kind: 'bearer', token }
  return username !== undefined && password ? { kind: 'basic', username, password } : { kind: 'none' }
}

function outcomeOf(result: Exchanged, name: string): Outcome {
  if (result.state !== 'reply') return withoutReply(result)
  const { status, retryAfterMs } = result
  const later = retryAfterMs === undefined ? {} : { retryAfterMs }
  const detail = `status-${status}`
  if (TAKEN.includes(status)) return { state: 'delivered', reference: name }
  if (status === 401) return { state: 'not-applied', why: { barred: 'credentials' }, detail }
  if (status === 403) return { state: 'not-applied', why: { barred: 'right' }, detail }
  if (status === 429) return { state: 'not-applied', why: 'throttled', ...later, detail }
  // The folder isn't there, is locked, or full (RFC 4918, section 11).
  if ([404, 409, 423, 507].includes(status)) return { state: 'not-applied', why: 'unavailable', ...later, detail }
  if (status === 413) return { state: 'rejected', who: 'operator', faults: [{ upstreamCode: detail }] }
  return { state: 'unknown', detail }
}
