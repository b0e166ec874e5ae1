/** Keys that rotate mid-run: nothing is made new, nothing sent again, and in the end nothing needs the old one. */
import { describe, expect, test } from 'vitest'
import { contentHash, type Hash } from '../../src/ledger/keys.ts'
import { rotateKeys } from '../../src/ledger/rotate.ts'
import { openForUpkeep } from '../../src/ledger/sqlite/upkeep.ts'
import { brokenInvariants } from '../../src/testing/ledger/invariants.ts'
import { CAPABILITIES, createScene, FORM, keyHash } from '../../src/testing/ledger/scene.ts'
import { tell } from '../faults/told.ts'
import { fill, latin1, NEW, OLD, opening, path, query, refusal, SECRETS, stolen, told } from './sealed-scene.ts'

describe('rotation', () => {
  const keyIds = () => query<{ key_id: string | null }>(KEY_IDS).map(({ key_id }) => key_id)

  test('mid-run: nothing is made new, nothing changes but the cipher, the old key is not needed any more', async ({
    task,
  }) => {
    const scene = await createScene(opening(OLD))
    await fill(scene)
    const before = await told(scene.ledger)
    const keys = query('SELECT id, key FROM parcel ORDER BY id')
    await scene.crash(opening(NEW, OLD))
    // In flight while it runs.
    const flying = await scene.takeOne('neither')
    const rows: number[] = []
    const first = await rotateKeys(scene.ledger, { progress: (done) => rows.push(done) })
    expect(first).toMatchObject({ done: true, rows: rows.at(-1) })
    expect(first.rows).toBeGreaterThan(10)
    await scene.settle('neither', flying, { state: 'delivered' })
    expect(keyIds()).toEqual(['2027'])
    expect(query('SELECT id, key FROM parcel WHERE id <= 4 ORDER BY id')).toEqual(keys)
    await scene.crash(opening(NEW))
    const after = await told(scene.ledger)
    expect({ ...after, counts: [], receipts: [], deliveries: [] }).toEqual({
      ...before,
      counts: [],
      receipts: [],
      deliveries: [],
    })
    scene.clock.advance(600_000)
    expect((await scene.due('polled')).due).toMatchObject([{ act: 'poll', ticket: 'ticket-77' }])
    expect((await scene.due('upsert')).due).toMatchObject([{ act: 'resend' }])
    await scene.ledger.close()
    expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
    tell(task, `${first.rows} rows sealed anew, nothing made new, nothing sent again, the old key needed no more`)
  })

  test('again and again, with something that waits behind what a person has to look into', async () => {
    const scene = await createScene(opening(OLD))
    await scene.accept({ upstreams: ['neither'], content: 'A' })
    await scene.send('neither', { state: 'unknown', detail: 'cut' })
    await rotateKeys(scene.ledger)
    await scene.crash(opening(NEW, OLD))
    scene.clock.advance(600_000)
    await scene.due('neither')
    await scene.accept({ upstreams: ['neither'], content: 'B' })
    expect(await scene.counts()).toEqual({ blocked: 1, held: 1 })
    expect(await rotateKeys(scene.ledger)).toMatchObject({ done: true })
    await scene.ledger.close()
  })

  test('beside a running owner, stopped and gone on with; refused while the owner has not heard of the key', async () => {
    const scene = await createScene(opening(OLD))
    for (let i = 0; i < 30; i++) await scene.accept({ key: `k${i}`, content: 'A' })
    expect(refusal(() => openForUpkeep(path, [NEW, OLD]))).toMatchObject({ code: 'ledger_owner_key' })
    await scene.crash(opening(NEW, OLD))
    const upkeep = openForUpkeep(path, [NEW, OLD])
    expect(upkeep.isOwner).toBe(false)
    expect(await upkeep.reseal(10)).toEqual({ sealed: 10, done: false })
    await upkeep.close()
    await scene.accept({ key: 'between', content: 'A' })
    const again = openForUpkeep(path, [NEW, OLD])
    expect(await rotateKeys(again)).toMatchObject({ rows: 50, done: true })
    await again.close()
    expect(keyIds()).toEqual(['2027'])
    expect((await scene.take('key')).length).toBeGreaterThan(5)
    await scene.ledger.close()
  })

  test('the first key of a ledger that had none: afterwards no page of the file shows what stood there', async () => {
    const scene = await createScene(opening())
    await fill(scene)
    const before = await told(scene.ledger)
    await scene.ledger.close()
    const upkeep = openForUpkeep(path, [OLD])
    expect(upkeep.isOwner).toBe(true)
    await rotateKeys(upkeep)
    await upkeep.close()
    for (const text of SECRETS) expect(stolen()).not.toContain(latin1(text))
    await scene.crash(opening(OLD))
    expect(await told(scene.ledger)).toEqual(before)
    await scene.ledger.close()
  })

  test('of the index key: old and new hashes are found while it runs, nothing is made twice, none under the old is left', async () => {
    const scene = await createScene(opening(OLD))
    const clients = (i: number): Hash => contentHash(`client ${i}`)
    const more = (i: number) => ({
      clientKeyHash: clients(i),
      eventHash: contentHash(`event ${i}`),
      refuseSameEvent: true,
    })
    for (let i = 0; i < 20; i++) await scene.accept({ key: `k${i}`, content: 'A', more: more(i) })
    const hashes = () =>
      query<{ hash: Uint8Array | null }>(
        `SELECT key_hash AS hash FROM record UNION ALL SELECT event_hash FROM record UNION ALL SELECT client_key_hash FROM revision`,
      ).flatMap(({ hash }) => (hash ? [Buffer.from(hash).toString('hex')] : []))
    const before = hashes()
    for (let round = 1; round <= 2; round++) {
      await scene.ledger.beginIndexKey()
      expect(await scene.ledger.layIndexKey(7)).toEqual({ sealed: 7, done: false })
      for (const i of [0, 3, 8, 19]) {
        expect(await scene.ledger.findRecord({ form: FORM, keyHash: keyHash(`k${i}`) })).toMatchObject({
          revision: round,
        })
        expect(await scene.ledger.findRecord({ form: FORM, clientKeyHash: clients(i) })).toBeDefined()
        // The same client key is known; a new record with the same event or the same key is not made.
        const acceptance = await scene.acceptance({ key: `k${i}`, content: 'A', more: more(i) })
        expect(await scene.ledger.accept(acceptance)).toMatchObject({ state: 'repeated' })
        const { existing: _, clientKeyHash: __, ...unaware } = acceptance
        expect(await scene.ledger.accept(unaware)).toMatchObject({ state: 'same-event' })
        expect(await scene.ledger.accept({ ...unaware, refuseSameEvent: false })).toEqual({ state: 'moved' })
      }
      for (let i = 0; i < 20; i++)
        await scene.accept({ key: `k${i}`, content: `${round}`, more: { eventHash: contentHash(`event ${i}`) } })
      // Begun here, brought to its end by another process: this one notices.
      const upkeep = openForUpkeep(path, [OLD])
      expect(await rotateKeys(upkeep)).toMatchObject({ done: true })
      await upkeep.close()
      for (let i = 0; i < 20; i++) {
        expect(await scene.ledger.findRecord({ form: FORM, keyHash: keyHash(`k${i}`) })).toMatchObject({
          revision: round + 1,
        })
      }
    }
    expect(query('SELECT count(*) AS n FROM record')).toEqual([{ n: 20 }])
    expect(hashes().filter((hash) => before.includes(hash))).toEqual([])
    expect(query('SELECT DISTINCT index_layer FROM record')).toEqual([{ index_layer: 2 }])
    await scene.ledger.close()
    expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  })

  test.each([1, 1_000])(
    'of the index key: who is missing is still found by who comes, and former keys lead on (chunks of %d)',
    async (chunk) => {
      const scene = await createScene(opening(OLD))
      const missing = (key: string) => ({
        references: [{ form: FORM, keyHash: keyHash(key), mode: 'follow' as const }],
      })
      await scene.accept({ key: 'a', content: 'A', more: missing('late') })
      await scene.accept({ key: 'b', content: 'A', more: missing('later') })
      await scene.accept({ key: 'old', content: 'A' })
      await scene.accept({ key: 'old', content: 'A', more: { keyHash: keyHash('new'), change: { kind: 'rekey' } } })
      const named = async () => (await scene.ledger.dependants(10))?.records.map(({ values }) => values.key)
      const former = () => scene.ledger.findRecord({ form: FORM, keyHash: keyHash('old') })
      await scene.ledger.beginIndexKey()
      await scene.ledger.layIndexKey(chunk)
      await scene.accept({ key: 'c', content: 'A', more: missing('late') })
      expect(await former()).toMatchObject({ revision: 2, byFormerKey: true })
      while (!(await scene.ledger.layIndexKey(chunk)).done);
      expect(await former()).toMatchObject({ revision: 2, byFormerKey: true })
      await scene.accept({ key: 'late', content: 'A' })
      expect(await named()).toEqual(['a', 'c'])
      expect(query('SELECT DISTINCT index_layer FROM reference WHERE key_hash IS NOT NULL')).toEqual([
        { index_layer: 1 },
      ])
      expect(query('SELECT DISTINCT index_layer FROM former_key')).toEqual([{ index_layer: 1 }])
      await scene.ledger.close()
      expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
    },
  )

  test('an index key needs a key to seal it with', async () => {
    const scene = await createScene(opening())
    await expect(scene.ledger.beginIndexKey()).rejects.toMatchObject({ problems: [{ code: 'ledger_key_needed' }] })
    await scene.ledger.close()
  })
})

const KEY_IDS = `SELECT DISTINCT key_id FROM (SELECT key_id FROM revision UNION ALL SELECT key_id FROM delivery WHERE body IS NOT NULL
  UNION ALL SELECT key_id FROM parcel WHERE message IS NOT NULL)`
