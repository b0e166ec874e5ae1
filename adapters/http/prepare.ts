/**
 * Member → message: the exact text that leaves, without credentials and multipart boundary. Pure: the same member gives
 * the same message on every machine.
 */
import {
  type Filling,
  fill,
  type HttpRequest,
  type Json,
  type JsonObject,
  MappingError,
  type Member,
  multipart,
  needsReference,
  segment,
  withPointer,
} from 'yibiao/adapter'
import { type FormFields, formFields, formText } from './form-fields.ts'
import type { ReadySettings } from './settings.ts'
import type { RequestTemplate } from './settings-request.ts'

/** What is stored before the first byte leaves. `type` fields rather than an interface, so that it counts as JSON. */
export type Call = {
  readonly method: RequestTemplate['method']
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** Exact text. */
  readonly body?: string
  /** Fields of a multipart body, which gets its boundary when it leaves. */
  readonly multipart?: FormFields
}

export type HttpMessage = Call & {
  readonly operation: Member['operation']
  /** There instead of a reference nobody has told yet: whom to look up before the call is completed. */
  readonly find?: { readonly payload: JsonObject; readonly idempotencyKey: string }
  /** Of several in one call: by what each is found in the answer, in their order; null where it is by the order alone. */
  readonly members?: readonly (string | null)[]
}

export function prepareMember(settings: ReadySettings, member: Member): HttpMessage {
  const template = settings[member.operation]
  if (!template) {
    const params = { setting: member.operation, detail: 'no request template' }
    throw new MappingError([{ code: 'settings_invalid', who: 'author', params }])
  }
  const { payload, idempotencyKey, reference } = member
  const unresolved =
    reference === undefined && settings.lookup !== undefined && needsReference(JSON.stringify(template))
  const call = callOf(settings, template, {
    payload,
    key: idempotencyKey,
    reference: unresolved ? '{reference}' : reference,
  })
  const headers = withKey(settings, call.headers, idempotencyKey)
  return { operation: member.operation, ...call, headers, ...(unresolved && { find: { payload, idempotencyKey } }) }
}

export function withKey({ idempotency: { key } }: ReadySettings, headers: Call['headers'], value: string) {
  return key ? { ...headers, [key.header.toLowerCase()]: value } : headers
}

/** Puts the reference found meanwhile into a message that was prepared without. */
export function withReference(settings: ReadySettings, message: HttpMessage, reference: string): HttpMessage {
  const { find, ...rest } = message
  const template = settings[message.operation]
  if (!find || !template) return message
  const call = callOf(settings, template, { payload: find.payload, key: find.idempotencyKey, reference })
  return { ...rest, ...call, headers: message.headers }
}

/** One call from its template; also used for look-ups, whose payload only fills placeholders. */
export function callOf(settings: ReadySettings, template: RequestTemplate, filling: Filling): Call {
  const { method, path, query = {}, headers = {}, set = {}, wrap = '' } = template
  const kind = template.body ?? (method === 'GET' || method === 'DELETE' ? 'none' : 'json')
  const keepMark = (value: string) => (value === '{reference}' ? value : segment(value))
  const texts = (entries: Readonly<Record<string, string>>, name = (text: string) => text) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [name(key), fill(value, filling)]))
  const call = {
    method,
    path: fill(path, filling, keepMark),
    query: texts(query),
    headers: texts({ ...settings.headers, ...headers }, (text) => text.toLowerCase()),
  }
  if (kind === 'none') return call

  let content = wrap === '' ? (filling.payload as JsonObject) : withPointer({}, wrap, filling.payload)
  for (const [pointer, value] of Object.entries(set)) {
    content = withPointer(content, pointer, typeof value === 'string' ? fill(value, filling) : value)
  }
  return { ...call, ...encoded(kind, content, call.headers) }
}

function encoded(kind: 'json' | 'form' | 'multipart', content: Json, headers: Call['headers']): Partial<Call> {
  if (kind === 'multipart') return { multipart: formFields(content) }
  const type = kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return {
    headers: { 'content-type': type, ...headers },
    body: kind === 'json' ? JSON.stringify(content) : formText(formFields(content)),
  }
}

/** The message as it leaves, before credentials. */
export function requestOf({ method, path, query, headers, body, multipart: fields }: Call): HttpRequest {
  if (!fields) return { method, path, query, headers, ...(body !== undefined && { body }) }
  const form = multipart(fields)
  return { method, path, query, headers: { ...headers, 'content-type': form.type }, body: form.body }
}
