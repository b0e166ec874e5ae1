/**
 * HTTP as adapters see it: one attempt, a total deadline, a capped reply, no redirect to another origin.
 *
 * What happened on the wire is data. `not-sent` is claimed only where no byte of the request can have left
 * (connection refused, DNS, connect timeout, TLS handshake, aborted beforehand); everything else without a whole reply
 * is `cut`. `detail` is a code word (`ECONNRESET`, `deadline`, `reply-too-large`), never an address, key or body.
 *
 * Redirects: a GET follows up to three within the origin. Any other redirect is the reply itself, with its 3xx status.
 */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /**
   * Path (and query) below the base URL, starting with a slash; or an absolute URL of the same origin. Another origin and
   * dot segments are refused: `not-sent`, `other-origin`.
   */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Exact bytes or text; the caller sets the content type. */
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export interface HttpReply {
  readonly state: 'reply'
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded with the charset of the content type (UTF-8 by default, GBK and GB18030 too). */
  readonly text: string
  /** `Retry-After` as milliseconds from now; absent when missing or unreadable. */
  readonly retryAfterMs?: number
  /** Each `Set-Cookie`, as it came; absent without. */
  readonly cookies?: readonly string[]
}

export type HttpResult =
  | HttpReply
  | { readonly state: 'not-sent'; readonly detail: string }
  | { readonly state: 'cut'; readonly detail: string }

/** How the connection is made, where the usual way doesn't do. PEM texts or DER bytes. */
export interface HttpConnection {
  /** Trusted instead of the system's own authorities. */
  readonly ca?: Buffer
  /** Our own certificate and its key, or both in one PKCS#12 file. */
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly pfx?: Buffer
  readonly passphrase?: string
  readonly proxy?: {
    readonly url: string
    /** `Proxy-Authorization`, whole. */
    readonly authorization?: string
  }
}

export interface HttpLimits {
  /** Base URL of the upstream: credentials never leave its origin. */
  readonly baseUrl: string
  /** Bound on the whole exchange in ms; connecting may take half of it, and no more than 10 s. 30,000 by default. */
  readonly timeoutMs?: number
  /** Longest reply read, in bytes after decompression; a longer one is `cut`. 65,536 by default. */
  readonly maxReplyBytes?: number
  /** A new connection per request: for an upstream without key, upsert or look-up, where a stale socket means doubt. */
  readonly freshConnection?: boolean
  /** The same object for the same connection: pools are kept by it. */
  readonly connection?: HttpConnection
}

export interface Http {
  request(request: HttpRequest, limits: HttpLimits, signal: AbortSignal): Promise<HttpResult>
}
