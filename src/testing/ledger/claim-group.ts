/** Conformance: the claim, after which bytes may leave (I2, I4, I5), and the gate before it. */
import type { Group } from './describe-ledger.ts'
import { KEY_WINDOW_MS, LEASE_MS } from './scene.ts'

const ON_DISK = `SELECT d.state, p.state AS parcel, p.attempts, p.act, p.message IS NOT NULL AS has_message, p.attempted_at, p.lease_until, m.key, m.position
  FROM delivery d JOIN parcel p ON p.id = d.parcel_id JOIN parcel_member m ON m.parcel_id = p.id AND m.delivery_id = d.id`

export function claimGroup({ check, expect, query }: Group): void {
  check('is on disk, with parcel, member, key and message, before it resolves', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    const { claims } = await scene.ledger.claim({
      upstream: 'key',
      items: due.map(({ delivery }) => ({ deliveries: [delivery], message: '"prepared"' })),
      now: scene.clock.now(),
    })
    const at = scene.clock.now()
    expect(claims).toMatchObject([
      { act: 'send', attempt: 1, at, parcelKey: due[0]?.idempotencyKey, deliveries: [due[0]?.delivery] },
    ])
    expect(await scene.counts()).toEqual({ sending: 1 })
    if (!query) return
    expect(query(ON_DISK)).toMatchObject([
      {
        state: 'sending',
        parcel: 'open',
        attempts: 1,
        act: 'send',
        has_message: 1,
        attempted_at: at,
        lease_until: at + LEASE_MS,
        key: due[0]?.idempotencyKey,
        position: 0,
      },
    ])
  })

  check('is given once', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    const results = await Promise.all([scene.claim('key', due), scene.claim('key', due)])
    expect(results.map(({ claims }) => claims.length)).toEqual([1, 0])
    expect((await scene.due('key')).due).toEqual([])
  })

  check('is refused for what was never handed out', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    await scene.ledger.release(
      due.map(({ delivery }) => ({ delivery })),
      scene.clock.now(),
    )
    expect((await scene.claim('key', due)).claims).toEqual([])
    expect(await scene.counts()).toEqual({ pending: 1 })
  })

  check('is refused for what a newer revision superseded meanwhile, and takes no token', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['slow'] })
    const { due } = await scene.due('slow')
    await scene.accept({ content: 'B', upstreams: ['slow'] })
    expect(await scene.claim('slow', due)).toMatchObject({ claims: [], shut: [] })
    expect(await scene.counts()).toEqual({ superseded: 1, pending: 1 })
    const next = await scene.due('slow')
    expect((await scene.claim('slow', next.due)).claims).toMatchObject([{ deliveries: [next.due[0]?.delivery] }])
  })

  check('is refused for a repeat whose key ran out between due and claim', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'unknown', detail: 'cut' })
    scene.clock.advance(KEY_WINDOW_MS / 2)
    const { due } = await scene.due('key')
    expect(due).toMatchObject([{ act: 'resend' }])
    scene.clock.advance(KEY_WINDOW_MS)
    expect(await scene.claim('key', due)).toMatchObject({ claims: [], shut: [] })
    expect((await scene.due('key')).moved).toMatchObject([{ state: 'held', problems: [{ code: 'outcome_unknown' }] }])
  })

  check('that fails is given back, and found due again', async (scene) => {
    for (const key of ['a', 'b']) await scene.accept({ key, content: key })
    const { due } = await scene.due('key')
    // A message that is no text can't be stored; the first is taken back with it.
    const items = due.map(({ delivery, body }, i) => ({
      deliveries: [delivery],
      message: i === 0 ? body : ([] as never),
    }))
    const error = await scene.ledger
      .claim({ upstream: 'key', items, now: scene.clock.now() })
      .catch((thrown: unknown) => thrown)
    expect(error instanceof Error).toBe(true)
    expect(await scene.counts()).toEqual({ pending: 2 })
    expect((await scene.take('key')).length).toBe(2)
  })

  check('has the next number with every attempt at the same parcel', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.send('key', { state: 'not-applied', why: 'unavailable' })
    scene.clock.advance(60_000)
    const second = await scene.takeOne('key')
    expect(second.claim).toMatchObject({ parcel: first.claim.parcel, attempt: 2, parcelKey: first.claim.parcelKey })
  })

  check('waits behind a paused or barred gate until it is opened, whatever the time', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    for (const state of ['paused', 'barred'] as const) {
      await scene.ledger.setGate('key', { state }, scene.clock.now())
      scene.clock.advance(86_400_000)
      expect(await scene.claim('key', due)).toEqual({ claims: [], shut: [due[0]?.delivery] })
    }
    expect(await scene.counts()).toEqual({ pending: 1 })
    await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
    expect((await scene.claim('key', due)).claims.length).toBe(1)
  })

  check('waits behind a throttled gate until its time, which it names', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    const untilAt = scene.clock.now() + 60_000
    await scene.ledger.setGate('key', { state: 'throttled', untilAt }, scene.clock.now())
    expect(await scene.claim('key', due)).toEqual({ claims: [], shut: [due[0]?.delivery], opensAt: untilAt })
    scene.clock.advance(60_000)
    expect((await scene.claim('key', due)).claims.length).toBe(1)
  })

  check('takes rate tokens from a bucket that fills by the given clock', async (scene) => {
    for (const key of ['a', 'b', 'c', 'd']) await scene.accept({ key, content: key, upstreams: ['slow'] })
    const { due } = await scene.due('slow')
    const first = await scene.claim('slow', due)
    expect([first.claims.length, first.shut]).toEqual([1, due.slice(1).map(({ delivery }) => delivery)])
    // Whoever is left behind hears when to come back, also when somebody was let through.
    expect(first.opensAt).toBe(scene.clock.now() + 1_000)
    const none = await scene.claim('slow', due.slice(1))
    expect(none).toMatchObject({ claims: [], opensAt: scene.clock.now() + 1_000 })
    scene.clock.advance(1_000)
    expect((await scene.claim('slow', due.slice(1))).claims.length).toBe(1)
    // A long pause saves up one second's worth and no more.
    scene.clock.advance(3_600_000)
    expect((await scene.claim('slow', due.slice(2))).claims.length).toBe(1)
  })

  check('gets its next token a second later, though the wall clock jumped back', async (scene) => {
    for (const key of ['a', 'b']) await scene.accept({ key, content: key, upstreams: ['slow'] })
    const { due } = await scene.due('slow')
    expect((await scene.claim('slow', due)).claims.length).toBe(1)
    scene.clock.jump(-3_600_000)
    const { opensAt } = await scene.claim('slow', due.slice(1))
    expect(opensAt).toBe(scene.clock.now() + 1_000)
    scene.clock.advance(1_000)
    expect((await scene.claim('slow', due.slice(1))).claims.length).toBe(1)
  })
}
