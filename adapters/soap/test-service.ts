/** A grid's SOAP service for tests, on the `soap` package's server and a real socket, that can go wrong. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type ISoapServiceMethod, listen } from 'soap'
import type { JsonObject } from 'yibiao/adapter'
import { encodeGb18030 } from 'yibiao/adapter'
import type { TestUpstream, UpstreamFault } from 'yibiao/testing'
import type { SoapSettings } from './index.ts'

export const WSDL = fileURLToPath(new URL('./fixtures/grid.wsdl', import.meta.url))
export const PASSWORD = 'grid-soap-password'

type Person = Record<string, string>
type Answer = (answer: object) => void

export interface SoapService extends TestUpstream {
  /** What came, and what its headers said. */
  readonly received: { readonly body: string; readonly headers: IncomingMessage['headers'] }[]
  setFaults(...faults: readonly UpstreamFault[]): Promise<void>
}

/** @param token - what a UsernameToken may hold; none is asked for without */
export async function openService(token?: { readonly usernames: readonly string[] }): Promise<SoapService> {
  const rows: Person[] = []
  const received: SoapService['received'] = []
  const users: string[] = []
  let saves = 0
  let fault: UpstreamFault | undefined
  const strikes = (at: 'write' | 'lookup') => {
    const place = fault && 'at' in fault ? (fault.at ?? 'write') : 'write'
    const seen = fault?.fault === 'hidesProperty' || fault?.fault === 'hidesRows' || fault?.fault === 'filterIgnored'
    return (seen ? 'lookup' : place) === at ? fault : undefined
  }

  function save(person: Person): object {
    const known = rows.findIndex(({ sfzh }) => sfzh === person.sfzh)
    if (known >= 0) rows[known] = person
    else rows.push(person)
    return { code: '0', message: '成功', id: `${person.sfzh}` }
  }

  function savePerson(
    { person }: { person: Person },
    answer: Answer,
    _headers: unknown,
    request: IncomingMessage,
    reply: ServerResponse,
  ) {
    saves += 1
    const struck = strikes('write')
    if (struck && spoil(struck, request, reply, () => save(person))) return
    if (
      struck?.fault === 'refuse' &&
      new RegExp(struck.matches ?? '.', 'u').test(person[struck.property ?? 'xm'] ?? '')
    )
      answer({ code: '1', message: struck.text ?? '这一项不对', field: struck.property ?? 'xm' })
    else if (struck?.fault === 'envelopeFailure') answer({ code: '500', message: '系统异常' })
    else if (struck?.fault === 'lie') answer({ code: '0', message: '成功', id: 'x' })
    else if (struck?.fault === 'slow') setTimeout(() => answer(save(person)), struck.delayMs)
    else answer(save(person))
  }

  function findPerson(
    { sfzh }: { sfzh: string },
    answer: Answer,
    _headers: unknown,
    request: IncomingMessage,
    reply: ServerResponse,
  ) {
    const struck = strikes('lookup')
    if (struck && spoil(struck, request, reply, () => ({}))) return
    const found =
      struck?.fault === 'hidesRows'
        ? []
        : struck?.fault === 'filterIgnored'
          ? rows
          : rows.filter((row) => row.sfzh?.includes(sfzh))
    const hidden = struck?.fault === 'hidesProperty' ? struck.property : undefined
    answer({
      total: String(found.length),
      person: found.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== hidden))),
    })
  }

  /** XML in a string, answered the same way; with the account in the first argument. */
  function process({ arg0, arg1 }: { arg0: string; arg1: string }, answer: Answer) {
    const [, xm = ''] = /<xm>(.*?)<\/xm>/.exec(arg1) ?? []
    const code = arg0 === PASSWORD ? '0' : '401'
    if (code === '0') rows.push({ xm, document: arg1 })
    answer({
      return: `<?xml version="1.0" encoding="GBK"?><result><code>${code}</code><msg>${code === '0' ? '成功' : '口令不对'}</msg></result>`,
    })
  }

  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers }))
    reply.statusCode = 200
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const methods = { savePerson, findPerson, process } as unknown as Record<string, ISoapServiceMethod>
  const service = listen(
    server,
    '/grid',
    { GridService: { GridPort: methods, GridPort12: methods } },
    readFileSync(WSDL, 'utf8'),
  )
  if (token)
    service.authenticate = (security: { UsernameToken?: { Username?: string } } | undefined) => {
      const user = security?.UsernameToken?.Username ?? ''
      users.push(user)
      return token.usernames.includes(user)
    }
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/grid`,
    rows: () => rows as JsonObject[],
    arrived: () => saves,
    received,
    users: () => users,
    async setFaults(...faults) {
      fault = faults[0]
      if (fault?.fault === 'away') await close()
    },
    close,
  }
}

/** Faults below SOAP. True: the answer has been given, or never will be. */
function spoil(fault: UpstreamFault, request: IncomingMessage, reply: ServerResponse, save: () => object): boolean {
  const end = (status: number, type: string, body: string | Buffer, more = {}) => {
    reply.writeHead(status, { 'content-type': type, ...more })
    reply.end(body)
  }
  const xml = (answer: object, tag = 'savePersonResponse') =>
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><m:${tag} xmlns:m="http://ws.grid.example/">${Object.entries(
      answer,
    )
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</m:${tag}></soap:Body></soap:Envelope>`
  switch (fault.fault) {
    case 'cutAfterSave':
      save()
      request.socket.destroy()
      return true
    case 'cutBeforeSave':
      request.socket.destroy()
      return true
    case 'hang':
      return true
    case 'htmlPage':
      end(200, 'text/html', '<html><body>请登录</body></html>')
      return true
    case 'emptyBody':
      end(200, 'text/xml', '')
      return true
    case 'garbage':
      save()
      request.socket.end('no HTTP at all')
      return true
    case 'truncated':
      reply.writeHead(200, { 'content-type': 'text/xml' })
      reply.write(xml(save()).slice(0, 60))
      setTimeout(() => request.socket.destroy(), 5)
      return true
    case 'drip': {
      save()
      reply.writeHead(200, { 'content-type': 'text/xml' })
      const timer = setInterval(() => reply.write(' '), 5)
      request.socket.on('close', () => clearInterval(timer))
      return true
    }
    case 'gbkReply':
      end(200, 'text/xml', encodeGb18030(`<?xml version="1.0" encoding="GBK"?>${xml(save())}`))
      return true
    case 'status5xx':
      end(
        500,
        'text/xml',
        `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>java.lang.NullPointerException</faultstring></soap:Fault></soap:Body></soap:Envelope>`,
      )
      return true
    case 'throttle':
      end(429, 'text/xml', '', fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
      return true
    case 'redirect':
      end(307, 'text/xml', '', { location: fault.location })
      return true
    default:
      return false
  }
}

