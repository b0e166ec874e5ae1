/** Conformance: several processes on one store, none of which owns it (I4, I5, I7 across processes). */
import { verifyAudit } from '../../ledger/index.ts'
import type { Group } from './describe-ledger.ts'
import { beside, LEASE_MS, type Scene, type UpstreamName } from './scene.ts'

// Longer than what is read ahead is kept from others.
const READ_AHEAD_MS = 15_000
const UNAVAILABLE = { state: 'not-applied', why: 'unavailable' } as const

export function shareGroup({ check, skip, expect, reopen, isShared, query }: Group): void {
  if (!reopen || !isShared) {
    skip('not run: one process owns this ledger')
    return
  }
  /** Another process, with the same upstreams. */
  const both = (scene: Scene, body: (other: Scene) => Promise<void>) => beside(scene, reopen, body)
  /** How many parcels leave now; what may not is given back. */
  const leaves = async (scene: Scene, upstream: UpstreamName) => {
    const { claims, shut } = await scene.claim(upstream, (await scene.due(upstream)).due)
    await scene.ledger.release(
      shut.map((delivery) => ({ delivery })),
      scene.clock.now(),
    )
    return claims.length
  }

  check('what both have read is claimed by one', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      const mine = await scene.due('key')
      // Nobody else prepares it for a while, and then anybody may.
      expect([mine.due.length, (await other.due('key')).due.length]).toEqual([1, 0])
      scene.clock.advance(READ_AHEAD_MS)
      const theirs = await other.due('key')
      expect(theirs.due.length).toBe(1)
      expect((await other.claim('key', theirs.due)).claims.length).toBe(1)
      expect(await scene.claim('key', mine.due)).toMatchObject({ claims: [], shut: [] })
      expect((await scene.due('key')).due).toEqual([])
    }),
  )

  check('what one gives back is due for all, as it was before', (scene) =>
    both(scene, async (other) => {
      for (const key of ['a', 'b']) await scene.accept({ key, content: key })
      const { due } = await scene.due('key')
      await scene.ledger.release(
        due.map(({ delivery }) => ({ delivery })),
        scene.clock.now(),
      )
      expect((await other.due('key')).due).toEqual(due)
    }),
  )

  check('what is being sent is nobody else’s until its lease is over, then in doubt', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      const taken = await scene.takeOne('key')
      const overAt = taken.claim.at + LEASE_MS
      expect(await other.due('key')).toEqual({ due: [], moved: [], nextAt: overAt })
      scene.clock.advance(LEASE_MS - 1)
      expect((await other.due('key')).due).toEqual([])
      scene.clock.advance(1)
      const again = await other.takeOne('key')
      expect(again.due).toMatchObject({ act: 'resend', message: taken.due.body })
      expect(again.claim).toMatchObject({ parcel: taken.claim.parcel, attempt: 2 })
      expect(await scene.settle('key', taken, { state: 'delivered' })).toEqual({ applied: false, moved: [] })
      expect(await other.settle('key', again, { state: 'delivered' })).toMatchObject({ applied: true })
      expect(await scene.counts()).toEqual({ delivered: 1 })
    }),
  )

  check('an answer within the lease counts, whoever else has looked', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      const taken = await scene.takeOne('key')
      scene.clock.advance(LEASE_MS - 1)
      await other.due('key')
      expect(await scene.settle('key', taken, { state: 'delivered' })).toMatchObject({ applied: true })
    }),
  )

  check('an answer after somebody has noticed is late, also before it is sent again', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      const taken = await scene.takeOne('key')
      scene.clock.advance(LEASE_MS)
      expect((await other.due('key')).due).toMatchObject([{ act: 'resend' }])
      expect(await scene.settle('key', taken, { state: 'delivered' })).toEqual({ applied: false, moved: [] })
      expect(await scene.counts()).toEqual({ uncertain: 1 })
    }),
  )

  check('a parcel of several is in doubt as a whole', (scene) =>
    both(scene, async (other) => {
      for (const key of ['a', 'b', 'c']) await scene.accept({ key, content: key, upstreams: ['batch-whole'] })
      const taken = await scene.takeOne('batch-whole')
      scene.clock.advance(LEASE_MS)
      const again = await other.takeOne('batch-whole')
      expect(again.claim).toMatchObject({ parcel: taken.claim.parcel, attempt: 2, deliveries: taken.claim.deliveries })
      expect(await scene.counts()).toEqual({ sending: 3 })
    }),
  )

  check('a look-up is one process’s until its lease is over', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A', upstreams: ['lookup'] })
      await scene.send('lookup', { state: 'unknown', detail: 'cut' })
      scene.clock.advance(60_000)
      const theirs = await other.due('lookup')
      scene.clock.advance(READ_AHEAD_MS)
      const mine = await scene.due('lookup')
      const { claims } = await scene.claim('lookup', mine.due)
      expect(claims).toMatchObject([{ act: 'lookup' }])
      expect((await other.claim('lookup', theirs.due)).claims).toEqual([])
      scene.clock.advance(LEASE_MS)
      expect((await other.takeOne('lookup')).claim).toMatchObject({ act: 'lookup' })
      const [claim] = claims as [(typeof claims)[0]]
      expect(await scene.settle('lookup', { claim }, { found: { state: 'absent' } })).toMatchObject({ applied: false })
    }),
  )

  check('an answer that is written twice is settled once', async (scene) => {
    await scene.accept({ content: 'A' })
    const taken = await scene.takeOne('key')
    expect(await scene.settle('key', taken, { state: 'delivered' })).toMatchObject({ applied: true })
    expect(await scene.settle('key', taken, { state: 'delivered' })).toMatchObject({ applied: false })
    if (query) expect(query('SELECT id FROM receipt').length).toBe(1)
  })

  check('what a person decides in one process makes an answer to another late', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A', upstreams: ['lookup'] })
      await scene.send('lookup', { state: 'unknown', detail: 'cut' })
      scene.clock.advance(60_000)
      const taken = await scene.takeOne('lookup')
      const [row] = await other.rows()
      const verdict = { delivery: { state: 'held', dueAt: null, problems: [], wait: { cause: 'person' } } } as const
      const delivery = row?.delivery.id as number
      const now = scene.clock.now()
      expect((await other.ledger.redecide('person', now, [{ delivery, from: 'uncertain', verdict }])).length).toBe(1)
      expect(await scene.settle('lookup', taken, { found: { state: 'same' } })).toEqual({ applied: false, moved: [] })
      expect(await scene.counts()).toEqual({ held: 1 })
    }),
  )

  check('one record is made, whoever hands it in', (scene) =>
    both(scene, async (other) => {
      const [mine, theirs] = [await scene.acceptance({ content: 'A' }), await other.acceptance({ content: 'A' })]
      const states = await Promise.all([scene.ledger.accept(mine), other.ledger.accept(theirs)])
      expect(states.map(({ state }) => state).sort()).toEqual(['accepted', 'moved'])
    }),
  )

  check('a newer revision waits behind what another process is sending, and is woken', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      const taken = await scene.takeOne('key')
      await other.accept({ content: 'B' })
      expect((await other.due('key')).due).toEqual([])
      await scene.settle('key', taken, { state: 'delivered' })
      expect((await other.due('key')).due).toMatchObject([{ body: '{"content":"B"}', operation: 'update' }])
    }),
  )

  check('the audit stays one chain', (scene) =>
    both(scene, async (other) => {
      for (const key of ['a', 'b', 'c', 'd']) {
        await scene.accept({ key, content: key })
        // Taken back half-way: it leaves no gap.
        const deliveries = [
          { ...(await scene.acceptance({ content: key })).deliveries[0], body: undefined, giveUpAt: {} },
        ]
        await scene
          .accept({ key: `refused ${key}`, content: key, more: { deliveries: deliveries as never } })
          .catch(() => {})
        await other.accept({ key: `other ${key}`, content: key })
        await (key === 'b' ? other : scene).sendAll('key', { state: 'delivered' })
      }
      const { rows, broken } = await verifyAudit(scene.ledger)
      expect({ isLong: rows > 6, broken }).toEqual({ isLong: true, broken: undefined })
    }),
  )

  check('a rate is shared', (scene) =>
    both(scene, async (other) => {
      for (const key of ['a', 'b']) await scene.accept({ key, content: key, upstreams: ['slow'] })
      expect(await leaves(scene, 'slow')).toBe(1)
      expect(await leaves(other, 'slow')).toBe(0)
      scene.clock.advance(1_000)
      expect(await leaves(other, 'slow')).toBe(1)
    }),
  )

  check('a breaker counts what all of them see, and its gate shuts for all', (scene) =>
    both(scene, async (other) => {
      for (let i = 0; i < 6; i++) await scene.accept({ key: `k${i}`, content: `c${i}`, upstreams: ['probed'] })
      const taken = await scene.take('probed')
      for (const one of taken.slice(0, 3)) await scene.settle('probed', one, UNAVAILABLE)
      expect(await other.ledger.shutGates(scene.clock.now())).toEqual([])
      scene.clock.advance(11_000)
      for (const one of (await other.take('probed')).slice(0, 1)) await other.settle('probed', one, UNAVAILABLE)
      for (const one of taken.slice(3)) await scene.settle('probed', one, UNAVAILABLE)
      expect(await other.ledger.shutGates(scene.clock.now())).toMatchObject([{ gate: 'probed', state: 'probing' }])
      expect((await other.due('probed')).due).toEqual([])
    }),
  )

  check('a pause by one holds for all', (scene) =>
    both(scene, async (other) => {
      await scene.accept({ content: 'A' })
      await scene.ledger.setGate('key', { state: 'paused', why: 'tester' }, scene.clock.now())
      expect(await leaves(other, 'key')).toBe(0)
      await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
      expect(await leaves(other, 'key')).toBe(1)
    }),
  )
}
