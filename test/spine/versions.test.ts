/** A form's next version: what is stored comes up to date when it is read, revised, named, or all at once; never back. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract } from '../../src/contract/index.ts'
import { defineForm } from '../../src/form/index.ts'
import { createGateway } from '../../src/gateway/create.ts'
import { defineUpstream, type Upstream } from '../../src/upstream/index.ts'
import { tinyAdapter } from '../fixtures/tiny-upstream.ts'
import { by, ledgerFile } from './harness.ts'
import { receiving } from './named-world.ts'

const first = defineForm({
  name: 'person',
  title: '人员',
  version: 1,
  key: ['id'],
  schema: z.strictObject({ id: z.string(), tel: z.string().optional(), sex: z.string().optional() }),
})
const second = defineForm({
  name: 'person',
  title: '人员',
  version: 2,
  key: ['id'],
  schema: z.strictObject({ id: z.string(), phone: z.string().optional(), sex: z.enum(['1', '2']).optional() }),
  upgrade: { 1: { rename: { tel: 'phone' } } },
})
const family = defineForm({
  name: 'family',
  title: '家庭',
  version: 1,
  key: ['number'],
  schema: z.strictObject({ number: z.string(), headId: z.string() }),
  references: { head: { key: 'headId', form: second, mode: 'follow' } },
})
const contract = defineContract<{ id: string; dh?: string }>({ type: 'object' })
const old = defineUpstream({
  name: 'people',
  title: '人口',
  form: first,
  contract,
  mapping: { id: 'id', dh: 'tel' },
  adapter: tinyAdapter(),
})
const now = defineUpstream({
  name: 'people',
  title: '人口',
  form: second,
  contract,
  mapping: { id: 'id', dh: 'phone' },
  adapter: tinyAdapter(),
})

async function stored(...entries: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const ledger = ledgerFile()
  await using gateway = await createGateway({ ledger, upstreams: [old] })
  for (const entry of entries) await (await gateway.submit(first, entry as never, by)).settled()
  return ledger
}
const open = (ledger: string, ...upstreams: readonly Upstream[]) => createGateway({ ledger, upstreams })

test('a stored record is merged, compared and named as it would be now', async () => {
  const ledger = await stored({ id: '1', tel: '139' })
  const homes = receiving('F')
  const families = defineUpstream({
    name: 'families',
    title: '住户',
    form: family,
    contract: defineContract<{ dh: string }>({ type: 'object' }),
    mapping: { dh: 'head.phone' },
    adapter: homes.adapter,
  })
  await using gateway = await open(ledger, now, families)
  expect((await gateway.submit(second, { id: '1', phone: '139' }, by)).state).toBe('unchanged')
  await (await gateway.submit(family, { number: 'h', headId: '1' }, by)).settled()
  expect(homes.payloads()).toEqual([{ dh: '139' }])
  const revised = await (await gateway.submit(second, { id: '1', sex: '1' }, { ...by, base: 1 })).settled()
  expect(revised).toMatchObject({ revision: 2, deliveries: [{ state: 'unchanged' }] })
})

test('an entry of an older version is brought up to date; one of a newer is refused', async () => {
  const ledger = await stored({ id: '1' })
  await using gateway = await open(ledger, now)
  const draft = { id: '1', tel: '138' } as never
  expect(await gateway.preflight(second, draft, { formVersion: 1 })).toMatchObject({ record: 'revised', problems: [] })
  await gateway.submit(second, draft, { ...by, formVersion: 1 })
  expect((await gateway.submit(second, { id: '1', phone: '138' }, by)).state).toBe('unchanged')
  await expect(gateway.submit(second, { id: '2' }, { ...by, formVersion: 3 })).rejects.toMatchObject({
    problems: [{ code: 'form_newer' }],
  })
})

test('all at once, and again after a stop: nothing is sent, what does not fit is listed, an older program refuses', async () => {
  const ledger = await stored({ id: '1', tel: '139' }, { id: '2', sex: '9' }, { id: '3' })
  {
    await using gateway = await open(ledger, now)
    expect(await gateway.upgrade({ by: 'op', dryRun: true })).toMatchObject({
      upgraded: 2,
      left: [{ problems: [{ field: 'sex' }] }],
    })
    const stop = new AbortController()
    stop.abort()
    expect(await gateway.upgrade({ by: 'op', signal: stop.signal })).toEqual({ upgraded: 0, left: [] })
    expect(await gateway.upgrade({ by: 'op' })).toMatchObject({ upgraded: 2, left: [{ problems: [{ field: 'sex' }] }] })
    expect(await gateway.upgrade({ by: 'op' })).toMatchObject({ upgraded: 0 })
    expect((await gateway.status()).counts).toEqual([{ upstream: 'people', state: 'delivered', count: 3 }])
    const actions: string[] = []
    for await (const { action, who } of gateway.audit()) if (action === 'upgrade') actions.push(who)
    expect(actions).toEqual(['op', 'op'])
  }
  await using back = await open(ledger, old)
  await expect(back.submit(first, { id: '1', tel: '1' }, by)).rejects.toMatchObject({
    code: 'form-version',
    problems: [{ code: 'form_newer', who: 'operator' }],
  })
  // What was never written anew is still its own.
  expect(await back.submit(first, { id: '2', tel: '1' }, by)).toMatchObject({ state: 'accepted' })
})
