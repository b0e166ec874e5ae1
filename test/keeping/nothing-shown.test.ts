/**
 * A full run with everything that can quote a person or a secret: refusals in the upstream's words, adapters that throw
 * and log what they shouldn't, log-ins, a crash. Whatever is shown of it afterwards (log, errors, events, statuses, reports, standard
 * output) is searched for every synthetic id number, telephone, name and secret. The ledger and the marked copy keep them: they are
 * the clerk's own.
 */
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Adapter, createGateway, defineUpstream, GatewayError } from 'yibiao'
import { revealSecret, secret } from 'yibiao/adapter'
import { resident } from 'yibiao/schemas'
import { atEnd, configOf, project, sandbox } from '../cli/project.ts'
import { ledgerFile } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'

const PASSWORD = 'sandbox-only-key'
const people = Array.from({ length: 12 }, (_, seed) => syntheticResident(seed + 1))
const forbidden = [
  PASSWORD,
  ...people.flatMap(({ name, idNumber, phone }) => [name, idNumber, ...(phone === undefined ? [] : [phone])]),
]

function expectNothing(shown: string): void {
  const found = forbidden.filter((text) => shown.includes(text))
  expect(found).toEqual([])
}

/** Says back whatever it was told, in every outcome in turn. */
function gossip(said: (text: string) => void): Adapter {
  let count = 0
  return {
    contract: 'v1',
    name: 'gossip',
    capabilities: { operations: ['create', 'update'], maxProcessingMs: 0, idempotency: { lookup: { settleMs: 0 } } },
    prepare: (members) => members[0]?.payload ?? {},
    async send(message, { log }) {
      await revealSecret(secret(PASSWORD), 'password')
      const quote = `${JSON.stringify(message)} 与已有记录重复，密钥 ${PASSWORD}`
      said(quote)
      const { sfzh, xm } = message as { sfzh: string; xm: string }
      log('said', { text: quote, sfzh, xm, name: xm, idNumber: sfzh, phone: 13_900_000_001, key: PASSWORD })
      log(quote)
      switch (count++ % 6) {
        case 0:
          return [{ state: 'rejected', who: 'reporter', faults: [{ upstreamText: quote, upstreamCode: sfzh }] }]
        case 1:
          throw new RangeError(quote)
        case 2:
          return [{ state: 'unknown', detail: quote }]
        case 3:
          return [{ state: 'duplicate', upstreamText: quote }]
        case 4:
          return [{ state: 'delivered', reference: 'row-1' }]
        default:
          return [{ state: 'not-applied', why: 'unavailable', detail: quote }]
      }
    },
    async lookup({ payload }, { log }) {
      log('looked', { payload: JSON.stringify(payload) })
      throw new RangeError(JSON.stringify(payload))
    },
  }
}

