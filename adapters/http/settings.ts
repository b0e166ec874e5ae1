/**
 * Everything that makes one HTTP upstream differ from another, as plain data: the same value in TypeScript and in JSON.
 * Strict at every level, so that a mistyped setting is refused instead of ignored.
 */
import { DEFAULT_MAX_REPLY_BYTES, DEFAULT_TIMEOUT_MS, type Secret } from 'yibiao/adapter'
import { z } from 'zod'

const isPattern = (text: string) => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false // the refinement says so
  }
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}

const Pointer = z.string().regex(/^(?:\/.*)?$/, 'a JSON pointer (RFC 6901): empty, or starting with /')
const Pattern = z.string().min(1).refine(isPattern, 'not a regular expression')
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Ms = z.int().nonnegative()
const Status = z.int().min(100).max(599)

/** `{ env: 'NAME' }`, `env('NAME')`, a function, or in tests `secret('…')`. A bare string is refused. */
const SecretSource = z.custom<Secret>(
  (value) =>
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && 'env' in value && /^[A-Za-z_]\w*$/.test(String(value.env))),
  "a secret is { env: 'NAME' } or a function; in tests secret('…')",
)

/** Path below `baseUrl`. `{reference}`, `{key}` and `{payload.a.b}` are filled in, encoded as one path segment each. */
const Path = z.string().regex(/^\/(?!\/)[^\s?#]*$/, 'a path that starts with one /, without query and fragment')
const Texts = z.record(z.string(), z.string())

/** One fact about a reply. Regular expressions are matched against text as it stands, with the `u` flag. */
const Check = z.union([
  z.strictObject({ pointer: Pointer, equals: z.array(Scalar).min(1) }),
  z.strictObject({ pointer: Pointer, present: z.boolean() }),
  z.strictObject({ pointer: Pointer, matches: Pattern }),
  /** For replies that are not JSON; the content type is then not asked for. */
  z.strictObject({ text: Pattern }),
  z.strictObject({ empty: z.literal(true) }),
])
export type Check = z.output<typeof Check>

/** All checks must hold; a status alone is never enough, since proxies and log-in pages have statuses too. */
const Match = z.strictObject({ statuses: z.array(Status).min(1).optional(), checks: z.array(Check).min(1) })
export type Match = z.output<typeof Match>

const RequestTemplate = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: Path,
  /** Values may hold placeholders. */
  query: Texts.optional(),
  headers: Texts.optional(),
  /** How the payload travels. `none` by default for GET and DELETE, else `json`. */
  body: z.enum(['json', 'form', 'multipart', 'none']).optional(),
  /** Puts the payload under this pointer instead of at the root of the body. */
  wrap: Pointer.optional(),
  /** More properties of the body, by pointer; values may hold placeholders. */
  set: z.record(Pointer, z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** The success rule of this call, where it differs from the general one. */
  success: Match.optional(),
})
export type RequestTemplate = z.output<typeof RequestTemplate>

const Refusal = z.strictObject({
  when: Match,
  /**
   * What it means. `token-refused`, `throttled`, `unavailable`, `barred` and `rejected` say that nothing was applied;
   * `duplicate` that it may stand there already; `unknown` that nobody knows (a repeat guard).
   */
  is: z.union([
    z.enum(['rejected', 'duplicate', 'throttled', 'unavailable', 'token-refused', 'unknown']),
    z.strictObject({ barred: z.enum(['credentials', 'right', 'captcha', 'quota', 'closed']) }),
  ]),
  /** Who must act when it is `rejected`. */
  who: z.enum(['reporter', 'author', 'operator']).default('reporter'),
  /** Wait at least this long where the reply has no Retry-After, in ms. */
  retryAfterMs: Ms.optional(),
})
export type Refusal = z.output<typeof Refusal>

const Lookup = z.strictObject({
  request: RequestTemplate,
  /** What a reply that really answers looks like; the general success rule by default. */
  answered: Match.optional(),
  /** A reply that says "no such thing" by itself, such as a 404 with a code in its body. */
  absent: Match.optional(),
  /** Where the rows are: an array, or one object. Empty pointer: the body itself. */
  list: Pointer,
  /** Where the reply says how many there are in all; more than were shown makes the look-up blind. */
  total: Pointer.optional(),
  /** The natural key: pointer into the payload → pointer into a row. Compared exactly, however the upstream searches. */
  key: z.record(Pointer, Pointer).refine((key) => Object.keys(key).length > 0, 'at least one property'),
  /** Pointer to the upstream's own id in a row. */
  reference: Pointer.optional(),
  /** Top-level payload properties the upstream never shows as sent (masked numbers, write-only ones). */
  ignore: z.array(Pointer).default([]),
  /**
   * What shows that "nothing found" can be believed. With `sample` (a call that lists anything) or `known` (key values
   * of something that stands there), a known key must be found and the made-up one must not. `trusted`: the upstream's
   * documentation promises an exact answer.
   */
  control: z.union([
    z.literal('trusted'),
    z.strictObject({
      /** Key values nobody has, by pointer into the payload. */
      madeUp: z.record(Pointer, z.string()),
      known: z.record(Pointer, z.string()).optional(),
      sample: RequestTemplate.optional(),
    }),
  ]),
  /** "Absent" is believed this long after the last send, in ms: replicas and caches lag. */
  settleMs: Ms,
})
export type LookupSettings = z.output<typeof Lookup>

const Place = { in: z.enum(['header', 'query', 'body']), name: z.string().min(1), prefix: z.string().exactOptional() }
const Auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer'), token: SecretSource }),
  z.strictObject({ kind: z.literal('basic'), username: z.union([z.string(), SecretSource]), password: SecretSource }),
  z.strictObject({ kind: z.literal('api-key'), ...Place, value: SecretSource }),
  z.strictObject({
    kind: z.literal('login'),
    request: z.strictObject({
      method: z.enum(['POST', 'GET']).exactOptional(),
      path: Path,
      headers: Texts.exactOptional(),
      /** Secrets and constants by name. */
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), SecretSource])),
      as: z.enum(['json', 'form', 'query']).exactOptional(),
    }),
    /** Where the reply holds the token. */
    token: Pointer,
    lasts: z.strictObject({ pointer: Pointer, unit: z.enum(['s', 'ms']) }).exactOptional(),
    /** Where the token goes on every call. */
    place: z.strictObject(Place),
  }),
])

