/** Log in, upload, save: against a real HTTP server that counts each step. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { secret } from 'yibiao/adapter'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { type TableSettings, table } from './index.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

type Step = 'login' | 'upload' | 'save'
type Handle = (request: IncomingMessage, reply: ServerResponse, body: Buffer) => void

const json = (reply: ServerResponse, value: unknown, status = 200) => {
  reply.writeHead(status, { 'content-type': 'application/json' })
  reply.end(JSON.stringify(value))
}

/** RuoYi's ways: a path for the file, `code` in the body. A step may be spoilt. */
async function serve(spoilt: Partial<Record<Step, Handle>> = {}) {
  const seen: Record<Step, string[]> = { login: [], upload: [], save: [] }
  const usual: Record<Step, Handle> = {
    login: (_request, reply) => json(reply, { code: 200, token: `token-${seen.login.length}` }),
    upload: (_request, reply) => json(reply, { code: 200, fileName: `/profile/${seen.upload.length}.csv` }),
    save: (_request, reply) => json(reply, { code: 200 }),
  }
  const server = createServer(async (request, reply) => {
    const body = Buffer.concat(await request.toArray())
    const step = ({ '/login': 'login', '/common/upload': 'upload', '/import/save': 'save' } as const)[request.url ?? '']
    if (!step) return void reply.writeHead(404).end()
    seen[step].push(body.toString())
    ;(spoilt[step] ?? usual[step])(request, reply, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, spoilt }
}

const OK = { statuses: [200], checks: [{ pointer: '/code', equals: [200] }] }
const settings = (baseUrl: string, more: Partial<NonNullable<TableSettings['post']>> = {}): TableSettings => ({
  format: 'csv',
  post: {
    baseUrl,
    auth: {
      kind: 'login',
      request: { path: '/login', fields: { username: 'grid', password: secret('post-password') } },
      token: '/token',
      place: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
    },
    upload: { path: '/common/upload', fields: { biz: 'import' }, success: OK, file: '/fileName' },
    save: { path: '/import/save', body: { '/path': '{file}', '/title': '{name}', '/batch/no': '{key}' }, success: OK },
    refusals: [
      { when: { checks: [{ pointer: '/code', equals: [601] }] }, is: 'rejected' },
      { when: { checks: [{ pointer: '/code', equals: [401] }] }, is: 'token-refused' },
    ],
    faults: { text: '/msg' },
    notAppliedStatuses: [503],
    ...more,
  },
})

const person = { xm: '测试甲', sfzh: '11010519491231002X' }
const one = (given: TableSettings) => {
  const adapter = table(given)
  const message = stored(adapter.prepare([memberOf(person)]))
  return { adapter, message }
}

test('logs in once, uploads the file, saves what the upload answered', async () => {
  const { url, seen } = await serve()
  const { adapter, message } = one(settings(url))
  const contexts = parcelContexts()
  expect(await adapter.send(message, contexts.next())).toEqual([{ state: 'delivered', reference: message.file }])
  expect(seen.login.length).toBe(1)
  expect(seen.upload[0]).toContain(`name="file"; filename="${message.file}"`)
  expect(seen.upload[0]).toContain('name="biz"\r\n\r\nimport\r\n')
  expect(seen.upload[0]).toContain('测试甲')
  expect(seen.save.map((text) => JSON.parse(text))).toEqual([
    { path: '/profile/1.csv', title: message.file, batch: { no: 'parcel' } },
  ])
  expect(JSON.stringify([message, ...contexts.steps])).not.toContain('post-password')
})

describe('a repeat goes on behind the upload', () => {
  test('what the save refused for now is saved later, with the file that is there', async () => {
    const { url, seen, spoilt } = await serve({ save: (_request, reply) => json(reply, {}, 503) })
    const { adapter, message } = one(settings(url))
    const contexts = parcelContexts()
    expect(await adapter.send(message, contexts.next())).toMatchObject([{ state: 'not-applied', why: 'unavailable' }])
    delete spoilt.save
    expect(await adapter.send(message, contexts.next())).toMatchObject([{ state: 'delivered' }])
    expect(seen.upload.length).toBe(1)
    expect(JSON.parse(seen.save.at(-1) ?? '').path).toBe('/profile/1.csv')
  })

  test('an upload whose answer was lost is no doubt: nothing refers to it, and it is uploaded again', async () => {
    const { url, seen, spoilt } = await serve({ upload: (request) => request.socket.destroy() })
    const { adapter, message } = one(settings(url))
    const contexts = parcelContexts()
    expect(await adapter.send(message, contexts.next())).toEqual([
      { state: 'not-applied', why: 'unavailable', detail: 'upload-unknown' },
    ])
    delete spoilt.upload
    expect(await adapter.send(message, contexts.next())).toMatchObject([{ state: 'delivered' }])
    expect([seen.upload.length, seen.save.length]).toEqual([2, 1])
  })

  test('a save whose answer was lost is', async () => {
    const { url } = await serve({ save: (request) => request.socket.destroy() })
    const { adapter, message } = one(settings(url))
    expect(await adapter.send(message, parcelContexts().next())).toMatchObject([{ state: 'unknown' }])
    expect(adapter.capabilities.idempotency).toBeUndefined()
    expect(table(settings(url, { recognisesNames: true })).capabilities.idempotency?.key).toBeDefined()
  })
})

test('refused at the upload, or at the save: by the same rules', async () => {
  const refusing: Handle = (_request, reply) => json(reply, { code: 601, msg: '格式不对' })
  for (const step of ['upload', 'save'] as const) {
    const { url, seen } = await serve({ [step]: refusing })
    const { adapter, message } = one(settings(url))
    expect(await adapter.send(message, parcelContexts().next())).toMatchObject([
      { state: 'rejected', faults: [{ upstreamText: '格式不对' }] },
    ])
    expect(seen.save.length).toBe(step === 'upload' ? 0 : 1)
  }
})

test('an answer to the upload that names no file is none', async () => {
  const { url, seen } = await serve({ upload: (_request, reply) => json(reply, { code: 200 }) })
  const { adapter, message } = one(settings(url))
  expect(await adapter.send(message, parcelContexts().next())).toMatchObject([{ state: 'not-applied' }])
  expect(seen.save).toEqual([])
})

test('a token that died between the steps is renewed, and the upload stays', async () => {
  let refused = false
  const { url, seen } = await serve({
    save: (_request, reply) => {
      json(reply, refused ? { code: 200 } : { code: 401 })
      refused = true
    },
  })
  const { adapter, message } = one(settings(url))
  expect(await adapter.send(message, parcelContexts().next())).toMatchObject([{ state: 'delivered' }])
  expect([seen.login.length, seen.upload.length, seen.save.length]).toEqual([2, 1, 2])
})
