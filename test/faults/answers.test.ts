/** What an upstream may answer instead of the truth, over a real socket: none of it doubles, loses or believes anything. */
import { expect, test } from 'vitest'
import { type HttpSettings, http } from 'yibiao/adapters/http'
import { SANDBOX_ACCOUNT, type SandboxFault, type SandboxKind, sandboxSettings } from 'yibiao/testing'
import { openScene } from './scene.ts'
import { tell } from './told.ts'

const KINDS = ['rest-key', 'rest-unique', 'bare', 'ruoyi'] as const

const RECORDS = 4

// These never end by themselves: the deadline does it, by the turned clock.
const ENDLESS = ['hang', 'drip']
const ENDLESS_SOCKET_MS = 300
const DAY_MS = 86_400_000

/** Each strikes twice, in the middle of everything else. */
const STRIKES = { every: 2, healAfter: { times: 2 } } as const

const LIES: readonly (readonly [title: string, fault: SandboxFault, kinds: readonly SandboxKind[]])[] = [
  ['the answer is cut after the save', { fault: 'cutAfterSave' }, KINDS],
  ['the connection is cut before the save', { fault: 'cutBeforeSave' }, KINDS],
  ['it never answers', { fault: 'hang' }, KINDS],
  ['the answer drips for ever', { fault: 'drip' }, KINDS],
  ['the answer is truncated', { fault: 'truncated' }, KINDS],
  ['the answer is no HTTP', { fault: 'garbage' }, KINDS],
  ['a 5xx page', { fault: 'status5xx' }, KINDS],
  ['200 with a log-in page', { fault: 'htmlPage' }, KINDS],
  ['200 with an empty body', { fault: 'emptyBody' }, KINDS],
  ['200 with code 500', { fault: 'envelopeFailure', code: 500, text: '系统繁忙' }, ['ruoyi']],
  ['200 with code 401: a forgotten token', { fault: 'envelopeFailure', code: 401, text: '认证失败' }, ['ruoyi']],
  ['不允许重复提交', { fault: 'envelopeFailure', code: 500, text: '不允许重复提交，请稍候再试' }, ['ruoyi']],
  ['a redirect', { fault: 'redirect', location: 'http://127.0.0.1:9/elsewhere' }, KINDS],
]

/** It answers a create with a ticket, and is asked for what became of it. */
function ticketed(url: string): HttpSettings {
  const { success, create, ...settings } = sandboxSettings('rest-unique', url)
  return {
    ...settings,
    create: { ...create, success: { statuses: [200, 201, 202], checks: [{ text: '"(?:id|ticket)"' }] } },
    success,
    ticket: {
      pointer: '/ticket',
      request: { method: 'GET', path: '/tickets/{ticket}' },
      pending: { statuses: [200], checks: [{ pointer: '/state', equals: ['pending'] }] },
    },
  }
}

test.for(LIES)('%s', async ([_title, fault, kinds], { task }) => {
  let listed = 0
  for (const kind of kinds) {
    const scene = await openScene(kind, {
      faults: [{ ...fault, ...STRIKES } as SandboxFault],
      ...(ENDLESS.includes(fault.fault) ? { socketMs: ENDLESS_SOCKET_MS } : {}),
    })
    await scene.submit(RECORDS)
    await scene.settled()
    await scene.submit(RECORDS, '13900000002')
    await scene.settled()
    const people = await scene.judge()
    // Nothing can be asked of the bare one, and it takes no corrections: a person decides, every time.
    if (kind === 'bare') listed = people
    else expect(people, kind).toBe(0)
  }
  tell(task, `${kinds.join(', ')}: 0 lost, 0 doubled, 0 stale${kinds.length > 1 ? `; bare: ${listed} listed` : ''}`)
})

test('数据库中已存在该记录: somebody else had typed it; looked up, then corrected', async ({ task }) => {
  const scene = await openScene('ruoyi')
  await scene.submit(1)
  await scene.settled()
  const [row] = scene.sandbox.rows()
  const second = await openScene('ruoyi', { url: scene.sandbox.url })
  await second.submit(1, '13900000002')
  await second.settled()
  expect(scene.sandbox.rows()).toMatchObject([{ id: row?.id, payload: { lxdh: '13900000002' } }])
  expect(await second.gateway.status()).toMatchObject({ counts: [{ state: 'delivered', count: 1 }] })
  tell(task, '1 row, corrected, 0 doubled')
})

test('a look-up that ignores its filter while calls are cut: blind, never "absent"', async ({ task }) => {
  const scene = await openScene('ruoyi', {
    faults: [{ fault: 'filterIgnored' }, { fault: 'cutBeforeSave', every: 2, healAfter: { times: 3 } }],
  })
  await scene.submit(6)
  await scene.during(DAY_MS, 600_000)
  const doubted = 6 - scene.sandbox.rows().length
  expect(doubted).toBe(3)
  expect(scene.sandbox.calls().create).toBe(6)
  scene.sandbox.setFaults()
  await scene.settled(600_000)
  await scene.gateway.replay({}, scene.by)
  await scene.settled(600_000)
  expect(await scene.judge()).toBe(0)
  tell(task, `${doubted} in doubt for a day, none sent again; healed: 6 there, 0 doubled`)
})

