/**
 * The thread of a ledger's connection: it talks to PostgreSQL while the ledger's own thread waits for the answer. What is
 * asked together is sent together (pipelined), so a batch costs one round trip.
 */
import { type MessagePort, workerData } from 'node:worker_threads'
import type { Client, Connection, QueryArrayResult } from 'pg'
import { GatewayError } from '../../base/errors.ts'
import { optionalPackage } from '../../upstream/optional-package.ts'
import type { Answers, ConnectionStart, Failed, Notice, Question, Reply, Request, Result } from './protocol.ts'

// Longer, and a dead server is noticed late; a database across a slow line answers within a second.
const CONNECT_TIMEOUT_MS = 5_000

// Nothing that the ledger asks takes this long, a lock's wait included: the server is gone without saying so.
const ANSWER_TIMEOUT_MS = 60_000

const { url, signal, port, notices, channel } = workerData as ConnectionStart & {
  port: MessagePort
  notices: MessagePort
}
const done = new Int32Array(signal)

let client: Client | undefined

const say = (reply: Reply) => {
  port.postMessage(reply)
  Atomics.add(done, 0, 1)
  Atomics.notify(done, 0)
}

const tell = (notice: Notice) => notices.postMessage(notice)

async function open(before: readonly string[]): Promise<void> {
  await end()
  const { default: pg } = await optionalPackage('pg', () => import('pg'))
  const next = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: channel,
    pipeline: true,
    // As text: the ledger's thread knows what it asked for.
    types: { getTypeParser: () => (text: string | null) => text },
  } as ConstructorParameters<typeof pg.Client>[0])
  // Told to whoever asks next; an idle connection has nobody else to tell.
  next.on('error', () => {
    if (client === next) client = undefined
  })
  next.on('end', () => {
    if (client === next) client = undefined
  })
  next.on('notification', ({ processId, payload }) => {
    if (processId !== (next as Client & { processID: number }).processID) tell({ payload: payload ?? '' })
  })
  try {
    await next.connect()
    for (const text of [...before, `LISTEN ${next.escapeIdentifier(channel)}`]) await next.query(text)
  } catch (error) {
    await next.end().catch(() => {})
    throw error
  }
  client = next
  tell(null)
}

async function end(): Promise<void> {
  const last = client
  client = undefined
  await last?.end().catch(() => {})
}

/** All of them are sent before the first is answered. */
async function run(questions: readonly Question[]): Promise<Answers> {
  const on = client
  if (!on) throw Object.assign(new RangeError('not connected'), { code: 'ENOTCONN' })
  const { stream } = (on as Client & { readonly connection: Connection }).connection
  // In one piece: written one by one, the server would answer one by one, and both would wake each other for each.
  stream.cork()
  const asked = questions.map(({ text, name, values }) =>
    name === undefined
      ? on.query({ text, rowMode: 'array' })
      : on.query({ text, name, rowMode: 'array', values: values as (string | null)[] }),
  )
  stream.uncork()
  const settled = await Promise.allSettled(asked)
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return settled.map((one, index) =>
    one.status === 'fulfilled' && questions[index]?.wanted ? resultOf(one.value) : null,
  )
}

const resultOf = ({ fields, rows, rowCount, command }: QueryArrayResult): Result => ({
  columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
  rows: rows as Result['rows'],
  count: rowCount ?? 0,
  command,
})

// A code of the network, such as EPIPE, has no digit.
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/
// The server ends the session with it: shut down, connection exceptions, time-outs of idle sessions.
const ENDED = /^(57P0|08|25P0[34])/

function failedOf(error: unknown): Failed {
  if (error instanceof GatewayError)
    return { code: error.problems[0]?.code ?? error.code, message: error.message, isLost: true }
  const { code = 'unknown', message } = error as Error & { code?: string }
  return { code, message, isLost: client === undefined || !SQLSTATE.test(code) || ENDED.test(code) }
}

port.on('message', async (request: Request) => {
  try {
    if (request.ask === 'open') {
      await open(request.before)
      say({ answers: [] })
    } else if (request.ask === 'end') {
      await end()
      say({ answers: [] })
      port.close()
      notices.close()
    } else say({ answers: await run(request.questions) })
  } catch (error) {
    const failed = failedOf(error)
    if (failed.isLost) await end()
    say({ failed })
  }
})
