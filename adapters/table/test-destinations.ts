/** Servers that take files, for the conformance suite: each counts what stands there, and can go wrong. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { encodeGb18030, type JsonObject } from 'yibiao/adapter'
import type { TestUpstream, UpstreamFault } from 'yibiao/testing'
import { tlsIdentity } from '../../src/upstream/http-test-identity.ts'

export const readLines = (text: string): JsonObject[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonObject)

/**
 * Files by name: PUT, or a form upload and a call that names it. A name that comes again replaces its file.
 *
 * @param kind - at which of the two calls it goes wrong, and what its answers look like
 */
export async function fileServer(kind: 'put' | 'post'): Promise<TestUpstream> {
  const uploaded: string[] = []
  const files = new Map<string, string>()
  let arrived = 0
  let fault: UpstreamFault | undefined

  async function handle(request: IncomingMessage, reply: ServerResponse) {
    const body = Buffer.concat(await request.toArray()).toString()
    if (request.method === 'GET') return void reply.writeHead(200).end('files')
    if (kind === 'post' && request.url === '/upload') {
      uploaded.push(/\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1] ?? '')
      return json(reply, { code: 200, fileName: String(uploaded.length) })
    }
    arrived += 1
    const store = () => {
      if (kind === 'put') files.set(request.url ?? '', body)
      else {
        const { name, path } = JSON.parse(body) as { name: string; path: string }
        files.set(name, uploaded[Number(path) - 1] ?? '')
      }
    }
    const save = () => {
      store()
      return kind === 'put' ? reply.writeHead(201).end() : json(reply, { code: 200 })
    }
    answer(fault, request, reply, { store, save }, kind === 'put' ? body : (uploaded.at(-1) ?? ''))
  }

  const server = createServer((request, reply) => void handle(request, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    rows: () => [...files.values()].flatMap(readLines),
    arrived: () => arrived,
    async setFaults(...faults) {
      fault = faults[0]
      if (fault?.fault === 'away') await close()
    },
    close,
  }
}

const json = (reply: ServerResponse, value: object) =>
  reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))

function answer(
  fault: UpstreamFault | undefined,
  request: IncomingMessage,
  reply: ServerResponse,
  { store, save }: Readonly<Record<'store' | 'save', () => unknown>>,
  content: string,
): void {
  switch (fault?.fault) {
    case 'cutAfterSave':
      store()
      request.socket.destroy()
      return
    case 'cutBeforeSave':
      request.socket.destroy()
      return
    case 'hang':
      return
    case 'slow':
      setTimeout(save, fault.delayMs)
      return
    case 'garbage':
      request.socket.end('no HTTP at all')
      return
    case 'htmlPage':
      reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录</html>')
      return
    case 'emptyBody':
      reply.writeHead(200, { 'content-type': 'application/json' }).end()
      return
    case 'status5xx':
      reply.writeHead(500).end('<html>500</html>')
      return
    case 'throttle':
      reply.writeHead(429, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end()
      return
    case 'redirect':
      reply.writeHead(307, { location: fault.location }).end()
      return
    case 'envelopeFailure':
      json(reply, { code: 500, msg: '系统异常' })
      return
    case 'gbkReply':
      save()
      return
    case 'refuse':
      if (
        readLines(content).some((row) =>
          new RegExp(fault.matches ?? '.', 'u').test(String(row[fault.property ?? 'xm'])),
        )
      )
        reply
          .writeHead(200, { 'content-type': 'application/json;charset=GBK' })
          .end(encodeGb18030(JSON.stringify({ code: 601, msg: fault.text ?? '这一项不对' })))
      else save()
      return
    default:
      save()
  }
}

/** A mailbox: what stands there are the attachments. */
export async function mailServer(): Promise<TestUpstream> {
  const rows: JsonObject[] = []
  let arrived = 0
  let fault: UpstreamFault | undefined
  const server = new SMTPServer({
    key: tlsIdentity.key,
    cert: tlsIdentity.cert,
    authOptional: true,
    closeTimeout: 10,
    async onData(stream, _session, done) {
      const text = Buffer.concat(await stream.toArray()).toString()
      arrived += 1
      const encoded = /Content-Disposition: attachment[\s\S]*?\r\n\r\n([\s\S]*?)(?:\r\n--|$)/.exec(text)?.[1] ?? ''
      rows.push(...readLines(Buffer.from(encoded, 'base64').toString()))
      if (fault?.fault === 'cutAfterSave') await close()
      else if (fault?.fault === 'slow') setTimeout(() => done(), fault.delayMs)
      else if (fault?.fault !== 'hang') done()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await new Promise<void>((resolve) => server.close(resolve))
  }
  return {
    address: String((server.server.address() as AddressInfo).port),
    rows: () => rows,
    arrived: () => arrived,
    async setFaults(...faults) {
      fault = faults[0]
      if (fault?.fault === 'away') await close()
    },
    close,
  }
}
