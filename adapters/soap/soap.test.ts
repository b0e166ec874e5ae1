import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type JsonObject, type Outcome, parseXml } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { memberOf, stored } from '../../test/fixtures/send-context.ts'
import { usernameToken } from './envelope.ts'
import { type SoapSettings, soap } from './index.ts'
import { openService, PASSWORD, settingsFor, WSDL } from './test-service.ts'
import { readWsdl } from './wsdl.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const person = { sfzh: '11010519491231002X', xm: '测试<甲>&', dz: '一号' }
const member = (payload: JsonObject = person) => memberOf(payload, 1)

async function send(settings: SoapSettings, payload?: JsonObject): Promise<Outcome | undefined> {
  const adapter = soap(settings)
  await adapter.open?.()
  const [outcome] = await adapter.send(stored(adapter.prepare([member(payload)])), createSendContext())
  return outcome
}

/** A server that answers everything with this. */
async function answering(status: number, body: string, type = 'text/xml') {
  const got: { body: Buffer; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push({ body: Buffer.concat(chunks), headers: request.headers })
      reply.writeHead(status, { 'content-type': type })
      reply.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/grid`, got }
}

const envelope = (body: string, version = '1.1') =>
  `<e:Envelope xmlns:e="${version === '1.1' ? 'http://schemas.xmlsoap.org/soap/envelope/' : 'http://www.w3.org/2003/05/soap-envelope'}"><e:Body>${body}</e:Body></e:Envelope>`
const fault11 = (code: string, text: string) =>
  envelope(`<e:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring></e:Fault>`)
const fault12 = (code: string, text: string) =>
  envelope(
    `<e:Fault><e:Code><e:Value>e:Receiver</e:Value><e:Subcode><e:Value>${code}</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang="zh">${text}</e:Text></e:Reason></e:Fault>`,
    '1.2',
  )

describe('a SOAP fault under 200 or 500', () => {
  test.each([
    [
      200,
      fault11('soap:Client.4001', '姓名有误'),
      { state: 'rejected', faults: [{ upstreamCode: 'Client.4001', upstreamText: '姓名有误' }] },
    ],
    [500, fault11('soap:Client.4001', '姓名有误'), { state: 'rejected' }],
    [500, fault12('m:Client.4001', '姓名有误'), { state: 'rejected', faults: [{ upstreamCode: 'Client.4001' }] }],
    [400, fault11('4009', '数据库中已存在该记录'), { state: 'duplicate', upstreamText: '数据库中已存在该记录' }],
    [500, fault11('soap:Server', 'java.lang.NumberFormatException'), { state: 'unknown' }],
    [200, fault11('soap:Server', '系统忙'), { state: 'unknown' }],
    [500, fault11('wsse:FailedAuthentication', 'x'), { state: 'not-applied', why: { barred: 'credentials' } }],
    [500, fault12('wsse:InvalidSecurityToken', 'x'), { state: 'not-applied', why: { barred: 'credentials' } }],
    [500, fault11('soap:MustUnderstand', 'x'), { state: 'not-applied', why: { barred: 'right' } }],
    [200, '<html>登录</html>', { state: 'unknown' }],
    [200, envelope('<m:savePersonResponse xmlns:m="x"><code>0</code></m:savePersonResponse>'), { state: 'delivered' }],
  ])('status %i, %s', async (status, body, expected) => {
    const { url } = await answering(status, body)
    const refusals: SoapSettings['refusals'] = [
      { when: { checks: [{ pointer: '/Fault/code', equals: ['4009'] }] }, is: 'duplicate' },
      { when: { checks: [{ pointer: '/Fault/code', matches: '^Client' }] }, is: 'rejected' },
    ]
    const faults = { code: '/Fault/code', text: '/Fault/text' }
    expect(await send(settingsFor(url, { refusals, faults }))).toMatchObject(expected)
  })
})

describe('XML in a string argument', () => {
  const settings = (url: string): SoapSettings => {
    const { lookup: _lookup, ...rest } = settingsFor(url)
    return {
      ...rest,
      create: { operation: 'process', parameters: { arg0: '{credential.pwd}', arg1: '{document}' } },
      credentials: { pwd: () => PASSWORD },
      document: { root: 'data', prolog: 'GBK' },
      result: { pointer: '/processResponse/return', as: 'xml' },
      success: { checks: [{ pointer: '/result/code', equals: ['0'] }] },
      refusals: [{ when: { checks: [{ pointer: '/result/code', equals: ['401'] }] }, is: { barred: 'credentials' } }],
    }
  }

  test('there and back, with its prolog, and the account’s password in a parameter that is stored nowhere', async () => {
    const service = await openService()
    closers.push(service.close)
    const adapter = soap(settings(service.address))
    await adapter.open?.()
    const message = stored(adapter.prepare([member()]))
    expect(JSON.stringify(message)).not.toContain(PASSWORD)
    expect(await adapter.send(message, createSendContext())).toEqual([{ state: 'delivered' }])
    expect(service.rows()).toEqual([
      {
        xm: '测试&lt;甲&gt;&amp;',
        document:
          '<?xml version="1.0" encoding="GBK"?><data><sfzh>11010519491231002X</sfzh><xm>测试&lt;甲&gt;&amp;</xm><dz>一号</dz></data>',
      },
    ])
    expect(await send({ ...settings(service.address), credentials: { pwd: () => 'wrong' } })).toMatchObject({
      why: { barred: 'credentials' },
    })
  })

  test('what was typed is never taken for a placeholder', async () => {
    const { url, got } = await answering(200, envelope(''))
    for (const create of [
      { operation: 'savePerson', parameters: { person: '{payload}' } },
      { operation: 'process', parameters: { arg0: '{payload.xm}', arg1: '{json}' } },
    ])
      await send({ ...settings(url), create }, { ...person, xm: '{credential.pwd}<?credential pwd?>{key}' })
    expect(got.map(({ body }) => body.includes(PASSWORD))).toEqual([false, false])
    expect(got[0]?.body.toString()).toContain('<xm>{credential.pwd}&lt;?credential pwd?&gt;{key}</xm>')
  })
})

describe('the message', () => {
  test.each([
    ['1.1', 'text/xml; charset=utf-8', '"urn:savePerson"', 'http://schemas.xmlsoap.org/soap/envelope/'],
    [
      '1.2',
      'application/soap+xml; charset=utf-8; action="urn:savePerson"',
      undefined,
      'http://www.w3.org/2003/05/soap-envelope',
    ],
  ] as const)('of SOAP %s', async (version, type, action, namespace) => {
    const { url, got } = await answering(200, envelope(''))
    await send(settingsFor(url, { version }), { ...person, dz: null, cy: [{ xm: '乙' }, { xm: '丙' }] })
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = got
    expect([headers['content-type'], headers.soapaction]).toEqual([type, action])
    const root = parseXml(body.toString())
    expect(root?.namespace).toBe(namespace)
    expect(body.toString()).toContain(
      '<m:savePerson xmlns:m="http://ws.grid.example/"><person><sfzh>11010519491231002X</sfzh><xm>测试&lt;甲&gt;&amp;</xm><dz xsi:nil="true"/><cy><xm>乙</xm></cy><cy><xm>丙</xm></cy></person></m:savePerson>',
    )
  })

  test('in GBK, by its bytes and by its name; what GBK lacks is a problem of the field', async () => {
    const { url, got } = await answering(200, envelope(''))
    await send(settingsFor(url, { encoding: 'gbk' }))
    expect(got[0]?.headers['content-type']).toBe('text/xml; charset=gbk')
    expect(new TextDecoder('gbk').decode(got[0]?.body)).toContain('encoding="GBK"?>')
    expect(new TextDecoder('gbk').decode(got[0]?.body)).toContain('<xm>测试&lt;甲')
    const faults = (payload: JsonObject, encoding: SoapSettings['encoding'] = 'gbk') =>
      soap(settingsFor(url, { encoding }))
        .validate?.(payload)
        .map(({ pointer, code }) => `${pointer} ${code}`)
    expect(faults({ xm: '𠮷' })).toEqual(['/xm value_rare_character'])
    expect(faults({ xm: '𠮷' }, 'gb18030')).toEqual([])
    expect(faults({ xm: 'a\u0007', '1x': '' })).toEqual(['/xm value_not_encodable', '/1x value_unfit'])
  })

  test('UsernameToken: the digest of nonce, time and password, new each time; the password itself never leaves', async () => {
    const now = Date.UTC(2026, 10, 29, 12)
    const nonce = Buffer.from('0123456789abcdef')
    const digest = createHash('sha1').update(`0123456789abcdef2026-11-29T12:00:00.000Z${PASSWORD}`).digest('base64')
    const token = { username: 'grid', password: PASSWORD, kind: 'digest', mustUnderstand: true } as const
    const xml = usernameToken(token, now, nonce)
    expect(xml).toContain(`#PasswordDigest">${digest}<`)
    expect(xml).toContain('<wsu:Created>2026-11-29T12:00:00.000Z</wsu:Created>')
    expect(xml).not.toContain(PASSWORD)
    expect(usernameToken(token, now)).not.toBe(usernameToken(token, now))
    expect(usernameToken({ ...token, kind: 'text' }, now)).toContain(`#PasswordText">${PASSWORD}<`)
    const service = await openService({ usernames: ['grid'] })
    closers.push(service.close)
    const wsSecurity = { username: 'grid', password: () => PASSWORD }
    expect(await send(settingsFor(service.address, { wsSecurity }))).toMatchObject({ state: 'delivered' })
    expect(
      await send(settingsFor(service.address, { wsSecurity: { ...wsSecurity, username: 'other' } })),
    ).not.toMatchObject({
      state: 'delivered',
    })
    expect((await service.rows()).length).toBe(1)
  })
})

