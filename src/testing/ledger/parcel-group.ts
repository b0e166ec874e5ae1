/** Several deliveries in one call (I10): they leave together, come back together, and part only on evidence. */
import type { Outcome } from '../../upstream/outcome.ts'
import type { Group } from './describe-ledger.ts'
import { REFUSAL, type Scene, type UpstreamName } from './scene.ts'

const delivered: Outcome = { state: 'delivered' }
const unknown: Outcome = { state: 'unknown', detail: 'cut' }
const refused: Outcome = { state: 'rejected', faults: [{ upstreamText: 'no' }], who: 'reporter' }

const acceptAll = async (scene: Scene, upstream: UpstreamName, keys: string) => {
  for (const key of keys) await scene.accept({ key, content: key, upstreams: [upstream] })
}
/** Contents of each parcel that is taken now, in order. */
const takeContents = async (scene: Scene, upstream: UpstreamName) => {
  const { due } = await scene.due(upstream)
  const { claims } = await scene.claim(upstream, due)
  const content = (delivery: number) =>
    (JSON.parse(due.find((one) => one.delivery === delivery)?.body ?? '{}') as { content: string }).content
  return claims.map((claim) => ({ claim, contents: claim.deliveries.map(content).join('') }))
}
type Parcels = Awaited<ReturnType<typeof takeContents>>
const contents = (parcels: Parcels) => parcels.map((parcel) => parcel.contents)
const only = (parcels: Parcels) => {
  if (parcels.length !== 1) throw new RangeError(`one parcel expected, not ${parcels.length}`)
  return parcels[0] as Parcels[0]
}

