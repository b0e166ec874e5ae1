/**
 * Everything that makes one HTTP upstream differ from another, as plain data: the same value in TypeScript and in JSON.
 * Strict at every level, so that a mistyped setting is refused instead of ignored.
 */
import {
  DEFAULT_MAX_REPLY_BYTES,
  DEFAULT_TIMEOUT_MS,
  isSecret,
  type Secret,
  SignSettings,
  secretSetting,
  setting,
  soundsSecret,
} from 'yibiao/adapter'
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

/** Path below `baseUrl`. `{reference}`, `{key}` and `{payload.a.b}` are filled in, encoded as one path segment each. */
const Path = z.string().regex(/^\/(?!\/)[^\s?#]*$/, 'a path that starts with one /, without query and fragment')
const Texts = z.record(z.string(), z.string())

const NO_CREDENTIAL = {
  zh: '这里不能写密码等机密，请放进 auth，写成 ${变量名}',
  en: 'a credential has no place here; put it into `auth` as ${NAME}',
}

/** Headers are part of the stored message. Whose name says that it carries a credential is refused. */
const Headers = Texts.refine((headers) => !Object.keys(headers).some(soundsSecret), {
  params: { detail: NO_CREDENTIAL, secret: true },
})

const FIELD = { detail: { zh: '机密要写成 ${变量名}', en: 'write a secret as ${NAME}' }, secret: true }

/** What a log-in sends. A field that sounds like a secret (`password`) takes nothing but one. */
const LoginFields = z
  .record(z.string(), z.custom<string | number | boolean | Secret>(isField))
  .check(({ value, issues }) => {
    for (const [name, field] of Object.entries(value)) {
      if (soundsSecret(name) && !isSecret(field)) {
        issues.push({ code: 'custom', input: undefined, path: [name], params: FIELD })
      }
    }
  })

function isField(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'function'].includes(typeof value)
}

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
  headers: Headers.optional(),
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
  z.strictObject({ kind: z.literal('bearer'), token: secretSetting }),
  z.strictObject({ kind: z.literal('basic'), username: z.union([z.string(), secretSetting]), password: secretSetting }),
  z.strictObject({ kind: z.literal('api-key'), ...Place, value: secretSetting }),
  z.strictObject({
    kind: z.literal('login'),
    request: z.strictObject({
      method: z.enum(['POST', 'GET']).exactOptional(),
      path: Path,
      headers: Headers.exactOptional(),
      /** Secrets and constants by name. */
      fields: LoginFields,
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
  baseUrl: setting(z.string().refine(isBaseUrl, 'an http(s) URL without user name, password, query and fragment'), {
    zh: '接口地址；账号密码只发往这个地址',
    en: 'Address of the upstream; credentials never leave its origin',
    fromEnvironment: true,
  }),
  auth: setting(Auth.default({ kind: 'none' }), {
    zh: '身份验证：none、bearer、basic、api-key（放在请求头、查询参数或报文里）、login（登录一次，凭证共用）',
    en: '`none`, `bearer`, `basic`, `api-key` (in header, query or body), `login` (a token, fetched once for all)',
  }),
  sign: setting(SignSettings.optional(), {
    zh: '网关签名：{ kind, … }，每次发送时用当时的时间签（见 signatures.md）；也可以是函数',
    en: 'How requests are signed, on every attempt: `{ kind, … }` of [signatures.md](signatures.md), or a function',
  }),
  headers: setting(Headers.default({}), {
    zh: '每次调用都带的固定请求头，不能放账号密码',
    en: 'Constant headers of every call; no credentials',
  }),
  create: setting(RequestTemplate.optional(), {
    zh: '新增怎样调用：{ method, path, query, headers, body, wrap, set, success }；没有就是不支持新增',
    en: 'How to create: `{ method, path, query, headers, body, wrap, set, success }`; without it the upstream has no such operation',
  }),
  update: setting(RequestTemplate.optional(), { zh: '修改怎样调用', en: 'How to update, likewise' }),
  withdraw: setting(RequestTemplate.optional(), { zh: '撤回怎样调用', en: 'How to withdraw, likewise' }),
  lookup: setting(Lookup.optional(), {
    zh: '怎样查询一条记录在不在，以及凭什么相信“查无”（control）',
    en: 'How to ask whether a record stands there, and what makes "absent" credible (`control`)',
  }),
  success: setting(Match, {
    zh: '怎样的回复算成功：{ statuses, checks }，先于 refusals；只看状态码不算数',
    en: 'What a positive answer looks like: `{ statuses, checks }`; tried before the refusals; a status alone is never enough',
  }),
  jsonTypes: setting(z.array(z.string()).default([]), {
    zh: '除 application/json 和 …+json 外，哪些内容类型也按 JSON 读',
    en: 'Content types that count as JSON besides `application/json` and `…+json`',
  }),
  reference: setting(z.union([Pointer, z.strictObject({ header: z.string() })]).optional(), {
    zh: '上级自己的编号在回复的哪里：报文里的位置，或某个请求头（location）路径的末尾',
    en: "Where the upstream's own id of the record is: in the body, or at the end of a header's path (`location`)",
  }),
  refusals: setting(z.array(Refusal).default([]), {
    zh: '其他回复的含义，按顺序第一条相符的算：rejected、duplicate、throttled、unavailable、token-refused、unknown、{ barred }；都不相符就是未知',
    en: 'What other answers mean, the first match counts: `rejected`, `duplicate`, `throttled`, `unavailable`, `token-refused`, `unknown`, `{ barred }`; what matches none is unknown',
  }),
  /** Pointers start at each item of `list`, or at the body when there is none. */
  faults: setting(
    z
      .strictObject({
        list: Pointer.optional(),
        /** Names the payload's property: `sfzh`, `cy[0].xm`, or a JSON pointer. */
        field: Pointer.optional(),
        code: Pointer.optional(),
        text: Pointer.optional(),
      })
      .default({}),
    { zh: '退回时，字段、代码和原因写在哪里', en: 'Where a refusal names field, code and text' },
  ),
  notAppliedStatuses: setting(z.array(Status).default([]), {
    zh: '哪些状态码（如 503）表示上级保证没有处理',
    en: 'Statuses (such as 503) by which the upstream promises that nothing was applied',
  }),
  idempotency: setting(
    z
      .strictObject({
        /** The upstream recognises our key in this header, for `windowMs` after the first send. */
        key: z.strictObject({ header: z.string().min(1), windowMs: Ms }).optional(),
        /** A send of the same natural key overwrites. */
        upsert: z.literal(true).optional(),
      })
      .default({}),
    {
      zh: '重复报送为什么无害：{ key: { header, windowMs } } 按我们的键识别，{ upsert: true } 同一主键覆盖',
      en: 'What makes a repeat harmless: `{ key: { header, windowMs } }` or `{ upsert: true }`',
    },
  ),
  maxProcessingMs: setting(Ms.default(60_000), {
    zh: '发出后最迟多久生效',
    en: 'Longest time between the last byte sent and the effect',
    unit: 'ms',
  }),
  repeatGuardMs: setting(Ms.optional(), {
    zh: '多久之内相同的报送一律被拒，不管第一次结果如何',
    en: 'Window in which an identical repeat is refused, whatever became of the first',
    unit: 'ms',
  }),
  timeoutMs: setting(Ms.min(100).default(DEFAULT_TIMEOUT_MS), {
    zh: '一次往来最长多久：连接（至多一半，且不超过 10 秒）、请求和回复都算',
    en: 'Bound on one exchange: connecting (half of it at most, 10 s at most), headers and body',
    unit: 'ms',
  }),
  maxReplyBytes: setting(z.int().min(1024).default(DEFAULT_MAX_REPLY_BYTES), {
    zh: '回复最多读多少；更长就算结果未知',
    en: 'Longest reply read; a longer one is an unknown outcome',
    unit: 'bytes',
  }),
})

export type HttpSettings = z.input<typeof HttpSettings>
export type ReadySettings = z.output<typeof HttpSettings>
