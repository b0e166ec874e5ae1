/** What settings of adapters over HTTP are made of: pointers, patterns, paths, rules about replies. */
import { z } from 'zod'
import { soundsSecret } from '../auth-secrets.ts'

const isPattern = (text: string) => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false // the refinement says so
  }
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${hash}` === ''
}

/** Whole address of one service. */
export const Endpoint = z.string().refine(isEndpoint, 'an http(s) URL without user name, password and fragment')
export const Pointer = z.string().regex(/^(?:\/.*)?$/, 'a JSON pointer (RFC 6901): empty, or starting with /')
export const Pattern = z.string().min(1).refine(isPattern, 'not a regular expression')
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const Ms = z.int().nonnegative()
export const Status = z.int().min(100).max(599)

/** Path below `baseUrl`. `{reference}`, `{key}` and `{payload.a.b}` are filled in, encoded as one path segment each. */
export const Path = z.string().regex(/^\/(?!\/)[^\s?#]*$/, 'a path that starts with one /, without query and fragment')
export const Texts = z.record(z.string(), z.string())

const NO_CREDENTIAL = {
  zh: '这里不能写密码等机密，请放进 auth，写成 ${变量名}',
  en: 'a credential has no place here; put it into `auth` as ${NAME}',
}

/** Headers are part of the stored message. Whose name says that it carries a credential is refused. */
export const Headers = Texts.refine((headers) => !Object.keys(headers).some(soundsSecret), {
  params: { detail: NO_CREDENTIAL, secret: true },
})

/** One fact about a reply. Regular expressions are matched against text as it stands, with the `u` flag. */
export const Check = z.union([
  z.strictObject({ pointer: Pointer, equals: z.array(Scalar).min(1) }),
  z.strictObject({ pointer: Pointer, present: z.boolean() }),
  z.strictObject({ pointer: Pointer, matches: Pattern }),
  /** For replies that are not JSON; the content type is then not asked for. */
  z.strictObject({ text: Pattern }),
  z.strictObject({ empty: z.literal(true) }),
])
export type Check = z.output<typeof Check>

/** All checks must hold; a status alone is never enough, since proxies and log-in pages have statuses too. */
export const Match = z.strictObject({ statuses: z.array(Status).min(1).optional(), checks: z.array(Check).min(1) })
export type Match = z.output<typeof Match>

export const Refusal = z.strictObject({
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

/** Where a refusal names field, code and text. Pointers start at each item of `list`, or at the body when there is none. */
export const FaultPlaces = z.strictObject({
  list: Pointer.optional(),
  /** Names the payload's property: `sfzh`, `cy[0].xm`, or a JSON pointer. */
  field: Pointer.optional(),
  code: Pointer.optional(),
  text: Pointer.optional(),
  /** For pages: the text is what the first group of this regular expression catches. */
  page: Pattern.optional(),
})
export type FaultPlaces = z.output<typeof FaultPlaces>
