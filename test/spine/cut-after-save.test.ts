/** The answer is lost once the row is stored, on each kind of upstream that can be asked or overwritten: one row in the end. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Adapter, createGateway, defineContract, defineUpstream, type Gateway } from 'yibiao'
import { soap } from 'yibiao/adapters/soap'
import { type SqlSettings, sql } from 'yibiao/adapters/sql'
import { openService, settingsFor as soapSettings } from '../../adapters/soap/test-service.ts'
import { openPostgres } from '../../adapters/sql/test-postgres.ts'
import { newTable, settingsFor as sqlSettings } from '../../adapters/sql/test-tables.ts'
import { startFaultProxy } from '../fixtures/fault-proxy.ts'
import { person } from '../fixtures/tiny-upstream.ts'

const upstreamOf = (adapter: Adapter) =>
  defineUpstream({
    name: 'grid',
    title: { zh: '网格', en: 'Grid' },
    form: person,
    contract: defineContract<{ sfzh: string; xm?: string }>({
      type: 'object',
      required: ['sfzh'],
      properties: { sfzh: { type: 'string' }, xm: { type: 'string' } },
    }),
    mapping: { sfzh: 'code', xm: 'name' },
    adapter,
    // Real sockets, real time: doubt comes up again soon.
    limits: { retryGapsMs: [50] },
  })

const open: Gateway[] = []
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close({ graceMs: 0 })
})

async function openGateway(adapter: Adapter) {
  const gateway = await createGateway({ ledger: 'memory:', upstreams: [upstreamOf(adapter)] })
  open.push(gateway)
  const states: string[] = []
  gateway.on('delivery', ({ state }) => states.push(state))
  return { gateway, states }
}

/** Hands one record in while the answers are lost, lets them through again, and waits for what comes of it. */
async function cutOnce(adapter: Adapter, heal: () => unknown) {
  const { gateway, states } = await openGateway(adapter)
  await gateway.submit(person, { code: '1', name: '甲' }, { by: 'tester' })
  await expect.poll(() => states).toContain('uncertain')
  await heal()
  await expect.poll(() => states).toContain('delivered')
}

describe('an exchange table', () => {
  let server: Awaited<ReturnType<typeof openPostgres>>
  beforeAll(async () => {
    server = await openPostgres()
  })
  afterAll(() => server.close())

  test.each([
    ['written over by its key', {}],
    ['inserted only, known by our key', { mode: 'insert-only', serial: 'lsh' }],
  ] as const)('%s', async (_, more: Partial<SqlSettings>) => {
    const table = await newTable(server, more.mode)
    const proxy = await startFaultProxy(server.port, 'COMMIT')
    proxy.setFault({ fault: 'cutAfterSave' })
    const columns = ['sfzh', 'xm']
    await cutOnce(
      sql(sqlSettings({ ...server, port: proxy.port }, table, { columns, timeoutMs: 5_000, ...more })),
      () => proxy.setFault(),
    )
    expect(proxy.seen()).toBeGreaterThanOrEqual(2)
    expect(await server.query(`SELECT sfzh, xm FROM ${table}`)).toEqual([{ sfzh: '1', xm: '甲' }])
    await proxy.close()
  })

  test('with a flag: nothing is delivered before the importer says so, and its refusal comes to the field', async () => {
    const table = await newTable(server)
    const receipt = { column: 'clbz', pending: '0', done: ['1'], refused: ['2'], error: 'cwxx', pollAfterMs: 1_000 }
    const columns = ['sfzh', 'xm']
    const adapter = sql(sqlSettings(server, table, { columns, timeoutMs: 5_000, receipt }))
    const { gateway, states } = await openGateway(adapter)
    for (const code of ['1', '2']) await gateway.submit(person, { code, name: '甲' }, { by: 'tester' })
    await expect.poll(() => states.filter((state) => state === 'processing')).toHaveLength(2)
    expect(states).not.toContain('delivered')
    await server.query(`UPDATE ${table} SET clbz = '1' WHERE sfzh = '1'`)
    await server.query(`UPDATE ${table} SET clbz = '2', cwxx = 'xm 与身份证不符' WHERE sfzh = '2'`)
    await expect.poll(() => states).toEqual(expect.arrayContaining(['delivered', 'rejected']))
    const problems = await Array.fromAsync(gateway.problems())
    expect(problems).toMatchObject([
      { problems: [{ field: 'name', who: 'reporter', upstreamText: 'xm 与身份证不符' }] },
    ])
  })
})

describe('a SOAP service', () => {
  const { idempotency: _upsert, ...askable } = soapSettings('http://127.0.0.1:9/')
  test.each([
    ['written over by its key', soapSettings],
    ['looked up', (endpoint: string) => ({ ...askable, endpoint })],
  ] as const)('%s', async (_, settingsOf) => {
    const service = await openService()
    await service.setFaults({ fault: 'cutAfterSave' })
    await cutOnce(soap({ ...settingsOf(service.address), timeoutMs: 5_000 }), () => service.setFaults())
    expect(service.rows()).toEqual([{ sfzh: '1', xm: '甲' }])
    await service.close()
  })
})
