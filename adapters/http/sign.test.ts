/** Signatures as the upstream sees them: over what really arrives, fresh on each attempt, and never in the message. */
import { createHmac } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { createSendContext, manualClock } from 'yibiao/testing'
import { type HttpSettings, http } from './index.ts'
import { deliver, member, serve } from './test-context.ts'
import { closeAll, open } from './test-sandbox.ts'

afterEach(async () => {
  vi.unstubAllEnvs()
  await closeAll()
})

async function gateway(settings: Partial<HttpSettings>) {
  const seen: { url: URL; headers: Record<string, unknown>; text: string }[] = []
  const server = await serve((request, answer) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      seen.push({ url: new URL(request.url ?? '', server.url), headers: request.headers, text })
      const body = request.url?.startsWith('/login') ? { token: 't' } : { ok: true }
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  open.push(server)
  const adapter = http({
    baseUrl: server.url,
    create: { method: 'POST', path: '/robot/send', query: { access_token: 'x' } },
    success: { checks: [{ pointer: '/ok', equals: [true] }] },
    ...settings,
  })
  return { adapter, seen }
}

test('each attempt is signed anew, by the gateway’s clock; the message holds neither time nor key', async () => {
  vi.stubEnv('TEST_ROBOT_SECRET', 'SECdemo')
  const { adapter, seen } = await gateway({ sign: { kind: 'dingtalk-robot', secret: '${TEST_ROBOT_SECRET}' } })
  const one = member({ msgtype: 'text' })
  expect(JSON.stringify(adapter.prepare([one]))).not.toMatch(/sign|SECdemo|timestamp/)
  const clock = manualClock(1_700_000_000_000)
  for (let attempt = 1; attempt <= 2; attempt++) {
    expect(await deliver(adapter, one, createSendContext({ clock, attempt }))).toEqual({ state: 'delivered' })
    clock.advance(60_000)
  }
  const signatures = seen.map(({ url: { searchParams } }) => [searchParams.get('timestamp'), searchParams.get('sign')])
  const expected = ['1700000000000', '1700000060000'].map((time) => [
    time,
    createHmac('sha256', 'SECdemo').update(`${time}\nSECdemo`).digest('base64'),
  ])
  expect(signatures).toEqual(expected)
  expect(seen[0]?.url.searchParams.get('access_token')).toBe('x')
})

test('the log-in is signed too, and a missing key bars the account before anything leaves', async () => {
  const auth = {
    kind: 'login',
    request: { path: '/login', fields: { username: 'grid' } },
    token: '/token',
    place: { in: 'header', name: 'x-token' },
  } as const
  const sign = { kind: 'jeecg-openapi', appKey: 'ak', secret: '${TEST_SIGN_KEY}' } as const
  const { adapter, seen } = await gateway({ auth, sign })
  expect(await deliver(adapter, member({ a: '1' }))).toMatchObject({
    state: 'not-applied',
    why: { barred: 'credentials' },
    detail: expect.stringContaining('TEST_SIGN_KEY'),
  })
  expect(seen).toEqual([])
  vi.stubEnv('TEST_SIGN_KEY', 'sk')
  expect(await deliver(adapter, member({ a: '1' }))).toEqual({ state: 'delivered' })
  expect(seen.map(({ url, headers }) => [url.pathname, headers.appkey])).toEqual([
    ['/login', 'ak'],
    ['/robot/send', 'ak'],
  ])
})

test('what X-Sign can’t cover is told when the record is planned', () => {
  const adapter = http({
    baseUrl: 'https://jeecg.example',
    create: { method: 'POST', path: '/x' },
    success: { checks: [{ pointer: '/success', equals: [true] }] },
    sign: { kind: 'jeecg-sign', secret: () => 's' },
  })
  expect(adapter.validate?.({ a: '1', 'b/c': { d: '1' }, e: null, f: 0 })).toMatchObject([
    { pointer: '/b~1c', code: 'unsignable' },
    { pointer: '/e', code: 'unsignable' },
  ])
})