describe('XML that does harm', () => {
  test.each([
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'],
    ['a DOCTYPE alone', '<!DOCTYPE x><x/>'],
    ['depth', `${'<x>'.repeat(200)}${'</x>'.repeat(200)}`],
    ['an end that is missing', '<x><y></x>'],
    ['a prefix that nobody declared', '<m:x/>'],
  ])('%s is no XML', (_, text) => {
    expect(parseXml(text)).toBeUndefined()
  })

  test('in an answer: unknown', async () => {
    const { url } = await answering(
      200,
      `<!DOCTYPE x>${envelope('<savePersonResponse><code>0</code></savePersonResponse>')}`,
    )
    expect(await send(settingsFor(url))).toMatchObject({ state: 'unknown' })
  })
})

describe('the WSDL', () => {
  test('gives action, element, namespace and address, by version', async () => {
    const wsdl = await readWsdl(WSDL, '1.2')
    expect(wsdl).toMatchObject({ version: '1.2', address: 'http://127.0.0.1:9/grid' })
    expect(wsdl.operations.get('findPerson')).toEqual({
      action: 'urn:findPerson',
      element: 'findPerson',
      namespace: 'http://ws.grid.example/',
      qualified: false,
    })
    const { endpoint: _endpoint, ...rest } = settingsFor('')
    expect(await send(rest)).toMatchObject({ state: 'not-applied', why: 'unavailable' })
  })

  test('a file that is none, and an operation that it doesn’t have, stop the gateway from opening', async () => {
    const opened = async (more: Partial<SoapSettings>) => await soap(settingsFor('http://127.0.0.1:9/', more)).open?.()
    await expect(opened({ wsdl: '/nowhere.wsdl' })).rejects.toThrow(/wsdl.*ENOENT/)
    await expect(opened({ wsdl: import.meta.filename })).rejects.toThrow(/no WSDL with a SOAP binding/)
    const create = { operation: 'savePersn', parameters: {} }
    await expect(opened({ create })).rejects.toThrow(/no operation “savePersn”; there are: savePerson/)
  })

  test('without one: action and body', async () => {
    const { url, got } = await answering(200, envelope('<ok><code>0</code></ok>'))
    const settings: SoapSettings = {
      endpoint: `${url}?dept=12`,
      create: { action: 'save', body: '<save xmlns="urn:x"><id>{payload.sfzh}</id><key>{key}</key>{payload}</save>' },
      success: { checks: [{ pointer: '/ok/code', equals: ['0'] }] },
    }
    expect(await send(settings, { sfzh: '1&2' })).toEqual({ state: 'delivered' })
    expect(got[0]?.body.toString()).toContain(
      `<save xmlns="urn:x"><id>1&amp;2</id><key>${'1'.padStart(64, 'a')}</key><sfzh>1&amp;2</sfzh></save>`,
    )
  })

  test.each([
    [{ wsdl: undefined }, 'wsdl'],
    [{ create: { body: '<a>{payload}</b>' } }, 'create'],
    [{ create: { operation: 'savePerson' } }, 'create'],
    [{ credentials: { pwd: 'open' } }, 'credentials'],
    [
      { wsdl: undefined, endpoint: undefined, create: { body: '<a/>' }, update: undefined, lookup: undefined },
      'endpoint',
    ],
  ])('settings that don’t go together are refused by name: %j', (more, name) => {
    expect(() => soap({ ...settingsFor('http://x.example/'), ...more } as SoapSettings)).toThrow(
      new RegExp(`Setting ${name}`),
    )
  })
})