describe('nothing is shown', () => {
  test('by the library: log, events, errors, statuses, audit', async () => {
    let heard = ''
    const told: unknown[] = []
    const lines: string[] = []
    const write = (...words: unknown[]) => void lines.push(JSON.stringify(words))
    const logger = { debug: write, info: write, warn: write, error: write }
    const template = residentUpstream('gossip', 'rest-key', 'http://127.0.0.1:9')
    const upstream = defineUpstream({
      name: 'gossip',
      title: '传话系统',
      form: resident,
      contract: template.contract,
      mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' },
      adapter: gossip((text) => {
        heard += text
      }),
      limits: { concurrency: 12, retryGapsMs: [60_000] },
    })
    const gateway = await createGateway({ ledger: ledgerFile(), upstreams: [upstream], logger })
    gateway.on('delivery', (event) => {
      told.push(event)
      throw new RangeError(`${people[0]?.name} ${people[0]?.idNumber}`)
    })
    for (const [i, person] of people.entries()) {
      const submission = await gateway.submit(resident, person, { by: 'tester', clientKey: `c${i}` })
      await submission.settled({ timeoutMs: 300 })
      told.push(submission, await gateway.record(submission.number))
    }
    const errors = [
      () => gateway.submit(resident, { ...people[0], name: '' } as never, { by: 'tester' }),
      () =>
        gateway.submit(resident, { ...people[1], phone: '13900000099' } as never, { by: 'tester', clientKey: 'c0' }),
      () => gateway.submit(resident, people[2] as never, { by: 'tester', record: '2222-2222-2222' }),
    ]
    for (const fails of errors) {
      const error = await fails().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(GatewayError)
      told.push(
        (error as GatewayError).message,
        (error as GatewayError).describe('zh-CN'),
        (error as GatewayError).problems,
      )
    }
    for await (const row of gateway.problems()) told.push(row)
    for await (const row of gateway.receipts()) told.push(row)
    for await (const row of gateway.audit()) told.push(row)
    told.push(await gateway.status())
    await gateway.close()
    // It was quoted, and something was said of it.
    for (const { idNumber } of people.slice(0, 4)) expect(heard).toContain(idNumber)
    expect(lines.length).toBeGreaterThan(20)
    expect(JSON.stringify(told)).toContain('与已有记录重复')
    expectNothing(lines.join('\n'))
    expectNothing(JSON.stringify(told))
  })

  test('by the command: standard output, standard error, JSON and the log file; the marked copy keeps the clerk’s own', async () => {
    const health = await sandbox({ kind: 'rest-key' })
    const civil = await refusing((body) => `${body} 已存在（密钥 ${PASSWORD}）`)
    const { path, write, read, run } = project(configOf({ civil, health: health.url }))
    const rows = people.map(({ idNumber, name, phone }) => `${idNumber},${name},${phone ?? ''}`)
    write('a.csv', `公民身份号码,姓名,联系电话\n${rows.join('\n')}\n509999199001011234,赵小测,1\n`)
    const env = { YIBIAO_LOG: path('yibiao.log'), YIBIAO_LOG_LEVEL: 'debug', DEBUG: '' }
    let shown = ''
    for (const argv of [
      ['submit', 'a.csv', '--form', 'resident', '--wait', '1'],
      ['submit', 'a.csv', '--form', 'resident', '--wait', '0', '--json'],
      ['status'],
      ['status', '--json'],
      ['retry', '--wait', '1', '--json'],
      ['audit', 'verify', '--json'],
      ['status', 'K7M2'],
      ['submit', 'nowhere.csv'],
    ]) {
      const { out, err } = await run(argv, { env })
      shown += out + err
    }
    const number = /\w{4}-\w{4}-\w{4}-1/.exec(read('a.marked.csv'))?.[0] as string
    for (const argv of [
      ['status', number],
      ['status', number, '--json'],
      ['audit', 'show', '--record', number],
    ]) {
      const { out, err } = await run(argv, { env })
      shown += out + err
    }
    const log = readFileSync(path('yibiao.log'), 'utf8')
    expect(shown).toContain('已存在')
    expect(log).toContain('"msg":"delivery"')
    expectNothing(shown)
    expectNothing(log)
    expect(read('a.marked.csv')).toContain(people[0]?.idNumber)
  })

  test('a log without its package, its folder or a known level says what to do', async () => {
    const { run, path } = project(configOf({}))
    const level = await run(['status'], { env: { YIBIAO_LOG: '-', YIBIAO_LOG_LEVEL: 'loud' } })
    expect([level.code, level.err]).toEqual([2, expect.stringContaining('debug、info、warn、error')])
    const folder = await run(['status'], { env: { YIBIAO_LOG: path('no/where.log') } })
    expect([folder.code, folder.err]).toEqual([2, expect.stringContaining('日志文件写不了（ENOENT）')])
  })
})

/** An upstream that refuses everything in words that quote all of it. */
async function refusing(words: (body: string) => string): Promise<string> {
  const answer: RequestListener = (request, reply) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk
    })
    request.on('end', () => {
      reply.writeHead(422, { 'content-type': 'application/json' })
      reply.end(JSON.stringify({ error: { code: 'E1' }, errors: [{ message: words(body), code: 'E1' }] }))
    })
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  atEnd(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
