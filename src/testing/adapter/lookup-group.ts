/** Conformance: a look-up compares exactly, and says "absent" only when it can see. */
import type { SandboxFault } from '../sandbox/types.ts'
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

/** Faults of look-ups after which nothing was seen. */
const BLINDNESS: readonly SandboxFault[] = [
  { fault: 'filterIgnored' },
  { fault: 'hidesRows' },
  { fault: 'htmlPage', at: 'lookup' },
  { fault: 'emptyBody', at: 'lookup' },
  { fault: 'status5xx', at: 'lookup' },
  { fault: 'truncated', at: 'lookup' },
  { fault: 'throttle', at: 'lookup' },
]

export function lookupGroup({ suite, sample, expect, checkUnless }: Group): void {
  const none = sample.lookup ? undefined : 'no look-up'
  const { similar, unable } = suite

  checkUnless(none, 'what stands there with this content is the same', async (scene) => {
    await scene.deliverOne(scene.member(1))
    await scene.deliverOne(scene.member(0))
    const found = await scene.look(scene.member(0))
    expect(found.state === 'same' || found.state === 'partial').toBe(true)
  })

  checkUnless(none, 'other content under the key is other', async (scene) => {
    await scene.deliverOne(scene.member(1))
    await scene.deliverOne(scene.member(0))
    expect(await scene.look(scene.member(0, { version: 2 }))).toMatchObject({ state: 'other' })
  })

  checkUnless(none, 'what never came is absent beside one that stands there', async (scene) => {
    await scene.deliverOne(scene.member(1))
    expect(await scene.look(scene.member(0))).toEqual({ state: 'absent' })
  })

  const noSimilar = similar ? undefined : ((typeof unable === 'string' ? unable : unable.similar) ?? 'no similar keys')
  checkUnless(none ?? noSimilar, 'a key that only begins alike is another one', async (scene) => {
    const alike = scene.suite.similar?.(scene.payload(0)) ?? {}
    await scene.deliverOne(scene.member(0, { payload: alike }))
    expect(await scene.look(scene.member(0))).toEqual({ state: 'absent' })
  })

  checkUnless(
    none ?? whyNot(suite, 'hidesProperty'),
    'a property that is not shown makes it partial',
    async (scene) => {
      await scene.deliverOne(scene.member(1))
      await scene.deliverOne(scene.member(0))
      await scene.fault({ fault: 'hidesProperty', property: scene.property })
      expect(await scene.look(scene.member(0))).toMatchObject({ state: 'partial' })
    },
  )

  for (const fault of BLINDNESS) {
    checkUnless(none ?? whyNot(suite, fault.fault), `${fault.fault}: blind, not absent`, async (scene) => {
      await scene.deliverOne(scene.member(1))
      await scene.fault(fault)
      expect(await scene.look(scene.member(0))).toMatchObject({ state: 'blind' })
    })
  }

  checkUnless(none ?? whyNot(suite, 'lie'), 'a save that was only claimed comes out by looking', async (scene) => {
    await scene.deliverOne(scene.member(1))
    await scene.fault({ fault: 'lie' })
    await scene.deliverOne(scene.member(0))
    expect(await scene.look(scene.member(0))).toEqual({ state: 'absent' })
  })

  checkUnless(none, 'a look-up writes nothing', async (scene) => {
    await scene.deliverOne(scene.member(1))
    await scene.look(scene.member(0))
    expect(await scene.rows()).toEqual([scene.payload(1)])
  })
}
