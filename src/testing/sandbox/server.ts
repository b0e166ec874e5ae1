/** A stand-in upstream on a real socket of 127.0.0.1, that keeps its own count and can be made to fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, Behaviour, Call, Setting } from './behaviour.ts'
import { answerControl } from './control.ts'
import { createFaults } from './faults.ts'
import { jeecg } from './jeecg.ts'
import { portal } from './portal.ts'
import { bare, restKey, restUnique } from './rest.ts'
import { ruoyi } from './ruoyi.ts'
import { sightOf } from './sight.ts'
import { createStore } from './store.ts'
import { send, strike } from './strike.ts'
import { createTickets } from './tickets.ts'
import {
  type CallKind,
  type Payload,
  type ReceivedCall,
  SANDBOX_ACCOUNT,
  type Sandbox,
  type SandboxFault,
  type SandboxKind,
  type SandboxOptions,
} from './types.ts'

const BEHAVIOURS: Readonly<Record<SandboxKind, (setting: Setting) => Behaviour>> = {
  ruoyi: (setting) => ruoyi(setting),
  'ruoyi-plus': (setting) => ruoyi(setting, true),
  jeecg,
  'rest-key': restKey,
  'rest-unique': restUnique,
  portal,
  bare,
}

/** Calls kept for whoever looks; more would grow with a long run. */
const MOST_RECEIVED = 100

/** Starts one; close it when done, its sockets keep the process alive. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { kind, keyProperty = 'sfzh', now = Date.now } = options
  const store = createStore(keyProperty, options.store)
  const behaviour = BEHAVIOURS[kind]({
    store,
    keyProperty,
    now,
    repeatGuardMs: options.repeatGuardMs ?? 5_000,
    keyWindowMs: options.keyWindowMs ?? 86_400_000,
    tokenMs: options.tokenMs ?? 3_600_000,
    accounts: options.accounts ?? [SANDBOX_ACCOUNT],
    ownRowsOnly: options.ownRowsOnly ?? false,
  })
  const faults = createFaults(now)
  faults.set([options.faults ?? []].flat())
  const calls: Record<CallKind, number> = { login: 0, create: 0, update: 0, withdraw: 0, lookup: 0, other: 0 }

  const received: ReceivedCall[] = []
  const tickets = createTickets()

  /** Several records in one call are answered one by one. */
  function answerTo(call: Call, kindOfCall: CallKind, fault: SandboxFault | undefined): Answer {
    const one = (body: Call['body']) => behaviour.answer({ ...call, body }, kindOfCall, sightOf(fault))
    const { items } = call.body
    if (!behaviour.several || !Array.isArray(items)) return one(call.body)
    return behaviour.several(
      items.map((item: Payload) => {
        const refusal = faults.refusal(kindOfCall, item)
        return refusal ? behaviour.refusal(refusal) : one(item)
      }),
    )
  }

  function receive(call: Call, request: IncomingMessage, reply: ServerResponse): void {
    if (options.control && call.path.startsWith('/__')) {
      send(reply, answerControl(sandbox, call))
      return
    }
    const kindOfCall = behaviour.kindOf(call.method, call.path)
    calls[kindOfCall] += 1
    const { method, path, headers, text } = call
    const one = { kind: kindOfCall, method, path, query: call.query.toString(), headers, text }
    received.push(one)
    options.onCall?.(one)
    if (received.length > MOST_RECEIVED) received.shift()
    const fault = faults.strike(kindOfCall, () => call.body)
    const answer = () => tickets.answer(path) ?? answerTo(call, kindOfCall, fault)
    if (fault?.fault === 'ticket') send(reply, tickets.take(fault.pending ?? 1, answer))
    else if (fault?.fault === 'lie') send(reply, store.pretending(answer))
    else if (fault) strike(fault, behaviour, answer, request, reply)
    else send(reply, answer())
  }

  const server = createServer((request, reply) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => receive(callOf(request, text), request, reply))
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })

  const sandbox: Sandbox = {
    kind,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rows: () => [...store.rows()],
    writes: () => store.writes(),
    received: () => [...received],
    calls: () => ({ ...calls }),
    setFaults: (...next) => faults.set(next),
    revokeTokens: () => behaviour.revokeTokens(),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }
  return sandbox
}

const NO_QUERY = new URLSearchParams()

function callOf({ url = '/', method = 'GET', headers }: IncomingMessage, text: string): Call {
  const mark = url.indexOf('?')
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? NO_QUERY : new URLSearchParams(url.slice(mark + 1)),
    headers,
    text,
    body: bodyOf(text, String(headers['content-type'] ?? '')),
  }
}

function bodyOf(text: string, type: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  if (type.includes('multipart/form-data')) {
    return Object.fromEntries(
      [...text.matchAll(/name="([^"]*)"\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, name, value]) => [name, value]),
    )
  }
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {}
  } catch {
    return {} // what real back ends say to bad JSON varies; here it is an empty payload
  }
}
