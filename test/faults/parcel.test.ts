/** 500 records in one call, cut after the save; before the restart one of them is corrected and three more come in. */
import { expect, test } from 'vitest'
import { type HttpSettings, http } from 'yibiao/adapters/http'
import { sandboxSettings } from 'yibiao/testing'
import { openScene } from './scene.ts'
import { tell } from './told.ts'

const MEMBERS = 500

/** All of them in one call, each answered for itself; asked member by member. */
const inOneCall = (url: string): HttpSettings => ({
  ...sandboxSettings('rest-unique', url),
  batch: {
    max: MEMBERS,
    request: { method: 'POST', path: '/records', wrap: '/items' },
    items: { list: '/results', success: { checks: [{ pointer: '/id', present: true }] } },
  },
})

test('a parcel of 500 cut after the save, one member superseded and three new before the restart', async ({ task }) => {
  const scene = await openScene('rest-unique', {
    faults: [{ fault: 'cutAfterSave', healAfter: { times: 1 } }],
    limits: { gatherMs: 1_000, concurrency: 1 },
    upstream: (usual, url) => ({ ...usual, adapter: http(inOneCall(url)) }),
  })
  await scene.submit(MEMBERS)
  scene.clock.advance(1_000)
  await scene.until(async () => (await scene.gateway.status({ states: ['uncertain'] })).counts[0]?.count === MEMBERS, 0)
  expect(scene.sandbox.rows()).toHaveLength(MEMBERS)
  await scene.submit(1, '13900000002', 7)
  await scene.submit(3, '13900000001', MEMBERS)
  await scene.restart()
  await scene.settled()
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.writes()).toHaveLength(MEMBERS + 4)
  const { create, lookup, update } = scene.sandbox.calls()
  tell(task, `503 there, 0 doubled, 1 corrected; ${create} creating calls, ${lookup} look-ups, ${update} update`)
})

test('an upgrade with rows in flight: what left before goes again as it was', async ({ task }) => {
  let mapped = '1'
  const scene = await openScene('rest-key', {
    faults: [{ fault: 'cutAfterSave', healAfter: { times: 5 } }],
    upstream: (usual) => ({ ...usual, mapping: { ...usual.mapping, xb: { const: mapped } } }) as never,
  })
  await scene.submit(5)
  await scene.until(async () => (await scene.gateway.status({ states: ['uncertain'] })).counts[0]?.count === 5, 0)
  mapped = '2'
  await scene.restart()
  await scene.submit(2, '13900000001', 5)
  await scene.settled()
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.rows().map(({ payload }) => payload.xb)).toEqual(['1', '1', '1', '1', '1', '2', '2'])
  tell(task, '5 in flight under the old mapping went again byte for byte, 2 new under the new one, 0 doubled')
})
