/** The ledger beside an upstream, and what an upstream knows while somebody fills in: by its list and by look-ups. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../../src/base/json.ts'
import { defineContract } from '../../src/contract/index.ts'
import { defineForm, describeField } from '../../src/form/index.ts'
import type { Reconciled } from '../../src/gateway/index.ts'
import { type Adapter, defineUpstream } from '../../src/upstream/index.ts'
import { by, openGateway } from '../fixtures/open-gateway.ts'
import { tinyAdapter } from '../fixtures/tiny-upstream.ts'

const field = (zh: string, en: string, sensitivity?: 'sensitive') => ({
  title: { zh, en },
  ...(sensitivity ? { sensitivity } : {}),
})
const person = defineForm({
  name: 'person',
  title: '人员',
  version: 1,
  key: ['code'],
  schema: z.strictObject({
    code: describeField(z.string(), field('编号', 'Code')),
    name: describeField(z.string().max(4), field('姓名', 'Name')).optional(),
    sex: describeField(z.enum(['1', '2']), field('性别', 'Sex')).optional(),
    income: describeField(z.number(), field('收入', 'Income', 'sensitive')).optional(),
    home: z.strictObject({ town: describeField(z.string(), field('乡镇', 'Town')).optional() }).optional(),
  }),
})
const mapping = {
  id: 'code',
  xm: 'name',
  xb: { code: 'sex', to: { '1': 'M', '2': 'F' } },
  sr: 'income',
  xz: 'home.town',
}

type Row = Record<string, unknown> & { id: string }

/** An upstream that keeps what it is sent, by `id`, with columns of its own beside. */
function upstreamOf(parts: readonly ('list' | 'lookup')[], rule: Record<string, unknown> = mapping) {
  const rows = new Map<string, Row>()
  let asked = 0
  const adapter: Partial<Adapter> = {
    async send(message) {
      for (const { payload } of message as unknown as { payload: Row }[]) {
        rows.set(payload.id, { ...payload, createdBy: 'their own' })
      }
      return [{ state: 'delivered', reference: 'r' }]
    },
    ...(parts.includes('list')
      ? {
          async *list() {
            for (const row of rows.values()) yield row as JsonObject
          },
        }
      : {}),
    ...(parts.includes('lookup')
      ? {
          async lookup({ payload }) {
            asked += 1
            const row = rows.get(String(payload.id))
            if (!row) return { state: 'absent' }
            if (row.hidden) return { state: 'blind', detail: 'no answer' }
            const same = Object.entries(payload).every(([name, value]) => (row[name] ?? null) === value)
            return same ? { state: 'same' } : { state: 'other', payload: row }
          },
        }
      : {}),
  }
  const upstream = defineUpstream({
    name: 'civil',
    title: '民政',
    form: person,
    contract: defineContract({ required: ['id'] }),
    mapping: rule as never,
    adapter: tinyAdapter(adapter),
  })
  return { upstream, rows, asked: () => asked }
}

async function delivered(parts: readonly ('list' | 'lookup')[]) {
  const standIn = upstreamOf(parts)
  const opened = await openGateway([standIn.upstream])
  for (const code of ['1', '2', '3', '4']) {
    const submission = await opened.gateway.submit(person, { code, name: '甲', sex: '1' }, by)
    await submission.settled()
    // What is delivered in the same instant as the comparison starts is no news.
    opened.clock.advance(1)
  }
  standIn.rows.delete('2')
  Object.assign(standIn.rows.get('3') as Row, { xb: 'F', xm: '乙' })
  return { ...standIn, ...opened }
}

const all = async (found: AsyncIterable<Reconciled>) => {
  const list: Reconciled[] = []
  for await (const each of found) list.push(each)
  return list
}
const states = (found: readonly Reconciled[]) => found.map(({ state }) => state).sort()

