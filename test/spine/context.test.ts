/** Who hands in, for which division, period and task, reaches the payload: when accepted, foreseen, and planned again. */
import { expect, test } from 'vitest'
import { defineContract } from '../../src/contract/index.ts'
import type { Member } from '../../src/upstream/index.ts'
import { openGateway } from '../fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../fixtures/tiny-upstream.ts'

const contract = defineContract({
  required: ['id', 'qh'],
  properties: { id: { type: 'string' }, xm: { type: 'string', maxLength: 4 }, tbr: {}, qh: {}, sq: {} },
})
const mapping = {
  id: 'code',
  xm: 'name',
  tbr: '$by',
  qh: { pad: '$division', length: 12, with: '0', side: 'end' },
  sq: { date: '$period', as: 'yyyyMM' },
}
const origin = { by: 'li', division: '500103001', period: '2026-11', task: 'autumn' }

function open(more: object = {}) {
  const sent: unknown[] = []
  const adapter = tinyAdapter({
    prepare: (members: readonly Member[]) => members.map(({ payload }) => payload),
    send: async (message) => {
      sent.push(...(message as unknown[]))
      return [{ state: 'delivered' }]
    },
  })
  const upstream = { ...tinyUpstream(adapter), contract, mapping, ...more }
  return openGateway([upstream]).then((opened) => ({ ...opened, sent }))
}

test('submit sends it', async () => {
  const { gateway, sent } = await open()
  await (await gateway.submit(person, { code: '1' }, origin)).settled()
  expect(sent).toEqual([{ id: '1', tbr: 'li', qh: '500103001000', sq: '202611' }])
})

test('preflight asks for what the upstream needs of it, and is content with it', async () => {
  const { gateway } = await open()
  const bare = await gateway.preflight(person, { code: '1' })
  expect(bare.upstreams).toMatchObject([
    {
      state: 'incomplete',
      problems: [{ code: 'incomplete', field: '$division', title: { zh: '区划', en: 'Division' } }],
    },
  ])
  const known = await gateway.preflight(person, { code: '1' }, origin)
  expect(known.upstreams).toEqual([{ upstream: 'tiny', state: 'ready', problems: [] }])
})

test('an upstream may be for one task only', async () => {
  const { gateway } = await open({ when: { path: '$task', is: 'spring' } })
  const { deliveries } = await gateway.submit(person, { code: '1' }, origin)
  expect(deliveries).toMatchObject([{ state: 'not-applicable' }])
  const other = await gateway.submit(person, { code: '2' }, { ...origin, task: 'spring' })
  expect((await other.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
})

test('a delivery that is planned again keeps the context of its revision', async () => {
  let wellLately = false
  const adapter = tinyAdapter({
    prepare: (members: readonly Member[]) => members.map(({ payload }) => payload),
    send: async (message) => {
      if (!wellLately) return [{ state: 'rejected', faults: [], who: 'operator' }]
      expect(message).toEqual([{ id: '1', tbr: 'li', qh: '500103001000', sq: '202611' }])
      return [{ state: 'delivered' }]
    },
  })
  const { gateway } = await openGateway([{ ...tinyUpstream(adapter), contract, mapping }])
  const submission = await gateway.submit(person, { code: '1' }, origin)
  expect((await submission.settled()).deliveries).toMatchObject([{ state: 'rejected' }])
  wellLately = true
  expect(await gateway.replay({}, { by: 'operator' })).toEqual({ moved: 1, left: [] })
  expect((await submission.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
})
