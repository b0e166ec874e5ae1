/** Pages and forms: the session of a system without an API. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSendContext, sandboxSettings } from 'yibiao/testing'
import { type HttpSettings, http } from './index.ts'
import { deliver, member, serve } from './test-context.ts'
import { closeAll, open, start } from './test-sandbox.ts'

afterEach(closeAll)

const person = { sfzh: '11010519491231002X', xm: '张三' }

test('one log-in for all; a session that died leads to one new one, and the record arrives once', async () => {
  const { sandbox, adapter, context } = await start('portal')
  const sent = ['1', '2', '3'].map((sfzh) => deliver(adapter, member({ ...person, sfzh }), context))
  expect((await Promise.all(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
  sandbox.revokeTokens()
  expect(await deliver(adapter, member(person), context)).toEqual({ state: 'delivered' })
  expect(sandbox.rows()).toHaveLength(4)
  const logIns = sandbox.received().filter(({ method, path }) => method === 'POST' && path === '/login')
  expect(logIns).toHaveLength(2)
})

test('a wrong password bars the account, once; a page that is broken says nothing about it', async () => {
  const { sandbox } = await start('portal')
  const settings = sandboxSettings('portal', sandbox.url)
  const fields = { ...settings.auth.request.fields, password: () => 'wrong' }
  const adapter = http({ ...settings, auth: { ...settings.auth, request: { ...settings.auth.request, fields } } })
  const context = createSendContext()
  for (let i = 0; i < 3; i++) {
    expect(await deliver(adapter, member(person), context)).toMatchObject({ why: { barred: 'credentials' } })
  }
  expect(sandbox.received().filter(({ method }) => method === 'POST')).toHaveLength(1)
  sandbox.setFaults({ fault: 'status5xx', at: 'login' })
  expect(await deliver(http(settings), member(person))).toMatchObject({ state: 'not-applied', why: 'unavailable' })
})

describe('where the token comes from and goes', () => {
  async function portal(page: string, cookie: string, csrf: object) {
    const seen: Record<string, unknown>[] = []
    const server = await serve((request, answer) => {
      let text = ''
      request.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      request.on('end', () => {
        const { cookie: sent, 'x-xsrf': header } = request.headers
        seen.push({ at: `${request.method} ${request.url}`, sent, header, text })
        if (request.method === 'GET') answer.setHeader('set-cookie', ['sid=a; Path=/', cookie])
        else if (request.url === '/login') answer.setHeader('set-cookie', ['sid=b; HttpOnly', 'old=; Max-Age=0'])
        answer.writeHead(200, { 'content-type': 'text/html' }).end(request.url === '/save' ? 'saved' : page)
      })
    })
    open.push(server)
    const settings: HttpSettings = {
      baseUrl: server.url,
      auth: {
        kind: 'form-login',
        page: '/login',
        request: { path: '/login', fields: { u: 'grid', password: () => 'p' } },
        csrf: { name: 'xsrf', place: { in: 'header', name: 'x-xsrf' }, ...csrf } as never,
        loggedIn: { text: 'x' },
      },
      create: { method: 'POST', path: '/save', body: 'form' },
      success: { statuses: [200], checks: [{ text: '^saved$' }] },
    }
    expect(await deliver(http(settings), member({ a: '1' }))).toEqual({ state: 'delivered' })
    return seen
  }

  test('a meta tag: a header on the form and on every call', async () => {
    const seen = await portal(`<meta content='m&#43;1' name=xsrf>x`, 'old=1', { from: 'meta' })
    expect(seen).toEqual([
      { at: 'GET /login', sent: undefined, header: undefined, text: '' },
      { at: 'POST /login', sent: 'sid=a; old=1', header: 'm+1', text: 'u=grid&password=p' },
      { at: 'POST /save', sent: 'sid=b', header: 'm+1', text: 'a=1' },
    ])
  })

  test('a cookie that is sent twice, as itself and as a header', async () => {
    const seen = await portal('x', 'xsrf=c1; Path=/', { from: 'cookie' })
    expect(seen[1]).toMatchObject({ sent: 'sid=a; xsrf=c1', header: 'c1' })
    expect(seen[2]).toMatchObject({ sent: 'sid=b; xsrf=c1', header: 'c1' })
  })

  test('a hidden input: a field of the form, and in the body of every call', async () => {
    const place = { in: 'body', name: 'xsrf' }
    const seen = await portal(`<input type="hidden" name="other" value="no"><input name='xsrf' value='i1'>x`, 'old=1', {
      from: 'input',
      place,
    })
    expect(seen[1]).toMatchObject({ text: 'u=grid&password=p&xsrf=i1', header: undefined })
    expect(seen[2]).toMatchObject({ text: 'a=1&xsrf=i1' })
  })
})