test.each([['list'], ['lookup']] as const)('equal, changed by field, missing: by %s', async (part) => {
  const { gateway } = await delivered([part])
  const found = await all(gateway.reconcile('civil'))
  expect(states(found)).toEqual(['changed', 'equal', 'equal', 'missing'])
  const changed = found.find(({ state }) => state === 'changed')
  expect(changed).toMatchObject({ number: expect.any(String), revision: 1 })
  expect(changed?.fields).toEqual([
    { pointer: '/xm', field: 'name', title: { zh: '姓名', en: 'Name' } },
    { pointer: '/xb', field: 'sex', title: { zh: '性别', en: 'Sex' } },
  ])
  expect(found.find(({ state }) => state === 'missing')).toMatchObject({ number: expect.any(String), reference: 'r' })
  // Nothing of the records themselves.
  expect(JSON.stringify(found)).not.toMatch(/甲|乙/)
})

test('what only the upstream knows', async () => {
  const { gateway, rows } = await delivered(['list', 'lookup'])
  rows.set('9', { id: '9', xm: '丁' })
  const found = await all(gateway.reconcile('civil'))
  expect(found.filter(({ state }) => state === 'unknown')).toEqual([{ state: 'unknown', position: 4 }])
})

test('a key that the mapping hides is looked up instead; no answer is no news', async () => {
  const standIn = upstreamOf(['list', 'lookup'], { ...mapping, id: { join: ['code', { const: '' }], with: '' } })
  const { gateway } = await openGateway([standIn.upstream])
  await (await gateway.submit(person, { code: '1' }, by)).settled()
  await (await gateway.submit(person, { code: '2' }, by)).settled()
  Object.assign(standIn.rows.get('2') as Row, { hidden: true })
  expect(states(await all(gateway.reconcile('civil')))).toEqual(['equal', 'unseen'])
  expect(standIn.asked()).toBe(2)
})

test('neither list nor look-up, and no such upstream, are the operator’s to mend', async () => {
  const { gateway } = await openGateway([upstreamOf([]).upstream])
  await expect(all(gateway.reconcile('civil'))).rejects.toThrow('can neither list nor look up')
  await expect(all(gateway.reconcile('civl'))).rejects.toThrow('Known: civil')
})

test('it is a stream: whoever has seen enough stops it', async () => {
  const { gateway, asked } = await delivered(['lookup'])
  for await (const _ of gateway.reconcile('civil')) break
  expect(asked()).toBe(1)
})

test('prefill offers what was left empty, shows what differs, and withholds what is sensitive', async () => {
  const { upstream, rows } = upstreamOf(['lookup'])
  const { gateway } = await openGateway([upstream])
  rows.set('1', { id: '1', xm: '甲', xb: 'F', sr: 12, xz: '示例乡', createdBy: 'x' })
  const options = { upstream: 'civil' }
  expect(await gateway.prefill(person, { code: '1', name: '乙' }, options)).toEqual({
    state: 'found',
    values: { sex: '2', home: { town: '示例乡' } },
    conflicts: [{ field: 'name', title: { zh: '姓名', en: 'Name' }, typed: '乙', there: '甲' }],
    withheld: ['income'],
    problems: [],
  })
  const seeing = await gateway.prefill(person, { code: '1' }, { ...options, sensitive: true })
  expect(seeing).toMatchObject({ values: { name: '甲', income: 12 }, withheld: [] })
})

test('prefill drops what the form wouldn’t take, and says so without the value', async () => {
  const { upstream, rows } = upstreamOf(['lookup'])
  const { gateway } = await openGateway([upstream])
  rows.set('1', { id: '1', xm: '一个太长的名字', xb: 'X' })
  const found = await gateway.prefill(person, { code: '1' }, { upstream: 'civil' })
  expect(found.values).toEqual({})
  expect(found.problems.map(({ code, field: at }) => [code, at])).toEqual([
    ['inverse_unreadable', 'sex'],
    ['inverse_unreadable', 'name'],
  ])
  expect(JSON.stringify(found)).not.toContain('太长')
})

test('prefill of what isn’t there, and of what can’t be seen', async () => {
  const { upstream, rows } = upstreamOf(['lookup'])
  const { gateway } = await openGateway([upstream])
  const ask = (code: string) => gateway.prefill(person, { code }, { upstream: 'civil' })
  expect(await ask('7')).toMatchObject({ state: 'absent', values: {} })
  rows.set('8', { id: '8', hidden: true })
  expect(await ask('8')).toMatchObject({ state: 'unseen', detail: 'no answer' })
})
