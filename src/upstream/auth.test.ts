import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../base/clock.ts'
import { type AuthContext, type AuthSettings, exchange } from './auth.ts'
import { withPointer } from './auth-json.ts'
import { placeCredential } from './auth-place.ts'
import { revealSecret, secret } from './auth-secrets.ts'
import { createTokens } from './auth-tokens.ts'
import type { HttpReply, HttpRequest, HttpResult } from './http-contract.ts'

describe('secrets', () => {
  test('are read from the environment at each use', async () => {
    process.env.YIBIAO_TEST_SECRET = 'one'
    expect(await revealSecret('${YIBIAO_TEST_SECRET}', 'auth.token')).toBe('one')
    process.env.YIBIAO_TEST_SECRET = 'two'
    expect(await revealSecret('${YIBIAO_TEST_SECRET}', 'auth.token')).toBe('two')
    process.env.YIBIAO_TEST_SECRET = ''
    await expect(revealSecret('${YIBIAO_TEST_SECRET}', 'auth.token')).rejects.toThrow(/YIBIAO_TEST_SECRET/)
    delete process.env.YIBIAO_TEST_SECRET
  })

  test('written in code show neither in JSON nor in a log', () => {
    const settings = { token: secret('geheim') }
    expect(JSON.stringify(settings) + inspect(settings, { depth: 9, showHidden: true })).not.toContain('geheim')
  })
})

