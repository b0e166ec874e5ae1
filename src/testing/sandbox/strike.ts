/** How a stand-in answers while something is wrong with it, and what it has saved by then. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, Behaviour } from './behaviour.ts'
import { toGbk } from './gbk.ts'
import type { SandboxFault } from './types.ts'

const PAGE = '<!DOCTYPE html><html><head><title>登录</title></head><body><form>请登录</form></body></html>'
const BROKEN = '<html><body><h1>502 Bad Gateway</h1></body></html>'

/** Between two bytes of an answer that drips, in ms: short enough that no idle limit ends it. */
const DRIP_MS = 10

/** @param answer - does what the call asks for, and gives what would be said to it */
export function strike(
  fault: SandboxFault,
  behaviour: Behaviour,
  answer: () => Answer,
  request: IncomingMessage,
  reply: ServerResponse,
): void {
  switch (fault.fault) {
    case 'status5xx':
      page(reply, fault.status ?? 502, BROKEN)
      return
    case 'envelopeFailure':
      send(reply, behaviour.failure(fault))
      return
    case 'refuse':
      send(reply, behaviour.refusal(fault))
      return
    case 'throttle':
      if (fault.retryAfter !== undefined) reply.setHeader('retry-after', fault.retryAfter)
      send(reply, { status: 429, body: {} })
      return
    case 'redirect':
      reply.writeHead(307, { location: fault.location }).end()
      return
    case 'slow':
      setTimeout(() => send(reply, answer()), fault.delayMs).unref()
      return
    case 'cutAfterSave':
      answer()
      request.socket.destroy()
      return
    case 'cutBeforeSave':
      request.socket.destroy()
      return
    case 'hang':
      return
    case 'garbage':
      answer()
      request.socket.end('garbage\r\n\r\n')
      return
    case 'truncated':
      truncated(reply, answer())
      return
    case 'drip':
      drip(reply, answer())
      return
    case 'htmlPage':
      page(reply, 200, PAGE)
      return
    case 'emptyBody':
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': 0 }).end()
      return
    case 'gbkReply': {
      const given = answer()
      const type = (given.headers?.['content-type'] ?? 'application/json').replace(/;.*/, '')
      reply
        .writeHead(given.status, { ...given.headers, 'content-type': `${type};charset=GBK` })
        .end(toGbk(textOf(given)))
      return
    }
    case 'filterIgnored':
    case 'hidesProperty':
    case 'hidesRows':
    case 'lie':
    case 'ticket':
      send(reply, answer())
      return
  }
}

export function send(reply: ServerResponse, answer: Answer): void {
  const text = textOf(answer)
  reply
    .writeHead(answer.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...answer.headers,
    })
    .end(text)
}

const textOf = ({ body, headers }: Answer): string =>
  headers !== undefined && typeof body === 'string' ? body : JSON.stringify(body)

function page(reply: ServerResponse, status: number, html: string): void {
  reply.writeHead(status, { 'content-type': 'text/html;charset=utf-8' }).end(html)
}

function truncated(reply: ServerResponse, answer: Answer): void {
  const text = textOf(answer)
  reply.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  reply.write(text.slice(0, Math.floor(text.length / 2)), () => reply.destroy())
}

function drip(reply: ServerResponse, { status }: Answer): void {
  reply.writeHead(status, { 'content-type': 'application/json' })
  const timer = setInterval(() => reply.write(' '), DRIP_MS).unref()
  reply.on('close', () => clearInterval(timer))
}