export function parcelGroup({ check, expect, query, reopen }: Group): void {
  check('takes as many as the upstream does, in order, one operation in each', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abcd')
    const parcels = await takeContents(scene, 'batch-each')
    expect(contents(parcels)).toEqual(['abc', 'd'])
    for (const { claim } of parcels)
      await scene.settle('batch-each', { claim }, ...claim.deliveries.map(() => delivered))
    await acceptAll(scene, 'batch-each', 'e')
    await scene.accept({ key: 'a', content: 'z', upstreams: ['batch-each'] })
    expect(contents(await takeContents(scene, 'batch-each'))).toEqual(['e', 'z'])
  })

  check('has a key of its own, made of its members’, and is one send of the rate', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const { due } = await scene.due('batch-each')
    const { claims } = await scene.claim('batch-each', due)
    expect(claims).toMatchObject([{ deliveries: due.map(({ delivery }) => delivery), attempt: 1 }])
    const keys = due.map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set([...keys, claims[0]?.parcelKey]).size).toBe(4)
    if (!query) return
    expect(query('SELECT position, key FROM parcel_member ORDER BY position')).toEqual(
      keys.map((key, position) => ({ position, key })),
    )
  })

  check('whose answer names each settles each', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const parcel = only(await takeContents(scene, 'batch-each'))
    const { moved } = await scene.settle('batch-each', parcel, delivered, refused, {
      state: 'delivered',
      reference: 'r',
    })
    expect(moved).toMatchObject([
      { state: 'delivered' },
      { state: 'rejected', problems: [REFUSAL] },
      { state: 'delivered', reference: 'r' },
    ])
  })

  check('goes again whole after a cut, the same message under the same key', async (scene) => {
    await acceptAll(scene, 'batch-whole', 'abc')
    const first = only(await takeContents(scene, 'batch-whole'))
    await scene.settle('batch-whole', first, unknown, unknown, unknown)
    await acceptAll(scene, 'batch-whole', 'd')
    scene.clock.advance(60_000)
    const { due } = await scene.due('batch-whole')
    expect(new Set(due.filter(({ act }) => act === 'resend').map(({ message }) => message))).toEqual(
      new Set(['{"content":"a"}\n{"content":"b"}\n{"content":"c"}']),
    )
    const { claims } = await scene.claim('batch-whole', due)
    expect(claims.map(({ deliveries }) => deliveries.length)).toEqual([1, 3])
    expect(claims[1]).toMatchObject({ parcel: first.claim.parcel, parcelKey: first.claim.parcelKey, attempt: 2 })
  })

  check('goes again whole after a crash', async (scene) => {
    await acceptAll(scene, 'batch-whole', 'abc')
    const first = only(await takeContents(scene, 'batch-whole'))
    if (!reopen) return
    await scene.crash(reopen)
    const again = only(await takeContents(scene, 'batch-whole'))
    expect(again).toMatchObject({ contents: 'abc', claim: { parcel: first.claim.parcel, attempt: 2 } })
  })

  check('of which one was superseded meanwhile is looked up member by member', async (scene) => {
    await acceptAll(scene, 'batch-lookup', 'abc')
    const parcel = only(await takeContents(scene, 'batch-lookup'))
    await scene.settle('batch-lookup', parcel, unknown, unknown, unknown)
    await scene.accept({ key: 'a', content: 'z', upstreams: ['batch-lookup'] })
    scene.clock.advance(60_000)
    const looks = await takeContents(scene, 'batch-lookup')
    expect(looks.map(({ claim, contents: [content] }) => [claim.act, content])).toEqual([
      ['lookup', 'a'],
      ['lookup', 'b'],
      ['lookup', 'c'],
    ])
    for (const look of looks) await scene.settle('batch-lookup', look, { found: { state: 'absent' } })
    // The first content of “a” is moot; the rest leaves together, with what is new.
    expect(contents(await takeContents(scene, 'batch-lookup'))).toEqual(['bcz'])
  })

  check(
    'answered in part: who is in doubt goes alone, under its own key where the upstream knows items',
    async (scene) => {
      await acceptAll(scene, 'batch-each', 'abc')
      const { due } = await scene.due('batch-each')
      const { claims } = await scene.claim('batch-each', due)
      await scene.settle('batch-each', { claim: claims[0] as Parcels[0]['claim'] }, delivered, unknown, delivered)
      scene.clock.advance(60_000)
      const again = await scene.due('batch-each')
      expect(again.due).toMatchObject([{ act: 'resend', idempotencyKey: due[1]?.idempotencyKey }])
      const next = await scene.claim('batch-each', again.due)
      expect(next.claims).toMatchObject([{ attempt: 1, parcelKey: due[1]?.idempotencyKey }])
      const settled = await scene.settle('batch-each', { claim: next.claims[0] as Parcels[0]['claim'] }, delivered)
      expect(settled.moved).toMatchObject([{ state: 'delivered' }])
    },
  )

  check('answered in part under a key of the call: who is in doubt is looked up, never sent alone', async (scene) => {
    await acceptAll(scene, 'batch-whole', 'abc')
    const parcel = only(await takeContents(scene, 'batch-whole'))
    await scene.settle('batch-whole', parcel, delivered, unknown, delivered)
    scene.clock.advance(60_000)
    expect((await scene.due('batch-whole')).due).toMatchObject([{ act: 'lookup' }])
  })

  check('refused as one is halved until the one that is wrong stands alone, at no cost to anybody', async (scene) => {
    await acceptAll(scene, 'batch-whole', 'abc')
    const sizes: number[] = []
    for (let round = 0; round < 5; round++) {
      for (const { claim, contents: sent } of await takeContents(scene, 'batch-whole')) {
        sizes.push(sent.length)
        const answer = sent.includes('b') ? refused : delivered
        await scene.settle('batch-whole', { claim }, ...claim.deliveries.map(() => answer))
      }
    }
    expect(sizes).toEqual([3, 2, 1, 1, 1])
    expect(await scene.counts()).toEqual({ delivered: 2, rejected: 1 })
    expect((await scene.rows()).map(({ delivery }) => delivery.tries)).toEqual([0, 0, 0])
  })

  check('refused for one member: the others go again at once, without it', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const parcel = only(await takeContents(scene, 'batch-each'))
    const neighbour: Outcome = { state: 'not-applied', why: 'parcel' }
    await scene.settle('batch-each', parcel, neighbour, refused, neighbour)
    expect(contents(await takeContents(scene, 'batch-each'))).toEqual(['ac'])
  })

  check('put off as a whole stays one parcel, due when the latest of its members is', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const parcel = only(await takeContents(scene, 'batch-each'))
    const waits = [60_000, 90_000, 70_000].map(
      (retryAfterMs): Outcome => ({ state: 'not-applied', why: 'unavailable', retryAfterMs }),
    )
    await scene.settle('batch-each', parcel, ...waits)
    scene.clock.advance(89_000)
    expect((await scene.due('batch-each')).due).toEqual([])
    scene.clock.advance(1_000)
    expect(only(await takeContents(scene, 'batch-each'))).toMatchObject({
      contents: 'abc',
      claim: { parcel: parcel.claim.parcel, attempt: 2 },
    })
  })

  check('with one ticket is asked about once; each answer goes to its own', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const parcel = only(await takeContents(scene, 'batch-each'))
    const ticket: Outcome = { state: 'processing', ticket: 't', pollAfterMs: 1_000 }
    await scene.settle('batch-each', parcel, refused, ticket, ticket)
    scene.clock.advance(1_000)
    const asked = only(await takeContents(scene, 'batch-each'))
    expect(asked).toMatchObject({ contents: 'bc', claim: { act: 'poll', positions: [1, 2] } })
    const { moved } = await scene.settle('batch-each', asked, delivered, refused)
    expect(moved).toMatchObject([{ state: 'delivered' }, { state: 'rejected' }])
  })

  check('with a member that moved before the claim is found due again without it', async (scene) => {
    await acceptAll(scene, 'batch-each', 'abc')
    const { due } = await scene.due('batch-each')
    await scene.accept({ key: 'b', content: 'z', upstreams: ['batch-each'] })
    expect(await scene.claim('batch-each', due)).toMatchObject({ claims: [], shut: [] })
    expect(contents(await takeContents(scene, 'batch-each'))).toEqual(['acz'])
  })
}
