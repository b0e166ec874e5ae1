import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createGateway, defineContract, defineUpstream } from 'yibiao'
import type { Adapter, Member } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { memberOf, stored } from '../../test/fixtures/send-context.ts'
import { person } from '../../test/fixtures/tiny-upstream.ts'
import { openrosa } from './index.ts'
import { openServer, settingsFor } from './test-server.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function server(kind?: 'central' | 'kobo') {
  const opened = await openServer(kind)
  closers.push(opened.close)
  const adapter = openrosa(settingsFor(opened.address))
  const send = async (member: Member) => (await adapter.send(stored(adapter.prepare([member])), createSendContext()))[0]
  return { ...opened, adapter, send }
}

const A = { sfzh: '509999199001010015', xm: '测试' }
const B = { ...A, xm: '测试二' }

/** A server that answers everything with this. */
async function answering(status: number, body: string, type = 'text/xml') {
  const stub = createServer((_request, reply) => reply.writeHead(status, { 'content-type': type }).end(body))
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve))
  closers.push(() => stub.close())
  const adapter = openrosa(settingsFor(`http://127.0.0.1:${(stub.address() as AddressInfo).port}/submission`))
  return (await adapter.send(adapter.prepare([memberOf(A)]), createSendContext()))[0]
}
const response = (message: string) =>
  `<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message>${message}</message></OpenRosaResponse>`

/** A gateway that delivers people to this server; doubt comes up again soon. */
async function openGateway(adapter: Adapter) {
  const upstream = defineUpstream({
    name: 'central',
    title: { zh: '调查', en: 'Survey' },
    form: person,
    contract: defineContract<{ sfzh: string; xm?: string }>({
      type: 'object',
      required: ['sfzh'],
      properties: { sfzh: { type: 'string' }, xm: { type: 'string' } },
    }),
    mapping: { sfzh: 'code', xm: 'name' },
    adapter,
    limits: { retryGapsMs: [50] },
  })
  const gateway = await createGateway({ ledger: 'memory:', upstreams: [upstream] })
  closers.push(() => gateway.close({ graceMs: 0 }))
  return gateway
}

describe('an edit is a new version', () => {
  test('with an instanceID of its own and the one that it takes the place of', async () => {
    const { send, versions, rows } = await server()
    const first = await send(memberOf(A, 1))
    const reference = versions()[0]!.instanceID
    expect(first).toEqual({ state: 'delivered', reference })
    await send(memberOf(B, 2, { operation: 'update', reference }))
    expect(versions()[1]).toMatchObject({ deprecatedID: reference, payload: B })
    expect(versions()[1]!.instanceID).not.toBe(reference)
    expect(rows()).toEqual([B])
  })

  test.each(['central', 'kobo'] as const)('%s: the same bytes again are delivered, and one version', async (kind) => {
    const { send, versions } = await server(kind)
    await send(memberOf(A))
    const reference = versions()[0]!.instanceID
    expect(await send(memberOf(A))).toEqual({ state: 'delivered', reference })
    const edit = memberOf(B, 2, { operation: 'update', reference })
    expect(await send(edit)).toEqual(await send(edit))
    expect(versions()).toHaveLength(2)
  })

  test('other bytes under an instanceID are never delivered', async () => {
    const { send, rows } = await server()
    await send(memberOf(A, 1))
    expect(await send(memberOf(B, 1))).toMatchObject({
      state: 'rejected',
      who: 'operator',
      faults: [{ upstreamText: 'A submission already exists with this ID, but with different XML.' }],
    })
    expect(rows()).toEqual([A])
  })

  test('an edit of what somebody edited meanwhile, or of nothing, is refused; without a reference nothing is made', async () => {
    const { send, versions, rows } = await server()
    await send(memberOf(A, 1))
    const reference = versions()[0]!.instanceID
    await send(memberOf(B, 2, { operation: 'update', reference }))
    const stale = await send(memberOf(A, 3, { operation: 'update', reference }))
    expect(stale).toMatchObject({ state: 'rejected', faults: [{ upstreamText: /out of date/ }] })
    const gone = await send(memberOf(A, 4, { operation: 'update', reference: 'uuid:none' }))
    expect(gone).toMatchObject({ state: 'rejected' })
    await expect(send(memberOf(A, 5, { operation: 'update' }))).rejects.toThrow()
    expect(rows()).toEqual([B])
  })

  test.each(['central', 'kobo'] as const)(
    '%s: A, B, A with lost answers is one record, each edit once',
    async (kind) => {
      const { adapter, versions, rows, setFaults } = await server(kind)
      const gateway = await openGateway(adapter)
      for (const name of ['甲', '乙', '甲']) {
        await setFaults?.({ fault: 'cutAfterSave', healAfter: { times: 1 } })
        const submission = await gateway.submit(person, { code: '1', name }, { by: 'tester' })
        expect(await submission.settled()).toMatchObject({ deliveries: [{ state: 'delivered' }] })
      }
      expect(versions().map(({ payload }) => payload.xm)).toEqual(['甲', '乙', '甲'])
      const [first, second, third] = versions()
      expect([second!.deprecatedID, third!.deprecatedID]).toEqual([first!.instanceID, second!.instanceID])
      expect(new Set(versions().map(({ instanceID }) => instanceID)).size).toBe(3)
      expect(rows()).toEqual([{ sfzh: '1', xm: '甲' }])
    },
  )

  test('corrected while the first answer is lost: the edit names what the lost one made', async () => {
    const { adapter, versions, rows, setFaults } = await server()
    const gateway = await openGateway(adapter)
    const states: string[] = []
    gateway.on('delivery', ({ state }) => states.push(state))
    await setFaults?.({ fault: 'cutAfterSave' })
    await gateway.submit(person, { code: '1', name: '甲' }, { by: 'tester' })
    await expect.poll(() => states).toContain('uncertain')
    const corrected = await gateway.submit(person, { code: '1', name: '乙' }, { by: 'tester' })
    await setFaults?.()
    expect(await corrected.settled()).toMatchObject({ deliveries: [{ state: 'delivered' }] })
    expect(versions()).toMatchObject([{ payload: { xm: '甲' } }, { deprecatedID: versions()[0]!.instanceID }])
    expect(rows()).toEqual([{ sfzh: '1', xm: '乙' }])
  })
})

