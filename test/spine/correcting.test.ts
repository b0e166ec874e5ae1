/** A number is corrected, two records turn out to be one: history stays, nothing stands twice, what names them follows. */
import { expect, test } from 'vitest'
import type { Capabilities } from '../../src/upstream/index.ts'
import { openGateway } from '../fixtures/open-gateway.ts'
import { by, family, person, visit, world } from './named-world.ts'

const OLD = { id: 'p-15', name: '赵小测' }
const why = { ...by, note: '15位换18位' }

/** A person, their family, a visit to them. */
async function start(capabilities?: Capabilities) {
  const made = world(capabilities)
  const opened = await openGateway(made.upstreams)
  const { gateway } = opened
  const one = await (await gateway.submit(person, OLD, by)).settled()
  const home = await (
    await gateway.submit(family, { number: 'h1', headId: OLD.id, members: [{ id: OLD.id, relation: '本人' }] }, by)
  ).settled()
  const visited = await (await gateway.submit(visit, { code: 'v1', personId: OLD.id, note: '好' }, by)).settled()
  return { ...made, ...opened, one, home, visited }
}

test('a corrected key is an update of the same target; the family says the new one, the visit what was true', async () => {
  const { gateway, people, families, visits, one, home, until } = await start()
  const rekeyed = await gateway.rekey(person, one.number, { id: 'p-18' }, why)
  expect((await rekeyed.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
  expect(people.sent).toEqual([
    { operation: 'create', payload: { zh: 'p-15', xm: '赵小测' } },
    { operation: 'update', payload: { zh: 'p-18', xm: '赵小测' } },
  ])
  expect(rekeyed.number.split('-').slice(0, 3)).toEqual(one.number.split('-').slice(0, 3))
  // The family names the person by the new number, in a revision of its own; what upstreams get of it is as before.
  await until(async () => (await gateway.record(home.number)).revision === 2)
  const again = await gateway.preflight(family, {
    number: 'h1',
    headId: 'p-18',
    members: [{ id: 'p-18', relation: '本人' }],
  })
  expect(again).toMatchObject({ record: 'unchanged' })
  expect([families.sent.length, visits.sent.length]).toEqual([1, 1])
  // A later change reaches both ways of naming.
  await gateway.submit(person, { id: 'p-18', name: '赵改名' }, by)
  await until(() => families.sent.length === 2)
  expect(families.sent[1]?.payload).toMatchObject({ hz: '赵改名', cy: [{ xm: '赵改名' }] })
  const actions: string[] = []
  for await (const { action, who, note } of gateway.audit()) actions.push(`${action} ${who} ${note ?? ''}`.trim())
  expect(actions).toContain('rekey li 15位换18位')
  expect(actions).toContain('accept gateway')
})

test('the old key leads to the record: it is refused where somebody hands it in, and read where something names it', async () => {
  const { gateway, one, families, until } = await start()
  await gateway.rekey(person, one.number, { id: 'p-18' }, why)
  await expect(gateway.submit(person, { id: 'p-15', phone: '1' }, by)).rejects.toMatchObject({
    problems: [{ code: 'key_corrected' }],
  })
  await gateway.submit(family, { number: 'h2', headId: 'p-15' }, by)
  await until(() => families.sent.length === 2)
  expect(families.sent[1]?.payload).toEqual({ hh: 'h2', hz: '赵小测' })
  expect(await gateway.preflight(family, { number: 'h2', headId: 'p-18' })).toMatchObject({ record: 'unchanged' })
  // And back again: it was right after all.
  await gateway.rekey(person, one.number, { id: 'p-15' }, by)
  await expect(gateway.submit(person, { id: 'p-18' }, by)).rejects.toMatchObject({
    problems: [{ code: 'key_corrected' }],
  })
})

test('a key that another record has, a field that is no key, a wrong key: refused, and nothing changed', async () => {
  const { gateway, one } = await start()
  await (await gateway.submit(person, { id: 'p-2', name: '钱小样' }, by)).settled()
  await expect(gateway.rekey(person, one.number, { id: 'p-2' }, by)).rejects.toMatchObject({
    problems: [{ code: 'key_taken' }],
  })
  await expect(gateway.rekey(person, one.number, { name: 'x' }, by)).rejects.toMatchObject({
    problems: [{ code: 'rekey_not_key' }],
  })
  await expect(gateway.rekey(person, one.number, { id: '' }, by)).rejects.toMatchObject({ code: 'record-invalid' })
  expect(await gateway.rekey(person, one.number, { id: 'p-15' }, by)).toMatchObject({ state: 'unchanged' })
  expect(await gateway.preflight(person, OLD)).toMatchObject({ record: 'unchanged' })
})

test('an upstream that knows the record by its key alone gets nothing until a person has corrected it there', async () => {
  const { gateway, people, one } = await start({
    operations: ['create', 'update', 'withdraw'],
    maxProcessingMs: 1_000,
    idempotency: { upsert: true },
  })
  const rekeyed = await (await gateway.rekey(person, one.number, { id: 'p-18' }, why)).settled()
  expect(rekeyed.deliveries).toMatchObject([
    { state: 'held', problems: [{ code: 'rekeyed_by_hand', who: 'operator' }] },
  ])
  // Neither a replay nor a later change makes a second one there.
  expect(await gateway.replay({}, by)).toMatchObject({ moved: 0, left: [{ problem: { code: 'rekeyed_by_hand' } }] })
  const later = await (await gateway.submit(person, { id: 'p-18', name: '赵改名' }, by)).settled()
  expect(later.deliveries).toMatchObject([{ state: 'held' }])
  expect(people.sent).toHaveLength(1)
  const said = await gateway.resolve({ upstream: 'people' }, 'delivered', {
    ...by,
    note: '已在该系统更正',
  })
  expect(said).toEqual({ moved: 1, left: [] })
  const free = await (await gateway.submit(person, { id: 'p-18', name: '赵又改' }, by)).settled()
  expect(free.deliveries).toMatchObject([{ state: 'delivered' }])
  expect(people.sent).toHaveLength(2)
})

test('two records that are one: the wrong one is taken back, its numbers lead to the other, and what named it follows', async () => {
  const { gateway, people, families, one, home, visits, until } = await start()
  const right = await (await gateway.submit(person, { id: 'p-18', name: '赵小测一' }, by)).settled()
  const merged = await gateway.merge(person, { from: one.number, into: right.number }, why)
  expect((await merged.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
  expect(people.sent.at(-1)).toMatchObject({ operation: 'withdraw' })
  await until(() => families.sent.length === 2)
  expect(families.sent[1]).toMatchObject({ operation: 'update', payload: { hz: '赵小测一', cy: [{ xm: '赵小测一' }] } })
  expect((await gateway.record(home.number)).revision).toBe(2)
  expect(visits.sent).toHaveLength(1)
  await expect(gateway.submit(person, { id: 'p-15' }, by)).rejects.toMatchObject({
    problems: [{ code: 'key_corrected' }],
  })
  await expect(gateway.submit(person, { name: 'x' } as never, { ...by, record: one.number })).rejects.toMatchObject({
    problems: [{ code: 'record_merged' }],
  })
  for (const pair of [
    { from: one.number, into: right.number },
    { from: right.number, into: right.number },
  ])
    await expect(gateway.merge(person, pair, by)).rejects.toMatchObject({ problems: [{ code: 'merge_refused' }] })
})

test('an upstream that takes nothing back lists the merged record for a person', async () => {
  const { gateway, one } = await start({
    operations: ['create', 'update'],
    maxProcessingMs: 1_000,
    idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
  })
  const right = await (await gateway.submit(person, { id: 'p-18', name: '赵小测' }, by)).settled()
  const merged = await (await gateway.merge(person, { from: one.number, into: right.number }, why)).settled()
  expect(merged.deliveries).toMatchObject([{ state: 'held', problems: [{ code: 'no_withdraw' }] }])
})
