/**
 * Plain REST: `rest-key` recognises an Idempotency-Key, `rest-unique` has a unique property and an exact look-up, `bare`
 * takes what comes and tells nothing.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 */
import {
  type Answer,
  type Behaviour,
  type Call,
  createMemory,
  lastSegment,
  type Refusal,
  type Setting,
} from './behaviour.ts'
import { type CallKind, type Payload, SANDBOX_ACCOUNT } from './types.ts'

const RECORDS = '/records'

const OPERATIONS: Readonly<Record<string, CallKind>> = {
  POST: 'create',
  PUT: 'update',
  DELETE: 'withdraw',
  GET: 'lookup',
}

const error = (status: number, code: string | number, message: string, field?: string): Answer => ({
  status,
  body: { error: { code, message }, errors: field === undefined ? [] : [{ field, code, message }] },
})
const refusal = ({ code = 'invalid', text = 'refused', property }: Refusal) => error(422, code, text, property)
const failure = ({ code = 'internal', text = 'failed' }: Refusal) => error(200, code, text)
const notFound = error(404, 'not-found', 'no such record')

const kindOf = (method: string, path: string): CallKind =>
  path.startsWith(RECORDS) ? (OPERATIONS[method] ?? 'other') : 'other'

function change({ store }: Setting, call: Call, kind: CallKind, user?: string): Answer {
  const id = lastSegment(call.path)
  const found = kind === 'update' ? store.update(id, call.body, user) : store.withdraw(id)
  return found ? { status: 200, body: { id } } : notFound
}

export function restKey(setting: Setting): Behaviour {
  const answers = createMemory<{ readonly text: string; readonly answer: Answer }>(setting.keyWindowMs, setting.now)

  function write(call: Call, kind: CallKind): Answer {
    if (kind !== 'create') return change(setting, call, kind)
    return { status: 201, body: { id: setting.store.create(call.body) } }
  }

  return {
    kindOf,
    answer(call, kind) {
      if (call.headers['x-api-key'] !== SANDBOX_ACCOUNT.apiKey) return error(401, 'unauthorized', 'unknown api key')
      if (kind === 'lookup' || kind === 'other') return error(405, 'not-allowed', 'no such operation')
      const key = call.headers['idempotency-key']
      if (typeof key !== 'string' || key === '') return error(400, 'key-missing', 'Idempotency-Key is needed')
      const text = `${call.method} ${call.path} ${call.text}`
      const first = answers.get(key)
      if (first) return first.text === text ? first.answer : error(409, 'key-reused', 'same key, other request')
      const answer = write(call, kind)
      answers.set(key, { text, answer })
      return answer
    },
    failure,
    refusal,
    revokeTokens: () => undefined,
  }
}

export function restUnique(setting: Setting): Behaviour {
  const { store, keyProperty } = setting
  const users = new Map(
    setting.accounts.map(({ username, password }) => [
      `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      username,
    ]),
  )

  function create(payload: Payload, user: string): Answer {
    if (store.withKey(String(payload[keyProperty])).length > 0) {
      return error(409, 'duplicate', 'unique key violated', keyProperty)
    }
    return { status: 201, body: { id: store.create(payload, user) } }
  }

  return {
    kindOf,
    several: (answers) => ({ status: 200, body: { results: answers.map(({ body }) => body) } }),
    answer(call, kind, sight) {
      const user = users.get(String(call.headers.authorization))
      if (user === undefined) return error(401, 'unauthorized', 'unknown user or password')
      if (kind === 'lookup') {
        const wanted = sight.filterIgnored ? null : call.query.get(keyProperty)
        const found = sight.shown(wanted === null ? store.rows() : store.withKey(wanted))
        const size = Number(call.query.get('size') ?? found.length)
        const from = (Number(call.query.get('page') ?? 1) - 1) * size
        const items = found.slice(from, from + size).map(({ id, payload }) => ({ id, ...payload }))
        return { status: 200, body: { items, total: found.length } }
      }
      if (kind === 'other') return error(405, 'not-allowed', 'no such operation')
      if (kind !== 'create') return change(setting, call, kind, user)
      return create(call.body, user)
    },
    failure,
    refusal,
    revokeTokens: () => undefined,
  }
}

export function bare({ store }: Setting): Behaviour {
  return {
    kindOf: (method, path) => (method === 'POST' && path === '/report' ? 'create' : 'other'),
    answer(call, kind) {
      if (kind !== 'create') return { status: 404, body: { ok: false } }
      store.create(call.body)
      return { status: 200, body: { ok: true } }
    },
    failure: ({ text = 'failed' }) => ({ status: 200, body: { ok: false, reason: text } }),
    refusal: ({ text = 'refused' }) => ({ status: 200, body: { ok: false, refused: text } }),
    revokeTokens: () => undefined,
  }
}
