/** Records that name others: read through, waited for, followed, frozen; whatever the order they come in. */
import { expect, test } from 'vitest'
import { checkUpstreams } from '../../src/cli/compile-check.ts'
import type { LoadedConfig } from '../../src/cli/config-file.ts'
import type { Upstream } from '../../src/upstream/index.ts'
import { tell } from '../faults/told.ts'
import { openGateway } from '../fixtures/open-gateway.ts'
import { ledgerFile } from './harness.ts'
import { by, family, person, receiving, visit, world } from './named-world.ts'

const zhao = { id: 'p1', name: '赵小测' }
const qian = { id: 'p2', name: '钱小样' }

test('a mapping reads through references, in lists too; the upstream’s own reference is put in', async () => {
  const { families, visits, upstreams } = world()
  const { gateway } = await openGateway(upstreams)
  for (const one of [zhao, qian]) await (await gateway.submit(person, one, by)).settled()
  const household = { number: 'h1', headId: 'p1', members: [{ id: 'p2', relation: '妻' }] }
  await (await gateway.submit(family, household, by)).settled()
  const entry = { code: 'v1', personId: 'p2', note: '好', with: ['p1', 'p2'] }
  const status = await (await gateway.submit(visit, entry, by)).settled()
  expect(status.deliveries).toMatchObject([{ state: 'delivered' }])
  expect(families.payloads()).toEqual([{ hh: 'h1', hz: '赵小测', cy: [{ xm: '钱小样', gx: '妻' }] }])
  expect(visits.payloads()).toEqual([{ bh: 'v1', xm: '钱小样', dxbh: 'P2', tx: ['赵小测', '钱小样'] }])
})

test('what comes before its referent waits, says so, and goes by itself when that is there', async ({ task }) => {
  const { families, visits, upstreams } = world()
  const { gateway, until } = await openGateway(upstreams)
  const early = await gateway.submit(family, { number: 'h1', headId: 'p1' }, by)
  const visited = await gateway.submit(visit, { code: 'v1', personId: 'p1', note: '好' }, by)
  expect(early.deliveries).toMatchObject([
    {
      state: 'blocked',
      problems: [{ code: 'referent_missing', who: 'reporter', field: 'headId', upstream: 'families' }],
    },
  ])
  expect(await gateway.preflight(visit, { code: 'v2', personId: 'p1', note: '好' })).toMatchObject({
    upstreams: [{ state: 'blocked' }],
  })
  await gateway.submit(person, zhao, by)
  await until(() => visits.sent.length === 1 && families.sent.length === 1)
  expect(families.payloads()).toEqual([{ hh: 'h1', hz: '赵小测' }])
  expect(visits.payloads()).toEqual([{ bh: 'v1', xm: '赵小测', dxbh: 'P1' }])
  expect((await visited.settled()).number).toBe(visited.number)
  tell(task, '2 waited for it and say so, both delivered when it came, nothing left before')
})

test('what follows is reported anew where it says something else, what is frozen is not', async () => {
  const { families, visits, upstreams } = world()
  const { gateway, until, turn } = await openGateway(upstreams)
  await (await gateway.submit(person, zhao, by)).settled()
  await (await gateway.submit(family, { number: 'h1', headId: 'p1' }, by)).settled()
  await (await gateway.submit(visit, { code: 'v1', personId: 'p1', note: '好' }, by)).settled()
  await (await gateway.submit(person, { id: 'p1', phone: '139' }, by)).settled()
  for (let i = 0; i < 20; i++) await turn()
  expect(families.sent).toHaveLength(1)
  await (await gateway.submit(person, { id: 'p1', name: '赵改名' }, by)).settled()
  await until(() => families.sent.length === 2)
  expect(families.sent[1]).toEqual({ operation: 'update', payload: { hh: 'h1', hz: '赵改名' } })
  // The visit keeps the name of then, also when it is corrected itself.
  const corrected = await gateway.submit(visit, { code: 'v1', personId: 'p1', note: '很好' }, by)
  expect((await corrected.settled()).deliveries).toMatchObject([{ state: 'unchanged' }])
  const again = await gateway.submit(visit, { code: 'v1', personId: 'p1', note: '都好' }, by)
  expect((await again.settled()).deliveries).toMatchObject([{ state: 'unchanged' }])
  expect(visits.sent).toHaveLength(1)
})