test('a ticket that the upstream forgets: looked up, then listed', async ({ task }) => {
  const scene = await openScene('rest-unique', {
    faults: [{ fault: 'ticket', pending: 1_000_000, healAfter: { times: 3 } }],
    limits: { giveUpMs: 3_600_000 },
    upstream: (usual, url) => ({ ...usual, adapter: http(ticketed(url)) }),
  })
  await scene.submit(3)
  await scene.until(async () => (await scene.gateway.status({ states: ['processing'] })).counts[0]?.count === 3)
  await scene.settled(60_000)
  expect(await scene.judge()).toBe(3)
  expect(await scene.gateway.failures()).toMatchObject([{ state: 'dead', count: 3 }])
  await scene.gateway.replay({}, scene.by)
  await scene.settled(60_000)
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.calls().create).toBe(6)
  tell(task, '3 tickets without an answer until given up: 3 listed; replayed: 3 there, 0 doubled')
})

test.for([
  ['120', 120_000],
  ['0', 60_000],
  ['-1', 60_000],
  ['an HTTP date in 5 minutes', 300_000],
  ['1000000000', 86_400_000],
] as const)('429 with Retry-After %s', async ([value, waitMs], { task }) => {
  const scene = await openScene('rest-key')
  const retryAfter = value.startsWith('an') ? new Date(scene.clock.now() + 300_000).toUTCString() : value
  scene.sandbox.setFaults({ fault: 'throttle', retryAfter, healAfter: { times: 1 } })
  const start = scene.clock.now()
  const times: number[] = []
  scene.gateway.on('delivery', ({ state }) => state === 'delivered' && times.push(scene.clock.now() - start))
  await scene.submit(1)
  await scene.until(async () => (await scene.gateway.status()).shut.length === 1, 0)
  await scene.submit(4, '13900000001', 1)
  const stepMs = waitMs / 20
  await scene.settled(stepMs)
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.calls().create).toBe(6)
  const [first = 0] = times
  expect(first).toBeGreaterThanOrEqual(waitMs - 1_000)
  expect(first).toBeLessThanOrEqual(waitMs + 2 * stepMs)
  tell(task, `nobody sent for ${first / 1_000} s, then 5 there, 1 call refused`)
})

test('5xx flapping: every other call fails for a while', async ({ task }) => {
  const scene = await openScene('rest-key', { faults: [{ fault: 'status5xx', every: 2, healAfter: { times: 30 } }] })
  await scene.submit(40)
  await scene.settled(10_000)
  expect(await scene.judge()).toBe(0)
  tell(task, `40 there, 0 doubled, ${scene.sandbox.calls().create} calls`)
})

test('a token that dies in the middle, again and again', async ({ task }) => {
  const scene = await openScene('ruoyi')
  for (let round = 0; round < 5; round++) {
    await scene.submit(10, '13900000001', round * 10)
    scene.sandbox.revokeTokens()
    await scene.settled(1_000)
  }
  expect(await scene.judge()).toBe(0)
  const { login } = scene.sandbox.calls()
  expect(login).toBeLessThanOrEqual(6)
  tell(task, `50 there, 0 doubled, ${login} log-ins`)
})

test('a captcha at the log-in: a person logs in, the session serves until it dies', async ({ task }) => {
  const scene = await openScene('ruoyi')
  const { sandbox, gateway } = scene
  const captcha = { fault: 'envelopeFailure', at: 'login', code: 500, text: '验证码错误' } as const
  const body = JSON.stringify({ username: SANDBOX_ACCOUNT.username, password: SANDBOX_ACCOUNT.password })
  const logIn = async () => {
    sandbox.setFaults()
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${sandbox.url}/login`, { method: 'POST', headers, body })
    sandbox.setFaults(captcha)
    return ((await reply.json()) as { token: string }).token
  }
  sandbox.setFaults(captcha)
  const isShut = async () => (await gateway.status()).shut[0]?.code === 'gate_captcha'
  await scene.submit(10)
  await scene.until(isShut, 0)
  await gateway.unlock('a', { token: await logIn(), by: 'li' })
  await scene.settled(1_000)
  expect(await scene.judge()).toBe(0)
  expect(sandbox.calls().login).toBe(2)
  sandbox.revokeTokens()
  await scene.submit(5, '13900000001', 10)
  await scene.until(isShut, 0)
  expect(sandbox.calls().login).toBe(3)
  await gateway.unlock('a', { token: await logIn(), by: 'li' })
  await scene.settled(1_000)
  expect(await scene.judge()).toBe(0)
  tell(task, '15 there, 0 doubled; 2 log-ins of our own in all, each refused once, 2 by a person')
})

test('a wrong password: one log-in, the account is not locked, nothing is dropped', async ({ task }) => {
  let password = 'wrong'
  const scene = await openScene('ruoyi', {
    upstream: (usual, url) => {
      const settings = sandboxSettings('ruoyi', url, { repeatGuardMs: 0 })
      const fields = { ...settings.auth.request.fields, password: () => password }
      return {
        ...usual,
        adapter: http({ ...settings, auth: { ...settings.auth, request: { ...settings.auth.request, fields } } }),
      }
    },
  })
  await scene.submit(50)
  await scene.until(async () => (await scene.gateway.status()).shut.length === 1, 0)
  scene.clock.advance(DAY_MS)
  await scene.submit(10, '13900000001', 50)
  expect(scene.sandbox.calls().login).toBe(1)
  const waiting = await scene.gateway.status()
  expect(waiting.counts).toMatchObject([{ state: 'pending', count: 60 }])
  password = SANDBOX_ACCOUNT.password
  await scene.gateway.resume('a', scene.by)
  await scene.settled(1_000)
  expect(await scene.judge()).toBe(0)
  tell(task, '1 log-in in a day, 60 waited; mended and resumed: 60 there')
})