describe('places', () => {
  const request: HttpRequest = {
    method: 'POST',
    path: '/',
    headers: { 'Content-Type': 'application/json' },
    body: '{"a":1}',
  }

  test.each([
    [
      { in: 'header', name: 'x-token', prefix: 'T ' },
      { headers: { 'x-token': 'T v', 'Content-Type': 'application/json' } },
    ],
    [{ in: 'query', name: 'k' }, { query: { k: 'v' } }],
    [{ in: 'body', name: 'k' }, { body: '{"a":1,"k":"v"}' }],
    [{ in: 'body', name: '/h/k' }, { body: '{"a":1,"h":{"k":"v"}}' }],
  ] as const)('%o', (place, expected) => {
    expect(placeCredential(request, place, 'v')).toMatchObject(expected)
    expect(request.body).toBe('{"a":1}')
  })

  test('a form body gets a field, a list is left alone', () => {
    const form = { ...request, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' }
    expect(placeCredential(form, { in: 'body', name: 'k' }, 'v&').body).toBe('a=1&k=v%26')
    expect(placeCredential({ ...request, body: '[1]' }, { in: 'body', name: 'k' }, 'v').body).toBe('[1]')
  })

  test.each(['/__proto__/x', '/a/b'])('%s can’t be written', (pointer) => {
    expect(() => withPointer({ a: 1 }, pointer, 'v')).toThrow()
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

describe('exchange with a log-in', () => {
  const auth: AuthSettings = {
    kind: 'login',
    request: { path: '/login', fields: { u: 'a', p: secret('geheim') }, as: 'form' },
    token: '/token',
    lasts: { pointer: '/seconds', unit: 's' },
    place: { in: 'header', name: 'x-token' },
  }
  const reply = (text: string, status = 200): HttpReply => ({ state: 'reply', status, headers: {}, text })
  const refuses = ({ status }: HttpReply) => status === 401

  function scripted(auth: AuthSettings, ...answers: readonly HttpResult[]) {
    const seen: HttpRequest[] = []
    const context: AuthContext = {
      parcelKey: 'parcel',
      clock: systemClock,
      tokens: createTokens(systemClock),
      signal: new AbortController().signal,
      http: {
        request: async (request) => {
          seen.push(request)
          return answers[seen.length - 1] ?? reply('{}')
        },
      },
    }
    const send = () =>
      exchange(
        { auth, limits: { baseUrl: 'http://x' } },
        { method: 'POST', path: '/save', body: 'x' },
        context,
        refuses,
      )
    return { seen, send }
  }

  test('logs in, sends; a refused token is renewed and the same message repeated once', async () => {
    const { seen, send } = scripted(auth, reply('{"token":"a"}'), reply('', 401), reply('{"token":"b"}'), reply('ok'))
    expect(await send()).toMatchObject({ text: 'ok' })
    expect(seen.map(({ path, body, headers }) => [path, body, headers?.['x-token']])).toEqual([
      ['/login', 'u=a&p=geheim', undefined],
      ['/save', 'x', 'a'],
      ['/login', 'u=a&p=geheim', undefined],
      ['/save', 'x', 'b'],
    ])
  })

  describe('that leaves something for the next token', () => {
    const refresh = {
      pointer: '/next',
      request: { path: '/token', field: 'refresh_token', fields: { grant: 'refresh' } },
    }
    const first = reply('{"token":"a","seconds":0,"next":"${YIBIAO_TEST_SECRET}"}')
    const asked = (seen: readonly HttpRequest[]) => seen.map(({ path, body }) => [path, body])

    test('trades it, as it is, and once', async () => {
      process.env.YIBIAO_TEST_SECRET = 'stays here'
      const second = reply('{"token":"b","seconds":0,"next":"n2"}')
      const third = reply('{"token":"c","seconds":600}')
      const { seen, send } = scripted({ ...auth, refresh }, first, reply('ok'), second, reply('ok'), third, reply('ok'))
      for (let i = 0; i < 3; i++) expect(await send()).toMatchObject({ text: 'ok' })
      expect(asked(seen)).toEqual([
        ['/login', 'u=a&p=geheim'],
        ['/save', 'x'],
        ['/token', '{"grant":"refresh","refresh_token":"${YIBIAO_TEST_SECRET}"}'],
        ['/save', 'x'],
        ['/token', '{"grant":"refresh","refresh_token":"n2"}'],
        ['/save', 'x'],
      ])
      delete process.env.YIBIAO_TEST_SECRET
    })

    test('logs in where it is refused; waits where nobody answers', async () => {
      const { seen, send } = scripted(
        { ...auth, refresh },
        ...[
          first,
          reply('ok'),
          reply('{"error":"invalid_grant"}', 400),
          reply('{"token":"b","seconds":0}'),
          reply('ok'),
        ],
      )
      for (let i = 0; i < 2; i++) expect(await send()).toMatchObject({ text: 'ok' })
      expect(seen.map(({ path }) => path)).toEqual(['/login', '/save', '/token', '/login', '/save'])
      const down = scripted({ ...auth, refresh }, first, reply('ok'), reply('{}', 503))
      await down.send()
      expect(await down.send()).toMatchObject({ state: 'unavailable' })
      expect(down.seen).toHaveLength(3)
    })
  })

  test('a cut is never repeated', async () => {
    const { seen, send } = scripted(auth, reply('{"token":"a"}'), { state: 'cut', detail: 'ECONNRESET' })
    expect(await send()).toEqual({ state: 'cut', detail: 'ECONNRESET' })
    expect(seen).toHaveLength(2)
  })

  test.each([
    [reply('{"code":500,"msg":"用户不存在/密码错误"}'), { state: 'barred', bar: 'credentials' }],
    [reply('{"code":500,"msg":"验证码错误"}'), { state: 'barred', bar: 'captcha' }],
    [reply('<html>'), { state: 'unavailable' }],
    [reply('{}', 503), { state: 'unavailable' }],
    [
      { ...reply('{}', 429), retryAfterMs: 5 },
      { state: 'unavailable', retryAfterMs: 5 },
    ],
    [
      { state: 'cut', detail: 'deadline' },
      { state: 'unavailable', detail: 'log-in deadline' },
    ],
    [{ state: 'not-sent', detail: 'ECONNREFUSED' }, { state: 'unavailable' }],
  ] as const)('a log-in answered %o', async (answer, expected) => {
    const { seen, send } = scripted(auth, answer)
    expect(await send()).toMatchObject(expected)
    expect(seen).toHaveLength(1)
  })
})
