/** Conformance: what is no positive answer is no success, and what proves nothing is unknown. */
import type { SandboxFault } from '../sandbox/types.ts'
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

/** Faults after which nobody can know what happened. */
const DOUBTS: readonly SandboxFault[] = [
  { fault: 'cutAfterSave' },
  { fault: 'cutBeforeSave' },
  { fault: 'garbage' },
  { fault: 'truncated' },
  { fault: 'htmlPage' },
  { fault: 'emptyBody' },
]

export function unknownGroup({ suite, expect, checkUnless }: Group): void {
  for (const doubt of DOUBTS) {
    checkUnless(whyNot(suite, doubt.fault), `${doubt.fault}: unknown`, async (scene) => {
      await scene.fault(doubt)
      expect(await scene.deliverOne(scene.member(0))).toMatchObject({ state: 'unknown' })
    })
  }

  checkUnless(whyNot(suite, 'cutAfterSave'), 'an answer lost after the save: the row stands', async (scene) => {
    await scene.fault({ fault: 'cutAfterSave' })
    await scene.deliverOne(scene.member(0))
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  checkUnless(
    whyNot(suite, 'status5xx'),
    'a broken server: unknown, unless it promises "not applied"',
    async (scene) => {
      await scene.fault({ fault: 'status5xx' })
      const { state } = await scene.deliverOne(scene.member(0))
      expect(state === 'unknown' || state === 'not-applied').toBe(true)
    },
  )

  checkUnless(whyNot(suite, 'envelopeFailure'), 'a failure told as a success is none', async (scene) => {
    await scene.fault({ fault: 'envelopeFailure' })
    const { state } = await scene.deliverOne(scene.member(0))
    expect(['unknown', 'rejected', 'not-applied'].includes(state)).toBe(true)
  })
}
