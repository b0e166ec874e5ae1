/** Conformance: what a new owner finds after the last one died (the crash table of docs/reliability.md). */
import type { Group } from './describe-ledger.ts'

export function recoverGroup({ check, skip, expect, reopen, query }: Group): void {
  if (!reopen) {
    skip('not run: this ledger can not be opened again')
    return
  }

  check('what was being sent is uncertain, may have left until now, and is looked into at once', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    const { claim, due } = await scene.takeOne('lookup')
    scene.clock.advance(7_000)
    await scene.crash(reopen)
    const now = scene.clock.now()
    expect(await scene.rows()).toMatchObject([
      {
        delivery: { id: due.delivery, state: 'uncertain', firstSentAt: claim.at },
        target: { exposedBy: due.delivery, firstSentAt: claim.at, lastSentAt: now },
      },
    ])
    expect((await scene.takeOne('lookup')).claim).toMatchObject({ act: 'lookup', parcel: claim.parcel, attempt: 2 })
    if (query)
      expect(query(`SELECT act, number FROM attempt WHERE result = 'lost'`)).toMatchObject([{ act: 'send', number: 1 }])
  })

  check('nothing else moves', async (scene) => {
    await scene.accept({ key: 'delivered', content: 'A' })
    await scene.send('key', { state: 'delivered' })
    await scene.accept({ key: 'rejected', content: 'A' })
    await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
    await scene.accept({ key: 'waiting', content: 'A' })
    await scene.send('key', { state: 'not-applied', why: 'unavailable' })
    await scene.accept({ key: 'uncertain', content: 'A' })
    await scene.send('key', { state: 'unknown', detail: 'cut' })
    await scene.accept({ key: 'processing', content: 'A' })
    await scene.send('key', { state: 'processing', ticket: 't' })
    await scene.accept({ key: 'pending', content: 'A' })
    const before = await scene.rows()
    scene.clock.advance(1)
    await scene.crash(reopen)
    expect(await scene.rows()).toEqual(before)
  })

  check('an answer to the old owner’s attempt is evidence only', async (scene) => {
    await scene.accept({ content: 'A' })
    const taken = await scene.takeOne('key')
    await scene.crash(reopen)
    expect(await scene.settle('key', taken, { state: 'delivered' })).toEqual({ applied: false, moved: [] })
    expect(await scene.counts()).toEqual({ uncertain: 1 })
  })

  check('under a key, the same parcel with the same message goes again', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.takeOne('key')
    await scene.crash(reopen)
    const again = await scene.takeOne('key')
    expect(again.due).toMatchObject({
      act: 'resend',
      message: first.due.body,
      idempotencyKey: first.due.idempotencyKey,
    })
    expect(again.claim).toMatchObject({ parcel: first.claim.parcel, parcelKey: first.claim.parcelKey, attempt: 2 })
  })

  check('with nothing to ask, a person is asked', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    await scene.takeOne('neither')
    await scene.crash(reopen)
    const { due, moved } = await scene.due('neither')
    expect(due).toEqual([])
    expect(moved).toMatchObject([{ state: 'held', problems: [{ code: 'outcome_unknown' }] }])
    expect(await scene.rows()).toMatchObject([{ target: { exposedBy: moved[0]?.delivery } }])
  })

  check('what was handed out but not claimed is due again, under the same key', async (scene) => {
    await scene.accept({ content: 'A' })
    const before = await scene.due('key')
    await scene.crash(reopen)
    expect((await scene.due('key')).due).toEqual(before.due)
  })

  check('a revision that waited still waits, and a kept step is still there', async (scene) => {
    await scene.accept({ content: 'A' })
    const { claim } = await scene.takeOne('key')
    await scene.ledger.keepStep(claim.parcel, 'upload', '1')
    await scene.accept({ content: 'B' })
    await scene.crash(reopen)
    expect(await scene.ledger.step(claim.parcel, 'upload')).toBe('1')
    expect((await scene.due('key')).due).toMatchObject([{ act: 'resend', body: '{"content":"A"}' }])
  })

  check('a barred gate is still barred', async (scene) => {
    await scene.ledger.setGate('key', { state: 'barred', why: 'credentials' }, scene.clock.now())
    await scene.accept({ content: 'A' })
    await scene.crash(reopen)
    expect(await scene.take('key')).toEqual([])
  })
}