export const settingsFor = (endpoint: string, more: Partial<SoapSettings> = {}): SoapSettings => ({
  endpoint,
  wsdl: WSDL,
  create: { operation: 'savePerson', parameters: { person: '{payload}' } },
  update: { operation: 'savePerson', parameters: { person: '{payload}' } },
  lookup: {
    request: { operation: 'findPerson', parameters: { sfzh: '{payload.sfzh}' } },
    answered: { checks: [{ pointer: '/findPersonResponse/total', present: true }] },
    absent: { checks: [{ pointer: '/findPersonResponse/total', equals: ['0'] }] },
    list: '/findPersonResponse/person',
    key: { '/sfzh': '/sfzh' },
    control: {
      madeUp: { '/sfzh': 'made-up' },
      sample: { operation: 'findPerson', parameters: { sfzh: '' } },
    },
    settleMs: 0,
  },
  success: { statuses: [200], checks: [{ pointer: '/savePersonResponse/code', equals: ['0'] }] },
  refusals: [{ when: { checks: [{ pointer: '/savePersonResponse/code', equals: ['1'] }] }, is: 'rejected' }],
  faults: { code: '/savePersonResponse/code', text: '/savePersonResponse/message', field: '/savePersonResponse/field' },
  reference: '/savePersonResponse/id',
  idempotency: { upsert: true },
  timeoutMs: 500,
  ...more,
})
