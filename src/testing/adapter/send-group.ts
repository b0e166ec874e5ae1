/** Conformance: what was prepared arrives, whole, once, and the outcome says so. */
import type { Outcome } from '../../upstream/outcome.ts'
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

/** States by which an adapter says that the payload was taken. */
export const isTaken = ({ state }: Outcome): boolean =>
  state === 'delivered' || state === 'processing' || state === 'ready'

export function sendGroup({ suite, sample, expect, check, checkUnless }: Group): void {
  const lacks = (operation: 'update' | 'withdraw') =>
    sample.capabilities.operations.includes(operation) ? undefined : `no operation ${operation}`

  check('a record arrives as it was prepared', async (scene) => {
    const outcome = await scene.deliverOne(scene.member(0))
    expect(isTaken(outcome)).toBe(true)
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  check('many at once do not disturb each other', async (scene) => {
    const indices = Array.from({ length: 8 }, (_, index) => index)
    const outcomes = await Promise.all(indices.map((index) => scene.deliverOne(scene.member(index))))
    expect(outcomes.filter((outcome) => !isTaken(outcome))).toEqual([])
    expect((await scene.rows()).length).toBe(8)
  })

  checkUnless(lacks('update'), 'an update replaces the record and no other', async (scene) => {
    await scene.deliverOne(scene.member(0))
    const { reference } = referenceOf(await scene.deliverOne(scene.member(1)))
    const update = scene.member(1, { version: 2, operation: 'update', ...(reference !== undefined && { reference }) })
    expect(isTaken(await scene.deliverOne(update))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0), scene.payload(1, 2)])
  })

  checkUnless(lacks('withdraw'), 'a withdrawal removes the record and no other', async (scene) => {
    await scene.deliverOne(scene.member(0))
    const { reference } = referenceOf(await scene.deliverOne(scene.member(1)))
    const withdraw = scene.member(1, { operation: 'withdraw', ...(reference !== undefined && { reference }) })
    expect(isTaken(await scene.deliverOne(withdraw))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  checkUnless(whyNot(suite, 'slow'), 'a slow answer is waited for', async (scene) => {
    await scene.fault({ fault: 'slow', delayMs: 50 })
    expect(isTaken(await scene.deliverOne(scene.member(0)))).toBe(true)
  })

  checkUnless(whyNot(suite, 'gbkReply'), 'an answer in GBK is read', async (scene) => {
    await scene.fault({ fault: 'gbkReply' })
    expect(isTaken(await scene.deliverOne(scene.member(0)))).toBe(true)
  })

  checkUnless(sample.diagnose ? undefined : 'no diagnose', 'a diagnosis writes nothing', async (scene) => {
    const found = (await scene.adapter.diagnose?.(scene.context)) ?? []
    expect(found.filter(({ ok }) => !ok)).toEqual([])
    expect(found.length > 0).toBe(true)
    expect(await scene.rows()).toEqual([])
  })
}

const referenceOf = (outcome: Outcome): { readonly reference?: string } =>
  'reference' in outcome && outcome.reference !== undefined ? { reference: outcome.reference } : {}
