/**
 * A file uploaded with a form and then registered by a call that names it, as web back ends import files. Several steps in
 * one send: log in, upload, save. Where the upload came to is kept in the ledger before the save leaves, so that a repeat
 * goes on behind it. A file that nothing refers to does no harm: only the save can leave doubt.
 */
import { readFile } from 'node:fs/promises'
import {
  Auth,
  type Channel,
  diagnosed,
  exchange,
  FaultPlaces,
  fill,
  type HttpRequest,
  type JsonObject,
  Match,
  type Outcome,
  outcomeOf,
  Path,
  Pointer,
  Refusal,
  type ReplyRules,
  readJson,
  refusesToken,
  type SendContext,
  Status,
  Texts,
  withPointer,
} from 'yibiao/adapter'
import { z } from 'zod'
import { type Destination, isPlainUrl, type OutFile, PLACED_ONCE } from './place.ts'
import { withTemporary } from './temporary.ts'

export const Post = z.strictObject({
  /** Credentials never leave its origin. */
  baseUrl: z.string().refine(isPlainUrl, 'an http(s) URL without user name, password, query and fragment'),
  auth: Auth.default({ kind: 'none' }),
  upload: z.strictObject({
    path: Path,
    /** Form field of the file, and others beside it. */
    field: z
      .string()
      .regex(/^[\w.-]+$/)
      .default('file'),
    fields: Texts.default({}),
    success: Match,
    /** Where the answer says what the file is called there: a path, a URL, an id. */
    file: Pointer,
  }),
  save: z.strictObject({
    method: z.enum(['POST', 'PUT']).default('POST'),
    path: Path,
    /** JSON, by pointer. `{file}` is what the upload answered, `{name}` our file's name, `{key}` our key of its content. */
    body: z.record(Pointer, z.union([z.string(), z.number(), z.boolean()])),
    success: Match,
  }),
  /** What other answers to either call mean, the first match counts. */
  refusals: z.array(Refusal).default([]),
  faults: FaultPlaces.default({}),
  notAppliedStatuses: z.array(Status).default([]),
  /** Whether the save recognises a repeat, by `{key}` or `{name}`. */
  recognisesNames: z.boolean().default(false),
  /** Bound on each call, in ms. */
  timeoutMs: z.int().min(100).default(30_000),
})
type Post = z.output<typeof Post>

/** The file isn't there, or nothing names it: what the upload came to. */
class NotUploaded extends RangeError {
  readonly outcome
  constructor(outcome: Outcome) {
    super(outcome.state)
    this.name = 'NotUploaded'
    this.outcome = outcome
  }
}

export function postDestination(settings: Post): Destination {
  const { upload, save, auth, timeoutMs, recognisesNames } = settings
  const base = new URL(settings.baseUrl)
  const channel: Channel = { auth, limits: { baseUrl: settings.baseUrl, timeoutMs, freshConnection: !recognisesNames } }
  const rules: ReplyRules = { ...settings, read: (reply) => readJson(reply, []) }
  const ask = (request: HttpRequest, success: Match, context: SendContext) =>
    exchange(channel, request, context, refusesToken(rules, success))

  const uploaded = (file: OutFile, context: SendContext): Promise<string> =>
    withTemporary(file, async (path) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(upload.fields)) form.set(name, value)
      form.set(upload.field, new Blob([await readFile(path)]), file.name)
      const encoded = new Response(form)
      const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
      const body = new Uint8Array(await encoded.arrayBuffer())
      const result = await ask({ method: 'POST', path: upload.path, headers, body }, upload.success, context)
      const outcome = outcomeOf({ ...rules, reference: upload.file }, result, upload.success)
      if (outcome.state === 'delivered' && outcome.reference !== undefined) return outcome.reference
      throw new NotUploaded(
        outcome.state === 'rejected' || outcome.state === 'not-applied'
          ? outcome
          : { state: 'not-applied', why: 'unavailable', detail: `upload-${outcome.state}` },
      )
    })

  return {
    address: base.href,
    ...(recognisesNames && { idempotency: PLACED_ONCE }),
    async deliver(file, context) {
      if (context.signal.aborted) return { state: 'not-applied', why: 'unavailable', detail: 'aborted' }
      try {
        const place = await context.once(`uploaded ${file.name}`, () => uploaded(file, context))
        const filling = { key: context.parcelKey, payload: {}, more: { file: place, name: file.name } }
        const content = Object.entries(save.body).reduce<JsonObject>(
          (whole, [pointer, value]) =>
            withPointer(whole, pointer, typeof value === 'string' ? fill(value, filling) : value),
          {},
        )
        const request = {
          method: save.method,
          path: save.path,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(content),
        }
        const outcome = outcomeOf(rules, await ask(request, save.success, context), save.success)
        return outcome.state === 'delivered' ? { reference: file.name, ...outcome } : outcome
      } catch (error) {
        if (error instanceof NotUploaded) return error.outcome
        throw error
      }
    },
    async diagnose(context) {
      const result = await ask({ method: 'GET', path: '/' }, upload.success, context)
      const reached = (result.state === 'reply' && result.status < 500) || result.state === 'barred'
      const detail = result.state === 'reply' ? diagnosed.status(result.status) : result.detail
      const ok = result.state === 'reply' && reached && ![401, 403].includes(result.status)
      return [{ check: reached ? 'credentials' : 'reach', ok, detail }]
    },
  }
}