test('a problem with a value that was read through names the other record, and mending it is enough', async () => {
  const { families, upstreams } = world()
  const { gateway, until } = await openGateway(upstreams)
  const nameless = await (await gateway.submit(person, { id: 'p1' }, by)).settled()
  const submission = await gateway.submit(family, { number: 'h1', headId: 'p1' }, by)
  expect(submission.deliveries).toMatchObject([
    {
      state: 'incomplete',
      problems: [
        {
          code: 'incomplete',
          field: 'name',
          title: { zh: '姓名' },
          referent: { form: 'person', place: 'head', key: 'headId', number: nameless.number },
        },
      ],
    },
  ])
  await gateway.submit(person, zhao, by)
  await until(() => families.sent.length === 1)
  expect((await submission.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
})

test('a referent the upstream has not registered is waited for', async () => {
  const { visits, upstreams } = world()
  let isOpen = false
  const people = receiving('P', () => (isOpen ? undefined : { state: 'rejected', faults: [], who: 'operator' }))
  const { gateway, until } = await openGateway([
    { ...(upstreams[0] as (typeof upstreams)[0]), adapter: people.adapter },
    upstreams[2] as (typeof upstreams)[0],
  ])
  await (await gateway.submit(person, zhao, by)).settled()
  const waits = await gateway.submit(visit, { code: 'v1', personId: 'p1', note: '好' }, by)
  expect(waits.deliveries).toMatchObject([
    { state: 'blocked', problems: [{ code: 'referent_unreported', who: 'operator' }] },
  ])
  isOpen = true
  await gateway.replay({ upstream: 'people' }, { by: 'op' })
  await until(() => visits.sent.length === 1)
  expect(visits.payloads()).toEqual([{ bh: 'v1', xm: '赵小测', dxbh: 'P1' }])
})

test('a referent that was taken back is missing; handed in again it is there', async () => {
  const { families, upstreams } = world()
  const { gateway, until } = await openGateway(upstreams)
  const { number } = await (await gateway.submit(person, zhao, by)).settled()
  await gateway.withdraw(person, number, by)
  const submission = await gateway.submit(family, { number: 'h1', headId: 'p1' }, by)
  expect(submission.deliveries).toMatchObject([{ state: 'blocked' }])
  await gateway.submit(person, { ...zhao, phone: '139' }, by)
  await until(() => families.sent.length === 1)
})

test('many dependants are planned anew in chunks, each once', async () => {
  const { families, upstreams } = world()
  const { gateway, until } = await openGateway(upstreams)
  await (await gateway.submit(person, zhao, by)).settled()
  const entries = Array.from({ length: 250 }, (_, i) => ({ entry: { number: `h${i}`, headId: 'p1' } }))
  const many = gateway.submitMany(family, entries, by)
  for await (const _ of many);
  await many.settled()
  expect(families.sent).toHaveLength(250)
  await gateway.submit(person, { id: 'p1', name: '赵改名' }, by)
  await until(() => families.sent.length === 500)
  expect(new Set(families.sent.slice(250).map(({ payload }) => (payload as { hh: string }).hh)).size).toBe(250)
})

test('refAt needs exactly one upstream of its system that takes the other form', async () => {
  const { upstreams } = world()
  await expect(openGateway([upstreams[2] as (typeof upstreams)[0]])).rejects.toMatchObject({
    problems: [{ code: 'reference_no_registrar', upstream: 'visits' }],
  })
  // `yibiao check` says the same beforehand.
  const config = (...given: typeof upstreams) =>
    ({ folder: '.', file: 'yibiao.config.ts', ledger: 'memory:', forms: [], upstreams: given }) satisfies LoadedConfig
  const codes = (...given: typeof upstreams) =>
    checkUpstreams(config(...given)).flatMap(({ findings }) => findings.map(({ code }) => code))
  expect(codes(upstreams[2] as (typeof upstreams)[0])).toContain('reference_no_registrar')
  expect(codes(...upstreams)).not.toContain('reference_no_registrar')
})

test('a gateway that stopped in the middle goes on where it was: no dependant is left out', async () => {
  const ledger = ledgerFile()
  const before = world()
  const open = (upstreams: typeof before.upstreams) => openGateway(upstreams, { ledger })
  const first = await open(before.upstreams)
  await (await first.gateway.submit(person, zhao, by)).settled()
  const entries = Array.from({ length: 350 }, (_, i) => ({ entry: { number: `h${i}`, headId: 'p1' } }))
  const many = first.gateway.submitMany(family, entries, by)
  for await (const _ of many);
  await many.settled()
  await first.gateway.submit(person, { id: 'p1', name: '赵改名' }, by)
  await first.gateway.close({ graceMs: 0 })
  const renamed = () => before.families.sent.filter(({ payload }) => (payload as { hz: string }).hz === '赵改名')
  const sentBefore = renamed().length
  expect(sentBefore).toBeLessThan(350)

  const after = world()
  const second = await open(after.upstreams)
  await second.until(() => sentBefore + after.families.sent.length >= 350, 1_000)
  const all = [...renamed(), ...after.families.sent].map(({ payload }) => (payload as { hh: string }).hh)
  expect(new Set(all).size).toBe(350)
})

test('a change by which an upstream is no longer concerned takes nothing back unasked; a condition waits for whom it asks about', async () => {
  const { families, upstreams } = world()
  const [people, households] = upstreams as unknown as readonly [Upstream, Upstream]
  const living = { ...households, when: { path: 'head.phone', present: false } }
  const { gateway, until } = await openGateway([people, living])
  const early = await gateway.submit(family, { number: 'h1', headId: 'p1' }, by)
  expect(early.deliveries).toMatchObject([{ state: 'blocked' }])
  await gateway.submit(person, zhao, by)
  await until(() => families.sent.length === 1)
  await early.settled()
  await gateway.submit(person, { id: 'p1', phone: '139' }, by)
  await until(async () => (await gateway.record(early.number)).deliveries[0]?.state === 'held')
  expect((await gateway.record(early.number)).deliveries).toMatchObject([{ problems: [{ code: 'no_longer_applies' }] }])
  expect(families.sent).toHaveLength(1)
  // Whoever it was never sent about is simply none of its business.
  await (await gateway.submit(person, { id: 'p2', name: '钱小样', phone: '138' }, by)).settled()
  const other = await gateway.submit(family, { number: 'h2', headId: 'p2' }, by)
  expect(other.deliveries).toMatchObject([{ state: 'not-applicable' }])
})
