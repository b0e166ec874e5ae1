/** Conformance: refusals name the field, waiting times are heard, and nobody there means nothing was sent. */
import type { Group } from './describe-adapter.ts'
import { isTaken } from './send-group.ts'
import { whyNot } from './suite.ts'

const RETRY_AFTER: readonly (readonly [header: string | undefined, retryAfterMs: number | undefined])[] = [
  ['120', 120_000],
  ['0', 0],
  ['-1', undefined],
  ['soon', undefined],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ['1000000000', 1_000_000_000_000],
  [undefined, undefined],
]

export function refusalGroup({ suite, sample, expect, checkUnless }: Group): void {
  checkUnless(whyNot(suite, 'refuse'), 'a refused value is a rejection in the upstream’s own words', async (scene) => {
    const { property } = scene
    await scene.fault({ fault: 'refuse', property, matches: '.', text: '这个值不对' })
    const outcome = await scene.deliverOne(scene.member(0))
    expect(outcome).toMatchObject({ state: 'rejected' })
    if (outcome.state !== 'rejected') return
    expect(['reporter', 'author', 'operator'].includes(outcome.who)).toBe(true)
    expect(outcome.faults.some(({ upstreamText }) => upstreamText?.includes('这个值不对'))).toBe(true)
    // Where the upstream names the property, the fault points into the payload, and nowhere else.
    const pointers = outcome.faults.flatMap(({ pointer }) => pointer ?? [])
    expect(pointers.filter((pointer) => pointer !== `/${property}`)).toEqual([])
    expect(await scene.rows()).toEqual([])
  })

  checkUnless(whyNot(suite, 'refuse'), 'what was refused is taken once it is mended', async (scene) => {
    await scene.fault({ fault: 'refuse', property: scene.property, matches: '.' })
    await scene.deliverOne(scene.member(0))
    await scene.fault()
    expect(isTaken(await scene.deliverOne(scene.member(0, { version: 2 })))).toBe(true)
    expect(await scene.rows()).toEqual([scene.payload(0, 2)])
  })

  for (const [retryAfter, retryAfterMs] of RETRY_AFTER) {
    const title = `throttled with Retry-After ${retryAfter ?? 'missing'}: nothing applied, ${retryAfterMs ?? 'no'} ms`
    checkUnless(whyNot(suite, 'throttle'), title, async (scene) => {
      await scene.fault({ fault: 'throttle', ...(retryAfter !== undefined && { retryAfter }) })
      const outcome = await scene.deliverOne(scene.member(0))
      expect(outcome).toMatchObject({ state: 'not-applied', why: 'throttled' })
      expect('retryAfterMs' in outcome ? outcome.retryAfterMs : undefined).toBe(retryAfterMs)
      expect(await scene.rows()).toEqual([])
    })
  }

  checkUnless(whyNot(suite, 'away'), 'nobody there: provably not applied', async (scene) => {
    await scene.fault({ fault: 'away' })
    expect(await scene.deliverOne(scene.member(0))).toMatchObject({ state: 'not-applied', why: 'unavailable' })
  })

  const noDiagnosis = sample.diagnose ? whyNot(suite, 'away') : 'no diagnose'
  checkUnless(noDiagnosis, 'a diagnosis says that nobody is there', async (scene) => {
    await scene.fault({ fault: 'away' })
    expect((await scene.adapter.diagnose?.(scene.context))?.[0]).toMatchObject({ ok: false })
  })
}