test('what leaves: form, version, elements, meta in its namespace; the headers OpenRosa asks for', async () => {
  const { adapter, send, headers } = await server()
  const { instanceID, xml } = adapter.prepare([memberOf({ xm: '甲<&', cy: [{ xm: '乙' }, { xm: '丙' }], dz: null })])
  expect(instanceID).toMatch(/^uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(xml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><data id="residents" version="2026" xmlns:orx="http://openrosa.org/xforms">' +
      '<xm>甲&lt;&amp;</xm><cy><xm>乙</xm></cy><cy><xm>丙</xm></cy><dz/>' +
      `<orx:meta><orx:instanceID>${instanceID}</orx:instanceID></orx:meta></data>`,
  )
  await send(memberOf(A))
  expect(headers[0]).toMatchObject({ 'x-openrosa-version': '1.0', date: expect.stringMatching(/ GMT$/) })
})

test('names that can’t be elements, and its own, are told when the record is planned', async () => {
  const { adapter } = await server()
  expect(adapter.validate?.({ '1x': 'a', meta: 'b', xm: '\u0001' }).map(({ pointer }) => pointer)).toEqual([
    '/xm',
    '/1x',
    '/meta',
  ])
})

test.each(['central', 'kobo'] as const)('%s: a form that takes nothing any more shuts the gate', async (kind) => {
  const { send, shut } = await server(kind)
  shut()
  expect(await send(memberOf(A))).toMatchObject({ state: 'not-applied', why: { barred: 'closed' } })
})

test.each([
  [202, response('taken, not processed'), { state: 'unknown' }],
  [200, response('fine'), { state: 'unknown' }],
  [409, response('Duplicate submission'), { state: 'rejected' }],
  [409, '<html/>', { state: 'unknown' }],
  [401, response('no'), { state: 'not-applied', why: { barred: 'credentials' } }],
  [403, response('no'), { state: 'not-applied', why: { barred: 'right' } }],
  [
    413,
    '<html><title>413 Too Large</title></html>',
    { state: 'rejected', faults: [{ upstreamText: '413 Too Large' }] },
  ],
  [500, response('unknown internal problem'), { state: 'unknown' }],
] as const)('%i %s', async (status, body, outcome) => {
  expect(await answering(status, body)).toMatchObject(outcome)
})
