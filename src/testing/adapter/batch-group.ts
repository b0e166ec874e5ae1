/** Conformance: one outcome per member, in their order, however many leave in one call. */
import type { Group } from './describe-adapter.ts'
import { isTaken } from './send-group.ts'
import { whyNot } from './suite.ts'

// More would only take longer: what goes wrong with many goes wrong with a few.
const MOST_MEMBERS = 5

export function batchGroup({ suite, sample, expect, check, checkUnless }: Group): void {
  const { batch } = sample.capabilities
  const none = batch ? undefined : 'one record per call'
  const size = Math.min(batch?.max ?? 1, MOST_MEMBERS)
  const indices = Array.from({ length: size }, (_, index) => index)

  check('a parcel of one has one outcome', async (scene) => {
    expect((await scene.deliver(scene.member(0))).length).toBe(1)
  })

  checkUnless(none, 'each member has its outcome, in their order', async (scene) => {
    const outcomes = await scene.deliver(indices.map((index) => scene.member(index)))
    expect(outcomes.map(isTaken)).toEqual(indices.map(() => true))
    expect(await scene.rows()).toEqual(indices.map((index) => scene.payload(index)))
  })

  const noPart = none ?? (size < 3 ? 'too few members' : whyNot(suite, 'refuse'))
  checkUnless(noPart, 'one refused member: the others’ outcomes agree with what stands there', async (scene) => {
    const bad = String(scene.payload(1)[scene.property]).replaceAll(/[^\p{L}\p{N}]/gu, '.')
    await scene.fault({ fault: 'refuse', property: scene.property, matches: `^${bad}$` })
    const outcomes = await scene.deliver(indices.map((index) => scene.member(index)))
    expect(outcomes.length).toBe(size)
    const standing = new Set((await scene.rows()).map((row) => JSON.stringify(row)))
    for (const [index, outcome] of outcomes.entries()) {
      const stands = standing.has(JSON.stringify(scene.payload(index)))
      if (isTaken(outcome)) expect(stands).toBe(true)
      if (outcome.state === 'rejected' || outcome.state === 'not-applied') expect(stands).toBe(false)
    }
    if (batch?.answers === 'each') expect(outcomes[1]?.state).toBe('rejected')
    else expect(outcomes.some(isTaken)).toBe(false)
  })

  checkUnless(
    none ?? whyNot(suite, 'cutAfterSave'),
    'an answer lost after the save: each member is unknown',
    async (scene) => {
      await scene.fault({ fault: 'cutAfterSave' })
      const outcomes = await scene.deliver(indices.map((index) => scene.member(index)))
      expect(outcomes.map(({ state }) => state)).toEqual(indices.map(() => 'unknown'))
    },
  )
}
