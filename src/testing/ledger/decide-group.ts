/** Conformance: deciding anew about what is not in flight, and the guards that keep it honest (I5, I10, I12). */
import { decidePerson, type Redecision } from '../../ledger/index.ts'
import type { Group } from './describe-ledger.ts'
import { CAPABILITIES, payloadOf, type Scene } from './scene.ts'

const again = (scene: Scene): Redecision['verdict'] => ({
  delivery: { state: 'pending', dueAt: scene.clock.now(), tries: 0, problems: [] },
})

export function decideGroup({ check, expect, query }: Group): void {
  const decide = (scene: Scene, ...decisions: readonly Redecision[]) =>
    scene.ledger.redecide('operator', scene.clock.now(), decisions)

  check('a refused one with a mended payload goes out as new content', async (scene) => {
    await scene.accept({ content: 'A' })
    const refused = await scene.send('key', { state: 'rejected', faults: [], who: 'author' })
    const delivery = refused.due.delivery
    const payload = payloadOf('mended')
    const moved = await decide(scene, { delivery, from: 'rejected', verdict: again(scene), payload })
    expect(moved).toMatchObject([{ delivery, state: 'pending', problems: [] }])
    const sent = await scene.takeOne('key')
    expect(sent.due.body).toBe('{"content":"mended"}')
    expect(sent.due.idempotencyKey === refused.due.idempotencyKey).toBe(false)
    await scene.settle('key', sent, { state: 'delivered' })
    expect(await scene.rows()).toMatchObject([{ target: { ordinal: 2, there: { payloadHash: payload.hash } } }])
  })

  check('one that waits with a mended payload sends that, not the message it tried before', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.send('key', { state: 'not-applied', why: 'unavailable' })
    const delivery = first.due.delivery
    await decide(scene, { delivery, from: 'waiting', verdict: again(scene), payload: payloadOf('mended') })
    const sent = await scene.takeOne('key')
    expect(sent.due).toMatchObject({ act: 'send', body: '{"content":"mended"}' })
    expect(sent.due.message).toBe(undefined)
    expect(sent.due.idempotencyKey === first.due.idempotencyKey).toBe(false)
    await scene.settle('key', sent, { state: 'delivered' })
  })

  check('one that waits with the same payload is still the same parcel', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.send('key', { state: 'not-applied', why: 'unavailable' })
    const delivery = first.due.delivery
    await decide(scene, { delivery, from: 'waiting', verdict: again(scene), payload: payloadOf('A') })
    expect((await scene.takeOne('key')).claim).toMatchObject({ parcel: first.claim.parcel, attempt: 2 })
  })

  check('what moved since it was read is left alone', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.send('key', { state: 'delivered' })
    const late: Redecision = { delivery: due.delivery, from: 'rejected', verdict: again(scene) }
    expect(await decide(scene, late, { ...late, delivery: 999 })).toEqual([])
    expect(await scene.counts()).toEqual({ delivered: 1 })
  })

  check('what is in hand is left alone', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.due('key')
    const delivery = due[0]?.delivery as number
    expect(await decide(scene, { delivery, from: 'pending', verdict: again(scene) })).toEqual([])
    await scene.claim('key', due)
    expect(await decide(scene, { delivery, from: 'sending', verdict: again(scene) })).toEqual([])
    expect(await scene.counts()).toEqual({ sending: 1 })
  })

  check('a person’s word about an exposed one is evidence, and named', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    const { due } = await scene.send('neither', { state: 'unknown', detail: 'cut' })
    scene.clock.advance(60_000)
    expect((await scene.due('neither')).moved).toMatchObject([{ state: 'held' }])
    await decide(scene, {
      delivery: due.delivery,
      from: 'held',
      verdict: {
        delivery: { state: 'delivered', dueAt: null, problems: [] },
        target: { there: { payloadHash: payloadOf('A').hash }, exposed: false },
        receipt: { evidence: 'person', reference: 'seen' },
      },
    })
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toMatchObject([{ evidence: 'person' }])
    if (query) expect(query('SELECT "by" FROM receipt')).toMatchObject([{ by: 'operator' }])
    // Counted apart from what an upstream answered.
    await scene.accept({ key: 'other', content: 'B', upstreams: ['key'] })
    await scene.send('key', { state: 'delivered' })
    const counts = await scene.ledger.counts({ states: ['delivered'] })
    expect(counts.map(({ upstream, count, byPerson }) => [upstream, count, byPerson])).toEqual([
      ['key', 1, undefined],
      ['neither', 1, 1],
    ])
  })

  check('a person’s word that an exposed one is not there frees it, with a name and a reason', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    const { due } = await scene.send('neither', { state: 'unknown', detail: 'cut' })
    await scene.accept({ content: 'B', upstreams: ['neither'] })
    scene.clock.advance(60_000)
    await scene.due('neither')
    const [standing] = await scene.rows('neither')
    if (!standing) return
    const facts = { upstream: 'neither', capabilities: CAPABILITIES.neither, now: scene.clock.now(), giveUpAt: 1e15 }
    const verdict = decidePerson(standing.delivery, standing.target, 'rejected', facts)
    if ('left' in verdict) return
    const moved = await scene.ledger.redecide(
      'li',
      scene.clock.now(),
      [{ delivery: due.delivery, from: 'held', verdict }],
      { decision: 'rejected', note: 'not in their list' },
    )
    // The newer revision takes its place and leaves as a new record there.
    expect(moved).toMatchObject([{ state: 'superseded' }])
    expect((await scene.due('neither')).due).toMatchObject([{ operation: 'create', body: '{"content":"B"}' }])
    expect(await scene.ledger.receipts({}, { after: 0, limit: 10 })).toMatchObject([
      { evidence: 'person', says: 'not-there', by: 'li', note: 'not in their list' },
    ])
    const audit = await scene.ledger.audit({}, { after: 0, limit: 10 })
    expect(audit.filter(({ action }) => action === 'decision')).toMatchObject([
      { who: 'li', upstream: 'neither', note: 'rejected: not in their list' },
    ])
  })

  check('a decision about a gate is audited', async (scene) => {
    const reason = { by: 'li', decision: 'pause', note: 'moving house' }
    await scene.ledger.setGate('key', { state: 'paused', why: 'li' }, scene.clock.now(), reason)
    expect(await scene.ledger.shutGates(scene.clock.now())).toMatchObject([{ gate: 'key', state: 'paused', why: 'li' }])
    expect(await scene.ledger.audit({}, { after: 0, limit: 10 })).toMatchObject([
      { who: 'li', action: 'decision', upstream: 'key', note: 'pause: moving house' },
    ])
  })

  check('a person’s word while a look-up is under way stands: its answer comes late', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['lookup'] })
    const { due } = await scene.send('lookup', { state: 'unknown', detail: 'cut' })
    scene.clock.advance(60_000)
    const look = await scene.takeOne('lookup')
    await decide(scene, {
      delivery: due.delivery,
      from: 'uncertain',
      verdict: {
        delivery: { state: 'delivered', dueAt: null, problems: [] },
        target: { there: { payloadHash: payloadOf('A').hash }, exposed: false },
        receipt: { evidence: 'person' },
      },
    })
    expect(await scene.settle('lookup', look, { found: { state: 'absent' } })).toEqual({ applied: false, moved: [] })
    expect(await scene.counts()).toEqual({ delivered: 1 })
  })

  check('what waits behind one that a person must decide about is blocked, and says so', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    const { due } = await scene.send('neither', { state: 'unknown', detail: 'cut' })
    const waiting = await scene.accept({ content: 'B', upstreams: ['neither'] })
    expect(waiting).toMatchObject({ moved: [{ revision: 2, state: 'pending' }] })
    scene.clock.advance(60_000)
    await scene.due('neither')
    expect(await scene.counts()).toEqual({ held: 1, blocked: 1 })
    const later = await scene.accept({ content: 'C', upstreams: ['neither'] })
    const behind = [{ code: 'behind_held', who: 'operator', upstream: 'neither' }]
    expect(later).toMatchObject({
      moved: [
        { revision: 2, state: 'superseded' },
        { revision: 3, state: 'blocked', problems: behind },
      ],
    })
    if (later.state !== 'accepted') return
    expect(await scene.ledger.isMoving({ recordId: later.record.id })).toBe(false)
    expect(await scene.ledger.deliveriesOf(later.record.number)).toMatchObject([{ state: 'blocked', problems: behind }])
    // Looking again unblocks it, finding nothing out blocks it again; a person's word sets it free.
    const again = { delivery: { state: 'uncertain', dueAt: scene.clock.now(), problems: [] } } as const
    await decide(scene, { delivery: due.delivery, from: 'held', verdict: again })
    expect(await scene.counts()).toEqual({ uncertain: 1, superseded: 1, pending: 1 })
    await scene.due('neither')
    expect(await scene.counts()).toEqual({ held: 1, superseded: 1, blocked: 1 })
    const seen = { there: { payloadHash: payloadOf('A').hash }, exposed: false }
    const verdict = {
      delivery: { state: 'delivered', dueAt: null },
      target: seen,
      receipt: { evidence: 'person' },
    } as const
    await decide(scene, { delivery: due.delivery, from: 'held', verdict })
    expect(await scene.counts()).toEqual({ delivered: 1, superseded: 1, pending: 1 })
    expect((await scene.due('neither')).due).toMatchObject([{ operation: 'update', body: '{"content":"C"}' }])
    expect(await scene.ledger.problems({}, { after: 0, limit: 10 })).toEqual([])
  })

  check('asking again about an exposed one keeps it exposed', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['neither'] })
    const { due } = await scene.send('neither', { state: 'duplicate' })
    const { delivery } = due
    const verdict = { delivery: { state: 'uncertain', dueAt: scene.clock.now(), tries: 0 } } as const
    await decide(scene, { delivery, from: 'held', verdict })
    expect(await scene.rows()).toMatchObject([{ delivery: { state: 'uncertain' }, target: { exposedBy: delivery } }])
    expect(await scene.take('neither')).toEqual([])
    expect(await scene.counts()).toEqual({ held: 1 })
  })

  check('cancelled without evidence stays as it is at the upstream', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'delivered' })
    await scene.accept({ content: 'B' })
    const { delivery } = (await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })).due
    await decide(scene, { delivery, from: 'rejected', verdict: { delivery: { state: 'cancelled', dueAt: null } } })
    const record = (await scene.rows())[0]?.target
    expect(record).toMatchObject({ there: { payloadHash: payloadOf('A').hash }, exposedBy: null })
  })
}
