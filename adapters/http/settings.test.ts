/** Settings: strict, and each refusal names the setting. */
import { describe, expect, test } from 'vitest'
import { SettingsError } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { type HttpSettings, http } from './index.ts'
import { deliver, member } from './test-context.ts'

const base = {
  baseUrl: 'http://127.0.0.1:9',
  create: { method: 'POST', path: '/x' },
  success: { checks: [{ pointer: '/ok', equals: [true] }] },
} as const satisfies HttpSettings

const logIn = (fields: object) => ({
  kind: 'login',
  request: { path: '/login', fields },
  token: '/token',
  place: { in: 'header', name: 'authorization' },
})

describe('settings', () => {
  test('a reference nobody can learn is refused in both languages', () => {
    const update = { method: 'PUT', path: '/x/{reference}' } as const
    const refused = (() => {
      try {
        return http({ ...base, update })
      } catch (error) {
        return error as SettingsError
      }
    })() as SettingsError
    expect(refused.describe('zh-CN')).toContain('请写明新增的回复里它在哪里')
    expect(refused.describe('en')).toContain('say where the reply to a create tells it')
    expect(http({ ...base, update, reference: '/id' }).name).toBe('http')
  })

  test.each([
    ['sucess', { sucess: 1 }],
    ['baseUrl', { baseUrl: 'ftp://x' }],
    ['success.checks', { success: { statuses: [200], checks: [] } }],
    ['create.path', { create: { method: 'POST', path: 'x' } }],
    ['refusals.0.is', { refusals: [{ when: base.success, is: 'perhaps' }] }],
    ['auth.token', { auth: { kind: 'bearer', token: 'a bare text' } }],
    ['auth.token', { auth: { kind: 'bearer', token: '${1=2}' } }],
    ['auth.request.fields.passWord', { auth: logIn({ username: 'grid', passWord: 'geheim' }) }],
    ['headers', { headers: { 'X-Api-Key': 'geheim' } }],
    ['create.headers', { create: { ...base.create, headers: { Authorization: 'Bearer geheim' } } }],
    ['timeoutMs', { timeoutMs: 0.5 }],
    ['reference', { update: { method: 'PUT', path: '/x/{reference}' } }],
    ['ticket', { batch: { max: 2, atomic: true }, ticket: { pointer: '/t', request: base.create, pollAfterMs: 1 } }],
  ])('%s is refused by name', (name, wrong) => {
    const settings = { ...base, ...wrong } as unknown as HttpSettings
    expect(() => http(settings)).toThrow(SettingsError)
    expect(() => http(settings)).toThrow(name)
    expect(() => http(settings)).not.toThrow('geheim')
  })

  test('a base URL with a password in it is refused and not quoted', () => {
    const settings = { ...base, baseUrl: 'http://user:geheim@127.0.0.1:9' }
    expect(() => http(settings)).toThrow(/^(?!.*geheim)Setting baseUrl/)
  })

  test.each([
    { kind: 'bearer', token: '${YIBIAO_TEST_UNSET}' },
    {
      kind: 'login',
      request: { path: '/login', fields: { password: '${YIBIAO_TEST_UNSET}' } },
      token: '/token',
      place: { in: 'header', name: 'authorization' },
    },
  ] as const)('a missing variable bars the account and is named: $kind', async (auth) => {
    expect(await deliver(http({ ...base, auth }), member({}), createSendContext())).toEqual({
      state: 'not-applied',
      why: { barred: 'credentials', variable: 'YIBIAO_TEST_UNSET' },
      detail: expect.stringContaining('YIBIAO_TEST_UNSET'),
    })
  })

  test('are plain data: the same from JSON', () => {
    const settings = { ...base, auth: { kind: 'bearer', token: '${TOKEN}' } } as const
    expect(http(JSON.parse(JSON.stringify(settings))).capabilities).toEqual(http(settings).capabilities)
  })

  test('capabilities say what was declared', () => {
    const { capabilities } = http({ ...base, idempotency: { upsert: true }, repeatGuardMs: 5, maxProcessingMs: 7 })
    expect(capabilities).toEqual({
      operations: ['create'],
      idempotency: { upsert: true },
      repeatGuardMs: 5,
      maxProcessingMs: 7,
    })
  })
})
