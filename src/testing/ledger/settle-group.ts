/** Conformance: what answers do to deliveries and targets, and what late ones don't (I3, I5, I7, I8, I10). */
import type { Outcome } from '../../upstream/outcome.ts'
import type { Group } from './describe-ledger.ts'
import { LEASE_MS, MAX_PROCESSING_MS, REFUSAL } from './scene.ts'

const DELIVERED: Outcome = { state: 'delivered' }
const UNKNOWN: Outcome = { state: 'unknown', detail: 'cut' }
const UNAVAILABLE: Outcome = { state: 'not-applied', why: 'unavailable' }
const REJECTED: Outcome = { state: 'rejected', faults: [], who: 'reporter' }

export function settleGroup({ check, expect, query }: Group): void {
  check('delivered comes with its receipt', async (scene) => {
    await scene.accept({ content: 'A' })
    const { claim, moved } = await scene.send('key', { state: 'delivered', reference: 'row-1' })
    expect(moved).toMatchObject([{ state: 'delivered', reference: 'row-1', revision: 1 }])
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toMatchObject([
      { delivery: claim.deliveries[0], evidence: 'answer', reference: 'row-1', at: scene.clock.now() },
    ])
    expect(await scene.ledger.deliveriesOf(moved[0]?.record as string)).toMatchObject([{ reference: 'row-1' }])
    expect(await scene.rows()).toMatchObject([{ target: { exposedBy: null, reference: 'row-1', ordinal: 1 } }])
  })

  check('a second answer to the same attempt is kept as evidence only', async (scene) => {
    await scene.accept({ content: 'A' })
    const sent = await scene.send('key', UNKNOWN)
    expect(await scene.settle('key', sent, DELIVERED)).toEqual({ applied: false, moved: [] })
    expect(await scene.counts()).toEqual({ uncertain: 1 })
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toEqual([])
    if (query) {
      expect(query('SELECT result, late FROM attempt ORDER BY late')).toMatchObject([
        { result: 'unknown', late: 0 },
        { result: 'delivered', late: 1 },
      ])
    }
  })

  check('an answer to an older attempt changes nothing while the next one is under way', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.send('key', UNKNOWN)
    scene.clock.advance(60_000)
    const second = await scene.takeOne('key')
    expect(second.claim.attempt).toBe(2)
    expect(await scene.settle('key', first, REJECTED)).toEqual({ applied: false, moved: [] })
    expect(await scene.counts()).toEqual({ sending: 1 })
    expect(await scene.settle('key', second, DELIVERED)).toMatchObject({
      applied: true,
      moved: [{ state: 'delivered' }],
    })
  })

  check('what was not applied goes again as the same parcel: key, message, ordinal', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    const first = await scene.send('neither', UNAVAILABLE)
    expect(first.moved).toMatchObject([{ state: 'waiting' }])
    expect(await scene.rows()).toMatchObject([
      { delivery: { tries: 1, firstSentAt: null }, target: { exposedBy: null } },
    ])
    scene.clock.advance(60_000)
    const again = await scene.takeOne('neither')
    expect(again.due).toMatchObject({ act: 'send', idempotencyKey: first.due.idempotencyKey, message: first.due.body })
    expect(again.claim).toMatchObject({ parcel: first.claim.parcel, parcelKey: first.claim.parcelKey })
    await scene.settle('neither', again, DELIVERED)
    expect(await scene.rows()).toMatchObject([{ target: { ordinal: 1 } }])
  })

  check('what is unknown goes again under its key, and its target stays exposed until evidence', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.send('key', UNKNOWN)
    expect(await scene.rows()).toMatchObject([
      { delivery: { state: 'uncertain' }, target: { exposedBy: first.due.delivery, lastSentAt: scene.clock.now() } },
    ])
    scene.clock.advance(60_000)
    const again = await scene.takeOne('key')
    expect(again.due).toMatchObject({
      act: 'resend',
      idempotencyKey: first.due.idempotencyKey,
      message: first.due.body,
    })
    expect(again.claim).toMatchObject({ act: 'send', parcel: first.claim.parcel, attempt: 2 })
    await scene.settle('key', again, DELIVERED)
    expect(await scene.rows()).toMatchObject([{ target: { exposedBy: null } }])
  })

  check('an answer that could not be written can be written later', async (scene) => {
    await scene.accept({ content: 'A' })
    const taken = await scene.takeOne('key')
    const unwritable = { state: 'delivered', reference: [] as never } as const
    const error = await scene.settle('key', taken, unwritable).catch((thrown: unknown) => thrown)
    expect(error instanceof Error).toBe(true)
    expect(await scene.counts()).toEqual({ sending: 1 })
    expect(await scene.settle('key', taken, DELIVERED)).toMatchObject({
      applied: true,
      moved: [{ state: 'delivered' }],
    })
  })

  check('a member that the answer does not name is unknown', async (scene) => {
    await scene.accept({ content: 'A' })
    const taken = await scene.takeOne('key')
    expect((await scene.settle('key', taken)).moved).toMatchObject([{ state: 'uncertain' }])
  })

  check('other content has another key, even when it returns to an earlier one', async (scene) => {
    const keys: string[] = []
    for (const content of ['A', 'B', 'A']) {
      await scene.accept({ content })
      keys.push((await scene.send('key', DELIVERED)).due.idempotencyKey)
    }
    expect(new Set(keys).size).toBe(3)
    expect((await scene.rows()).at(-1)).toMatchObject({ target: { ordinal: 3 }, delivery: { operation: 'update' } })
  })

  check('evidence wakes the revision that waited', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.takeOne('key')
    await scene.accept({ content: 'B' })
    await scene.settle('key', first, UNKNOWN)
    expect((await scene.due('key')).due).toEqual([])
    scene.clock.advance(60_000)
    await scene.send('key', DELIVERED)
    scene.clock.advance(MAX_PROCESSING_MS)
    expect((await scene.due('key')).due).toMatchObject([{ operation: 'update', body: '{"content":"B"}' }])
  })

  for (const [title, answer] of [
    ['was not applied', UNAVAILABLE],
    ['was refused', REJECTED],
    ['met a shut gate', { state: 'not-applied', why: { barred: 'closed' } }],
  ] as const) {
    check(`an older revision that ${title} is superseded by the one that waited`, async (scene) => {
      await scene.accept({ content: 'A' })
      const first = await scene.takeOne('key')
      await scene.accept({ content: 'B' })
      await scene.settle('key', first, answer)
      expect(await scene.counts()).toEqual({ superseded: 1, pending: 1 })
      await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
      expect((await scene.due('key')).due).toMatchObject([{ operation: 'create', body: '{"content":"B"}' }])
      if (query) expect(query(`SELECT message FROM parcel WHERE state = 'open'`)).toEqual([])
    })
  }

  check('a refusal is listed by field and its message forgotten', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', REJECTED)
    expect(await scene.ledger.problems({}, { after: 0, limit: 10 })).toMatchObject([
      { state: 'rejected', problems: [REFUSAL] },
    ])
    if (query) expect(query('SELECT state, message FROM parcel')).toMatchObject([{ state: 'closed', message: null }])
  })

  check('a look-up that sees this content is evidence', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    const sent = await scene.send('lookup', UNKNOWN)
    scene.clock.advance(60_000)
    const look = await scene.takeOne('lookup')
    expect(look.claim).toMatchObject({ act: 'lookup', parcel: sent.claim.parcel })
    await scene.settle('lookup', look, { found: { state: 'same', reference: 'row-3' } })
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toMatchObject([
      { evidence: 'lookup', reference: 'row-3' },
    ])
  })

  check('a look-up that sees nothing lets the same parcel go again', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    const sent = await scene.send('lookup', UNKNOWN)
    scene.clock.advance(60_000)
    await scene.send('lookup', { found: { state: 'absent' } })
    const again = await scene.takeOne('lookup')
    expect(again.due).toMatchObject({ act: 'send', operation: 'create', idempotencyKey: sent.due.idempotencyKey })
    expect(again.claim.parcel).toBe(sent.claim.parcel)
  })

  check('“there already” is looked up, and what the look-up can not see is never sent again', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    await scene.send('lookup', { state: 'duplicate' })
    scene.clock.advance(60_000)
    const { moved } = await scene.send('lookup', { found: { state: 'absent' } })
    expect(moved).toMatchObject([{ state: 'held', problems: [{ code: 'look_blind' }] }])
    expect(await scene.rows()).toMatchObject([{ target: { exposedBy: moved[0]?.delivery } }])
  })

  check(
    'after a repeat that overwrites, other content waits until the first send can take no effect',
    async (scene) => {
      await scene.accept({ content: 'A', upstreams: ['upsert'] })
      await scene.send('upsert', UNKNOWN)
      await scene.accept({ content: 'B', upstreams: ['upsert'] })
      scene.clock.advance(60_000)
      const { claim, moved } = await scene.send('upsert', DELIVERED)
      expect(moved).toMatchObject([{ revision: 1, state: 'delivered' }])
      expect(await scene.due('upsert')).toMatchObject({ due: [], nextAt: claim.at + MAX_PROCESSING_MS })
      scene.clock.advance(MAX_PROCESSING_MS)
      expect((await scene.due('upsert')).due).toMatchObject([{ operation: 'update', body: '{"content":"B"}' }])
    },
  )

  check('a lost look-up is asked for again when its lease is over', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    await scene.send('lookup', UNKNOWN)
    scene.clock.advance(60_000)
    await scene.takeOne('lookup')
    const { due, nextAt } = await scene.due('lookup')
    expect([due, nextAt]).toEqual([[], scene.clock.now() + LEASE_MS])
    scene.clock.advance(LEASE_MS)
    expect((await scene.takeOne('lookup')).claim).toMatchObject({ act: 'lookup', attempt: 3 })
  })

  check('a ticket is asked about when its time comes, and the answer to that is evidence', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['polled'] })
    const sent = await scene.send('polled', { state: 'processing', ticket: 't-1', pollAfterMs: 9_000 })
    expect(await scene.due('polled')).toEqual({ due: [], moved: [], nextAt: scene.clock.now() + 9_000 })
    scene.clock.advance(9_000)
    const poll = await scene.takeOne('polled')
    expect(poll.due).toMatchObject({ act: 'poll', ticket: 't-1', message: sent.due.body })
    expect(poll.claim).toMatchObject({ act: 'poll', parcel: sent.claim.parcel, attempt: 2 })
    expect(await scene.counts()).toEqual({ processing: 1 })
    await scene.settle('polled', poll, { state: 'delivered', reference: 'row-9' })
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toMatchObject([{ reference: 'row-9' }])
    expect(await scene.rows()).toMatchObject([{ target: { exposedBy: null } }])
  })

  check('a throttled or barred answer shuts the gate for everybody behind it', async (scene) => {
    for (const key of ['a', 'b', 'c']) await scene.accept({ key, content: key })
    const { due } = await scene.due('key')
    const [first] = (await scene.claim('key', due.slice(0, 1))).claims
    await scene.settle(
      'key',
      { claim: first as never },
      { state: 'not-applied', why: 'throttled', retryAfterMs: 90_000 },
    )
    expect(await scene.claim('key', due.slice(1))).toMatchObject({ claims: [], opensAt: scene.clock.now() + 90_000 })
    scene.clock.advance(90_000)
    const [second] = (await scene.claim('key', due.slice(1, 2))).claims
    await scene.settle('key', { claim: second as never }, { state: 'not-applied', why: { barred: 'credentials' } })
    scene.clock.advance(86_400_000)
    expect(await scene.claim('key', due.slice(2))).toEqual({ claims: [], shut: [due[2]?.delivery] })
  })

  check('a throttled answer does not open a gate that is barred or paused', async (scene) => {
    for (const state of ['barred', 'paused'] as const) {
      await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
      await scene.accept({ key: state, content: 'A' })
      const taken = (await scene.take('key')).at(-1)
      await scene.ledger.setGate('key', { state }, scene.clock.now())
      await scene.settle('key', taken as NonNullable<typeof taken>, { state: 'not-applied', why: 'throttled' })
      scene.clock.advance(86_400_000)
      expect(await scene.take('key')).toEqual([])
    }
  })

  check('the result of a step is kept for its parcel', async (scene) => {
    await scene.accept({ content: 'A' })
    const { claim } = await scene.takeOne('key')
    expect(await scene.ledger.step(claim.parcel, 'upload')).toBe(undefined)
    await scene.ledger.keepStep(claim.parcel, 'upload', '{"id":1}')
    expect(await scene.ledger.step(claim.parcel, 'upload')).toBe('{"id":1}')
    expect(await scene.ledger.step(claim.parcel, 'save')).toBe(undefined)
    expect(await scene.ledger.step(claim.parcel + 1, 'upload')).toBe(undefined)
  })
}
