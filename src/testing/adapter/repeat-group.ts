/** Conformance: after a lost answer the record stands once, by whatever the upstream has against doubling. */
import type { Group } from './describe-adapter.ts'
import { isTaken } from './send-group.ts'
import { whyNot } from './suite.ts'

export function repeatGroup({ suite, sample, expect, check, checkUnless }: Group): void {
  const { key, upsert, lookup } = sample.capabilities.idempotency ?? {}
  const noKey = key ? undefined : 'no idempotency key'
  const noUpsert = upsert ? undefined : 'no overwrite by key'
  const noLookup = lookup && sample.lookup ? undefined : 'no look-up'
  const noCut = whyNot(suite, 'cutAfterSave')

  check('capabilities and methods agree', async ({ adapter }) => {
    expect(adapter.capabilities.idempotency?.lookup !== undefined).toBe(adapter.lookup !== undefined)
    expect(adapter.capabilities.operations.length > 0).toBe(true)
    expect(Number.isFinite(adapter.capabilities.maxProcessingMs)).toBe(true)
  })

  checkUnless(noKey, 'the same key again: taken, and one row', async (scene) => {
    const member = scene.member(0)
    const first = await scene.deliverOne(member)
    const again = await scene.deliverOne(member, { attempt: 2 })
    expect([isTaken(first), isTaken(again)]).toEqual([true, true])
    expect((await scene.rows()).length).toBe(1)
  })

  checkUnless(noKey ?? noCut, 'cut after the save, the same key again: taken, and one row', async (scene) => {
    await scene.fault({ fault: 'cutAfterSave' })
    await scene.deliverOne(scene.member(0))
    await scene.fault()
    expect(isTaken(await scene.deliverOne(scene.member(0), { attempt: 2 }))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  checkUnless(noUpsert, 'the same natural key again overwrites that row and no other', async (scene) => {
    await scene.deliverOne(scene.member(0))
    await scene.deliverOne(scene.member(1))
    expect(isTaken(await scene.deliverOne(scene.member(1, { version: 2 })))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0), scene.payload(1, 2)])
  })

  checkUnless(noUpsert ?? noCut, 'cut after the save, sent again: overwritten, one row', async (scene) => {
    await scene.fault({ fault: 'cutAfterSave' })
    await scene.deliverOne(scene.member(0))
    await scene.fault()
    expect(isTaken(await scene.deliverOne(scene.member(0), { attempt: 2 }))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  checkUnless(noLookup ?? noCut, 'cut after the save, then looked up: it stands, once', async (scene) => {
    await scene.deliverOne(scene.member(1))
    await scene.fault({ fault: 'cutAfterSave' })
    await scene.deliverOne(scene.member(0))
    await scene.fault()
    const { state } = await scene.look(scene.member(0))
    expect(state === 'same' || state === 'partial').toBe(true)
    expect((await scene.rows()).length).toBe(2)
  })

  checkUnless(noLookup, 'a repeat is never a rejection', async (scene) => {
    await scene.deliverOne(scene.member(0))
    const repeat = await scene.deliverOne(scene.member(0), { attempt: 2 })
    expect(repeat.state === 'rejected').toBe(false)
    if (repeat.state === 'delivered') expect((await scene.rows()).length).toBe(1)
  })
}