export const HttpSettings = z.strictObject({
  /** Address of the upstream. Credentials never leave its origin. */
  baseUrl: z.string().refine(isBaseUrl, 'an http(s) URL without user name, password, query and fragment'),
  auth: Auth.default({ kind: 'none' }),
  /** Constant headers of every call; no credentials. */
  headers: Texts.default({}),
  create: RequestTemplate.optional(),
  update: RequestTemplate.optional(),
  withdraw: RequestTemplate.optional(),
  lookup: Lookup.optional(),
  /** What a positive answer looks like. Tried before the refusals. */
  success: Match,
  /** Content types that count as JSON besides `application/json` and `…+json`. */
  jsonTypes: z.array(z.string()).default([]),
  /** Where the upstream's own id of the record sits: in the body, or at the end of a header's path (`location`). */
  reference: z.union([Pointer, z.strictObject({ header: z.string() })]).optional(),
  /** In order; the first that matches counts. What matches none is unknown. */
  refusals: z.array(Refusal).default([]),
  /** Where a refusal names its faults. Pointers start at each item of `list`, or at the body when there is none. */
  faults: z
    .strictObject({
      list: Pointer.optional(),
      /** Names the payload's property: `sfzh`, `cy[0].xm`, or a JSON pointer. */
      field: Pointer.optional(),
      code: Pointer.optional(),
      text: Pointer.optional(),
    })
    .default({}),
  /** Statuses (such as 503) by which the upstream promises that nothing was applied. */
  notAppliedStatuses: z.array(Status).default([]),
  idempotency: z
    .strictObject({
      /** The upstream recognises our key in this header, for `windowMs` after the first send. */
      key: z.strictObject({ header: z.string().min(1), windowMs: Ms }).optional(),
      /** A send of the same natural key overwrites. */
      upsert: z.literal(true).optional(),
    })
    .default({}),
  /** Longest time between the last byte sent and the effect, in ms. */
  maxProcessingMs: Ms.default(60_000),
  /** Window in which an identical repeat is refused whatever became of the first, in ms. */
  repeatGuardMs: Ms.optional(),
  /** Bound on one exchange, in ms: connecting (half of it at most, 10 s at most), headers and body. */
  timeoutMs: Ms.min(100).default(DEFAULT_TIMEOUT_MS),
  /** Longest reply read, in bytes; a longer one is an unknown outcome. */
  maxReplyBytes: z.int().min(1024).default(DEFAULT_MAX_REPLY_BYTES),
})

export type HttpSettings = z.input<typeof HttpSettings>
export type ReadySettings = z.output<typeof HttpSettings>
