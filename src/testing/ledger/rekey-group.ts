/** Conformance: a record's key is corrected, or two records are one. Row, origin and targets stay; the ways to it change. */
import { contentHash } from '../../ledger/index.ts'
import type { Group } from './describe-ledger.ts'
import { type AcceptSpec, FORM, keyHash, type Scene, type UpstreamName } from './scene.ts'

const found = (scene: Scene, key: string) => scene.ledger.findRecord({ form: FORM, keyHash: keyHash(key) })

/** The record of `key` under another one. */
async function rekey(scene: Scene, key: string, to: string, upstreams: readonly UpstreamName[] = ['key']) {
  const spec: AcceptSpec = {
    key,
    content: 'B',
    upstreams,
    more: { keyHash: keyHash(to), change: { kind: 'rekey', note: 'why' } },
  }
  return scene.ledger.accept(await scene.acceptance(spec))
}

async function merge(scene: Scene, from: string, into: string) {
  const other = await found(scene, into)
  return scene.accept({ key: from, more: { change: { kind: 'merge', into: other?.id ?? 0 } } })
}

export function rekeyGroup({ check, expect, query }: Group): void {
  check('another key is the same record; the old one leads to it', async (scene) => {
    await scene.accept({ key: 'old', content: 'A' })
    const first = await scene.send('key', { state: 'delivered', reference: 'r-1' })
    const before = await found(scene, 'old')
    expect(await rekey(scene, 'old', 'new')).toMatchObject({
      state: 'accepted',
      record: { id: before?.id, revision: 2 },
    })
    const after = await found(scene, 'new')
    expect([after?.id, after?.origin, after?.byFormerKey]).toEqual([before?.id, before?.origin, undefined])
    expect(await found(scene, 'old')).toMatchObject({ id: before?.id, byFormerKey: true })
    const second = await scene.send('key', { state: 'delivered' })
    expect(second.due).toMatchObject({ operation: 'update', reference: 'r-1' })
    expect(second.due.idempotencyKey === first.due.idempotencyKey).toBe(false)
    if (query) expect(query('SELECT id FROM target').length).toBe(1)
    const audit = await scene.ledger.audit({}, { after: 0, limit: 10 })
    expect(audit.filter(({ action }) => action === 'rekey').map(({ note }) => note)).toEqual(['why'])
  })

  check('a key that another record has, or had, is taken', async (scene) => {
    await scene.accept({ key: 'one', content: 'A' })
    const other = await scene.accept({ key: 'two', content: 'A' })
    const record = other.state === 'accepted' ? other.record : undefined
    expect(await rekey(scene, 'one', 'two')).toEqual({ state: 'key-taken', record })
    await rekey(scene, 'two', 'three')
    expect(await rekey(scene, 'one', 'two')).toMatchObject({ state: 'key-taken', record: { id: record?.id } })
    // Its own former key it may have back.
    expect(await rekey(scene, 'three', 'two')).toMatchObject({ state: 'accepted', record: { id: record?.id } })
    expect((await found(scene, 'two'))?.byFormerKey).toBe(undefined)
    expect(await found(scene, 'three')).toMatchObject({ id: record?.id, byFormerKey: true })
  })

  check('what stands under the old key alone waits for a person; what never arrived does not', async (scene) => {
    await scene.accept({ key: 'old', content: 'A', upstreams: ['upsert', 'key'] })
    await scene.send('upsert', { state: 'delivered', reference: 'r-1' })
    expect(await rekey(scene, 'old', 'new', ['upsert', 'key'])).toMatchObject({
      moved: [
        { upstream: 'upsert', state: 'held', problems: [{ code: 'rekeyed_by_hand' }] },
        { upstream: 'key', state: 'superseded' },
        { upstream: 'key', state: 'pending' },
      ],
    })
    const more = await scene.accept({ key: 'new', content: 'C', upstreams: ['upsert'] })
    expect(more).toMatchObject({ moved: [{ state: 'superseded' }, { state: 'held' }] })
    const [held] = (await scene.rows('upsert')).filter(({ delivery }) => delivery.state === 'held')
    expect(held?.target.rekeyed).toBe(true)
    const verdict = { delivery: { state: 'cancelled', dueAt: null }, target: { rekeyed: false } } as const
    await scene.ledger.redecide('li', scene.clock.now(), [{ delivery: held?.delivery.id ?? 0, from: 'held', verdict }])
    const free = await scene.accept({ key: 'new', content: 'D', upstreams: ['upsert'] })
    expect(free).toMatchObject({ moved: [{ state: 'pending' }] })
  })

  check('two that are one: keys and names lead to the one that stays', async (scene) => {
    await scene.accept({ key: 'wrong', content: 'A' })
    await scene.accept({ key: 'right', content: 'A', upstreams: [] })
    const names = (key: string, mode: 'follow' | 'freeze') => ({ form: FORM, keyHash: keyHash(key), mode })
    await scene.accept({ key: 'a', content: 'A', upstreams: [], more: { references: [names('wrong', 'follow')] } })
    const event = await scene.accept({
      key: 'b',
      content: 'A',
      upstreams: [],
      more: { references: [names('wrong', 'freeze')] },
    })
    const right = await found(scene, 'right')
    expect(await merge(scene, 'wrong', 'right')).toMatchObject({ state: 'accepted' })
    expect(await found(scene, 'wrong')).toMatchObject({ id: right?.id, byFormerKey: true })
    const chunk = await scene.ledger.dependants(10)
    expect([chunk?.referent, chunk?.records.map(({ values }) => values.key)]).toEqual([right?.id, ['a']])
    const frozen = await scene.ledger.frozenOf(event.state === 'accepted' ? event.record.id : 0)
    expect([...frozen]).toEqual([[right?.id, 1]])
    expect(await scene.accept({ key: 'c', content: 'A', more: { entryHash: contentHash('c') } })).toMatchObject({
      state: 'accepted',
    })
  })
}
