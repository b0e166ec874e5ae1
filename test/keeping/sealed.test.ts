/** A ledger under keys: what its file tells nobody, and what a missing or wrong key does. */
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { contentHash, macsUnder } from '../../src/ledger/keys.ts'
import { openSqliteLedger, readSqliteLedger } from '../../src/ledger/sqlite/index.ts'
import { openForUpkeep } from '../../src/ledger/sqlite/upkeep.ts'
import { brokenInvariants } from '../../src/testing/ledger/invariants.ts'
import { CAPABILITIES, createScene, FORM, keyHash, payloadOf } from '../../src/testing/ledger/scene.ts'
import {
  fill,
  keyNamed,
  latin1,
  NEW,
  OLD,
  opening,
  path,
  query,
  refusal,
  SECRETS,
  stolen,
  told,
  usePath,
} from './sealed-scene.ts'

describe('a stolen file', () => {
  test('shows no text that was handed in, sent, answered or kept between steps; without a key it shows them all', async () => {
    const plain = await createScene(opening())
    await fill(plain)
    for (const text of SECRETS) expect(stolen()).toContain(latin1(text))
    await plain.ledger.close()
    usePath(`${path}-sealed`)
    const scene = await createScene(opening(OLD))
    await fill(scene)
    for (const text of SECRETS) expect(stolen()).not.toContain(latin1(text))
    const expected = await told(scene.ledger)
    expect(JSON.stringify(expected)).toContain('卡号已存在')
    await scene.ledger.close()
    for (const text of SECRETS) expect(stolen()).not.toContain(latin1(text))
    expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  })

  test('holds nothing that hashes of guesses could be tested against', async () => {
    const scene = await createScene(opening(OLD))
    const { secrets } = scene.ledger
    await scene.ledger.close()
    const meta = query<{ name: string; value: unknown }>('SELECT name, value FROM meta')
    const bytes = meta.flatMap(({ value }) => (value instanceof Uint8Array ? [Buffer.from(value)] : []))
    for (const secret of [secrets.delivery, secrets.index])
      for (const value of bytes) expect(value.includes(Buffer.from(secret))).toBe(false)
    // Hashes of content are made under the sealed secret too.
    const same = '{"idNumber":"1"}'
    const { content } = macsUnder(secrets)
    expect(content(same)).not.toEqual(contentHash(same))
    const other = macsUnder({ ...secrets, delivery: new Uint8Array(32) })
    expect(content(same)).not.toEqual(other.content(same))
  })

  test('whose rows were swapped opens none of them', async () => {
    const scene = await createScene(opening(OLD))
    await scene.accept({ key: 'a', content: 'A' })
    await scene.accept({ key: 'b', content: 'B' })
    await scene.ledger.close()
    const db = new DatabaseSync(path)
    db.exec('UPDATE revision SET body = (SELECT body FROM revision o WHERE o.id = 3 - revision.id)')
    db.exec(`UPDATE delivery SET body = '{"content":"forged"}' WHERE id = 1`)
    db.close()
    await scene.crash(opening(OLD))
    await expect(scene.ledger.findRecord({ form: FORM, keyHash: keyHash('a') })).rejects.toMatchObject({
      problems: [{ code: 'ledger_row_damaged' }],
    })
    // A plain text in its place is no better; the one behind it goes on.
    const { due, moved } = await scene.due('key')
    expect(moved).toMatchObject([{ state: 'blocked', problems: [{ code: 'row_damaged' }] }])
    expect(due).toMatchObject([{ body: payloadOf('B').json }])
    await scene.ledger.close()
  })
})

describe('a key that is not there', () => {
  test('is a settings error at opening, for owner, reader and upkeep, and leaves the file as it was', async () => {
    const scene = await createScene(opening(OLD))
    await fill(scene)
    await scene.ledger.close()
    const missing = { code: 'ledger_key_missing', who: 'operator', params: { key: '2026' } }
    const wrong = { code: 'ledger_key_wrong', who: 'operator', params: { key: '2026' } }
    for (const [keys, problem] of [
      [[], missing],
      [[NEW], missing],
      [[keyNamed('2026')], wrong],
      [[NEW, keyNamed('2026')], wrong],
      [[keyNamed('2026'), NEW], wrong],
    ] as const) {
      expect(refusal(() => openSqliteLedger({ path, now: 0, keys }))).toMatchObject(problem)
      expect(refusal(() => readSqliteLedger(path, keys))).toMatchObject(problem)
      expect(refusal(() => openForUpkeep(path, keys))).toMatchObject(problem)
    }
    await scene.crash(opening(OLD))
    expect((await told(scene.ledger)).counts).toHaveLength(5)
    await scene.ledger.close()
  })

  test('blocks what it sealed, tells why, lets the rest go on, and wakes it when it is back', async () => {
    const scene = await createScene(opening(OLD))
    await fill(scene)
    const before = await told(scene.ledger)
    // The new key took over; then somebody took the old one away before everything was sealed anew.
    await scene.crash(opening(NEW, OLD))
    await scene.crash(opening(NEW))
    await scene.accept({ key: 'later', content: 'later', upstreams: ['neither'] })
    scene.clock.advance(600_000)
    for (const upstream of ['polled', 'upsert'] as const) {
      const { due, moved } = await scene.due(upstream)
      expect(due).toEqual([])
      expect(moved).toMatchObject([
        { state: 'blocked', problems: [{ code: 'row_key_missing', who: 'operator', params: { key: '2026' } }] },
      ])
      // Once, not again and again.
      expect(await scene.due(upstream)).toEqual({ due: [], moved: [] })
    }
    expect((await scene.due('neither')).due).toMatchObject([{ body: payloadOf('later').json }])
    await expect(scene.ledger.findRecord({ form: FORM, keyHash: keyHash('refused') })).rejects.toMatchObject({
      code: 'settings',
    })
    expect(brokenInvariants(CAPABILITIES, query)).toEqual([])

    await scene.crash(opening(NEW, OLD))
    expect((await scene.due('polled')).due).toMatchObject([{ act: 'poll', ticket: 'ticket-77' }])
    expect((await scene.due('upsert')).due).toMatchObject([{ act: 'resend' }])
    expect((await scene.due('neither')).due).toHaveLength(2)
    const after = await told(scene.ledger)
    expect([after.values, after.receipts]).toEqual([before.values, before.receipts])
    await scene.ledger.close()
    expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  })
})
