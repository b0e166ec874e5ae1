/** Accounts: every way in that `exchange` knows, as settings. */
import { z } from 'zod'
import { isSecret, type Secret, secretSetting, soundsSecret } from '../auth-secrets.ts'
import { Headers, Path, Pattern, Pointer } from './parts.ts'

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

const LoginCall = z.strictObject({
  method: z.enum(['POST', 'GET']).exactOptional(),
  path: Path,
  headers: Headers.exactOptional(),
  /** Secrets and constants by name. */
  fields: LoginFields,
  as: z.enum(['json', 'form', 'query']).exactOptional(),
})

const Place = { in: z.enum(['header', 'query', 'body']), name: z.string().min(1), prefix: z.string().exactOptional() }
export const Auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer'), token: secretSetting }),
  z.strictObject({ kind: z.literal('basic'), username: z.union([z.string(), secretSetting]), password: secretSetting }),
  z.strictObject({ kind: z.literal('api-key'), ...Place, value: secretSetting }),
  z.strictObject({
    kind: z.literal('login'),
    request: LoginCall,
    /** Where the reply holds the token. */
    token: Pointer,
    lasts: z.strictObject({ pointer: Pointer, unit: z.enum(['s', 'ms']) }).exactOptional(),
    /** What the reply leaves for the next token, and the call that trades it. */
    refresh: z
      .strictObject({ pointer: Pointer, request: LoginCall.safeExtend({ field: z.string().min(1) }) })
      .exactOptional(),
    /** Where the token goes on every call. */
    place: z.strictObject(Place),
  }),
  /** As a browser does it, for systems without an API. */
  z.strictObject({
    kind: z.literal('form-login'),
    /** Fetched first: it sets the session's cookie and holds the token against forged requests. */
    page: Path.exactOptional(),
    request: z.strictObject({ path: Path, headers: Headers.exactOptional(), fields: LoginFields }),
    csrf: z
      .strictObject({
        /** A hidden input, a `<meta>` or a cookie of that name. */
        from: z.enum(['input', 'meta', 'cookie']),
        name: z.string().min(1),
        /** Page that holds the session's token after the log-in; absent: the one of the log-in stays good. */
        page: Path.exactOptional(),
        place: z.strictObject(Place),
      })
      .exactOptional(),
    /** What shows that it worked: a cookie that is set, where the answer leads to, words on the page. All must hold. */
    loggedIn: z
      .strictObject({
        cookie: z.string().exactOptional(),
        location: Pattern.exactOptional(),
        text: Pattern.exactOptional(),
      })
      .refine((checks) => Object.keys(checks).length > 0, 'at least one of cookie, location, text'),
  }),
])
