/** The stand-ins themselves: they must fail in the ways they promise, or every test on them is worth nothing. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createSandbox } from './server.ts'
import type { Sandbox, SandboxOptions } from './types.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function start(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await createSandbox(options)
  open.push(sandbox)
  return sandbox
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('ruoyi', () => {
  async function session(options: Partial<SandboxOptions> = {}) {
    const sandbox = await start({ kind: 'ruoyi', ...options })
    const login = await post(`${sandbox.url}/login`, { username: 'grid', password: 'sandbox-only' })
    const { token } = (await login.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}` }
    const list = async (query: string) =>
      (await (await fetch(`${sandbox.url}/grid/record/list?${query}`, { headers })).json()) as {
        total: number
        rows: unknown[]
      }
    return {
      sandbox,
      list,
      save: async (body: unknown) => (await post(`${sandbox.url}/grid/record`, body, headers)).json(),
    }
  }

  test('says every failure under HTTP 200', async () => {
    const { url } = await start({ kind: 'ruoyi' })
    const reply = await post(`${url}/grid/record`, {})
    expect([reply.status, await reply.json()]).toEqual([200, { code: 401, msg: expect.any(String) }])
    expect(await (await post(`${url}/login`, { username: 'grid', password: 'x' })).json()).toMatchObject({ code: 500 })
  })

  test('locks the account after five wrong passwords', async () => {
    const { url } = await start({ kind: 'ruoyi' })
    for (let i = 0; i < 5; i++) await post(`${url}/login`, { username: 'grid', password: 'x' })
    const right = await post(`${url}/login`, { username: 'grid', password: 'sandbox-only' })
    expect(await right.json()).toMatchObject({ msg: expect.stringContaining('锁定') })
  })

  test('drops unknown and empty filters, and matches LIKE', async () => {
    const { list, save } = await session()
    for (const sfzh of ['110', '1101', '220']) await save({ sfzh })
    expect((await list('sfzh=110')).total).toBe(2)
    expect((await list('sfzh=')).total).toBe(3)
    expect((await list('nonsense=110')).total).toBe(3)
    expect((await list('pageSize=2')).rows).toHaveLength(2)
  })

  test('refuses the same body within its window, whatever became of the first', async () => {
    let nowMs = 0
    const { save, sandbox } = await session({ now: () => nowMs })
    await save({ sfzh: '1' })
    expect(await save({ sfzh: '1' })).toMatchObject({ msg: expect.stringContaining('不允许重复提交') })
    nowMs = 5_001
    expect(await save({ sfzh: '1' })).toMatchObject({ msg: expect.stringContaining('已存在该记录') })
    expect(sandbox.rows()).toHaveLength(1)
  })
})

describe('rest-key', () => {
  test('forgets a key after its window', async () => {
    let nowMs = 0
    const sandbox = await start({ kind: 'rest-key', keyWindowMs: 100, now: () => nowMs })
    const save = async (body: unknown) =>
      (await post(`${sandbox.url}/records`, body, { 'x-api-key': 'sandbox-only-key', 'idempotency-key': 'k' })).status
    expect([await save({ a: 1 }), await save({ a: 1 }), await save({ a: 2 })]).toEqual([201, 201, 409])
    expect(sandbox.rows()).toHaveLength(1)
    nowMs = 101
    expect(await save({ a: 1 })).toBe(201)
    expect(sandbox.rows()).toHaveLength(2)
  })
})

describe('faults', () => {
  const statuses = async (url: string, count: number) => {
    const seen: (number | string)[] = []
    for (let i = 0; i < count; i++)
      seen.push(
        await post(`${url}/report`, { i }).then(
          ({ status }) => status,
          () => 'cut',
        ),
      )
    return seen
  }

  test('heal after so many times, or after a while', async () => {
    let nowMs = 0
    const sandbox = await start({
      kind: 'bare',
      now: () => nowMs,
      faults: { fault: 'status5xx', healAfter: { times: 2 } },
    })
    expect(await statuses(sandbox.url, 3)).toEqual([502, 502, 200])
    sandbox.setFaults({ fault: 'throttle', healAfter: { ms: 50 } })
    expect(await statuses(sandbox.url, 1)).toEqual([429])
    nowMs = 50
    expect(await statuses(sandbox.url, 1)).toEqual([200])
  })

  test('strike every n-th call, and cuts differ by what stands afterwards', async () => {
    const sandbox = await start({ kind: 'bare', faults: { fault: 'cutAfterSave', every: 2 } })
    expect(await statuses(sandbox.url, 4)).toEqual([200, 'cut', 200, 'cut'])
    expect(sandbox.rows()).toHaveLength(4)
    sandbox.setFaults({ fault: 'cutBeforeSave' })
    expect(await statuses(sandbox.url, 1)).toEqual(['cut'])
    expect(sandbox.rows()).toHaveLength(4)
    expect(sandbox.writes()).toHaveLength(4)
    expect(sandbox.calls()).toMatchObject({ create: 5 })
  })
})

test('a store outlives its server, and half a line in it was never written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yibiao-sandbox-'))
  open.push({ close: () => rmSync(folder, { recursive: true }) })
  const store = join(folder, 'rows.jsonl')
  const first = await createSandbox({ kind: 'bare', store })
  await post(`${first.url}/report`, { sfzh: '1' })
  await post(`${first.url}/report`, { sfzh: '1' })
  await first.close()
  appendFileSync(store, '{"operation":"cre')
  const second = await createSandbox({ kind: 'bare', store })
  await post(`${second.url}/report`, { sfzh: '2' })
  await second.close()
  const third = await start({ kind: 'bare', store })
  expect(third.rows().map(({ payload }) => payload.sfzh)).toEqual(['1', '1', '2'])
})

test('control paths exist only where asked for', async () => {
  const plain = await start({ kind: 'bare' })
  expect((await fetch(`${plain.url}/__rows`)).status).toBe(404)
  const controlled = await start({ kind: 'bare', control: true })
  await post(`${controlled.url}/__control`, { faults: [{ fault: 'cutAfterSave' }] })
  await expect(post(`${controlled.url}/report`, { sfzh: '1' })).rejects.toThrow()
  expect(await (await fetch(`${controlled.url}/__rows`)).json()).toMatchObject({
    kind: 'bare',
    rows: [{ id: '1', payload: { sfzh: '1' } }],
    calls: { create: 1 },
  })
})
