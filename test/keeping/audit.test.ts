/** The audit's chain, against every way to tamper with it; in the library and on the command line. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { chainHash, parseAnchor, verifyAudit } from '../../src/ledger/audit-chain.ts'
import { macsUnder } from '../../src/ledger/keys.ts'
import { readSqliteLedger } from '../../src/ledger/sqlite/index.ts'
import { createScene, type Scene } from '../../src/testing/ledger/scene.ts'
import { configOf, project, sandbox } from '../cli/project.ts'
import { syntheticId } from '../synthetic.ts'
import { OLD, opening, path } from './sealed-scene.ts'

const verdict = (anchor?: string) => {
  const reader = readSqliteLedger(path, [OLD])
  const parsed = anchor === undefined ? undefined : parseAnchor(anchor)
  return verifyAudit(reader, parsed ? { anchor: parsed } : {}).finally(() => reader.close())
}
const tamper = (sql: string) => {
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
}

/** More rows than a page holds; every second one with the upstream's reference. */
async function fill(scene: Scene): Promise<void> {
  for (let i = 0; i < 520; i++) {
    await scene.accept({ key: `k${i}`, content: 'A' })
    await scene.send('key', { state: 'delivered', reference: `ref-${i}` })
  }
}

test('holds over pages, through a new key, and breaks at the first row that was touched', async () => {
  const scene = await createScene(opening(OLD))
  expect(await verifyAudit(scene.ledger)).toEqual({ rows: 0, anchor: `0-${'0'.repeat(64)}` })
  await fill(scene)
  const whole = await verifyAudit(scene.ledger)
  expect(whole).toEqual({ rows: 1_040, anchor: expect.stringMatching(/^1040-[0-9a-f]{64}$/) })
  const rows = await scene.ledger.audit({}, { after: 0, limit: 2_000 })
  expect(rows[1]).toMatchObject({ action: 'delivered', upstream: 'key', reference: 'ref-0', who: 'gateway' })
  await scene.ledger.close()
  expect(await verdict(whole.anchor)).toEqual(whole)

  const broken = async (sql: string, anchor?: string) => {
    tamper(`CREATE TABLE kept AS SELECT * FROM audit; ${sql}`)
    const found = await verdict(anchor)
    tamper('DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept')
    return found.broken
  }
  const set = (column: string, value: string) => `UPDATE audit SET ${column} = ${value} WHERE id = 1004`
  for (const change of [
    set('at', 'at + 1'),
    set('who', "'nobody'"),
    set('action', "'decision'"),
    set('form', "'other'"),
    set('record', "'K7M2'"),
    set('revision', '2'),
    set('upstream', "'lookup'"),
    set('payload_hash', 'zeroblob(16)'),
    set('reference', 'NULL'),
    set('reference', '(SELECT reference FROM audit WHERE id = 2)'),
    set('hash', 'zeroblob(32)'),
  ]) {
    expect(await broken(change), change).toEqual({ row: 1_004, why: 'changed' })
  }
  expect(await broken('DELETE FROM audit WHERE id = 7')).toEqual({ row: 7, why: 'missing' })
  expect(await broken('DELETE FROM audit WHERE id = 1')).toEqual({ row: 1, why: 'missing' })
  const swap = 'UPDATE audit SET id = -id WHERE id IN (5, 7); UPDATE audit SET id = 12 + id WHERE id < 0'
  expect(await broken(swap)).toEqual({ row: 5, why: 'missing' })
  // The end cut off is a chain like any other, but not the one that the anchor belongs to.
  const cut = 'DELETE FROM audit WHERE id > 1000'
  expect(await broken(cut)).toBe(undefined)
  expect(await broken(cut, whole.anchor)).toEqual({ row: 1_001, why: 'shorter-than-anchor' })
  expect(await broken('DELETE FROM audit', whole.anchor)).toEqual({ row: 1, why: 'shorter-than-anchor' })
  expect(await verdict(whole.anchor)).toEqual(whole)
})

test('rewritten from some row on, with every hash in order, it differs from the anchor', async () => {
  const scene = await createScene(opening(OLD))
  for (let i = 0; i < 5; i++) await scene.accept({ key: `k${i}`, content: 'A' })
  const { anchor } = await verifyAudit(scene.ledger)
  const rows = await scene.ledger.audit({}, { after: 0, limit: 10 })
  const { content } = macsUnder(scene.ledger.secrets)
  await scene.ledger.close()
  const db = new DatabaseSync(path)
  let previous: Uint8Array = rows[2]?.previous ?? new Uint8Array()
  for (const row of rows.slice(2)) {
    const hash = chainHash(previous, { ...row, who: 'somebody else' }, content)
    db.prepare(`UPDATE audit SET who = 'somebody else', previous = ?, hash = ? WHERE id = ?`).run(
      previous,
      hash,
      row.id,
    )
    previous = hash
  }
  db.close()
  expect(await verdict()).toMatchObject({ rows: 5 })
  expect((await verdict()).broken).toBe(undefined)
  expect((await verdict(anchor)).broken).toEqual({ row: 5, why: 'anchor-differs' })
})

test('yibiao audit: verified beside the owner, an anchor kept, one record shown, a cut end noticed', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { path: at, write, read, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  await run(['submit', 'a.csv', '--form', 'resident', '--by', 'li'])
  const number = /\w{4}-\w{4}-\w{4}-1/.exec(read('a.marked.csv'))?.[0] as string

  const { code, json } = await run(['audit', 'verify', '--json'])
  expect([code, json]).toEqual([0, { intact: true, rows: 2, anchor: expect.any(String) }])
  expect((await run(['audit', 'verify', '--anchor', json.anchor])).out).toContain(json.anchor)
  const shown = (await run(['audit', 'show', '--record', number, '--json'])).json
  expect(shown.audit).toMatchObject([
    { who: 'li', action: 'accept', form: 'resident', number, upstream: null },
    {
      who: 'gateway',
      action: 'delivered',
      upstream: 'civil',
      receipt: expect.any(String),
      payloadHash: expect.any(String),
    },
  ])
  const told = await run(['audit', 'show', '--record', number])
  expect(told.out).toMatch(/li +受理/)
  expect(told.out).not.toContain(syntheticId(1))

  const malformed = await run(['audit', 'verify', '--anchor', '12'])
  expect([malformed.code, malformed.err]).toEqual([2, expect.stringContaining('不是审计锚点')])
  expect((await run(['audit', 'show', '--record', '2222-2222-2222'])).code).toBe(2)
  const db = new DatabaseSync(at('yibiao.db'))
  db.exec('DELETE FROM audit WHERE id = 2')
  db.close()
  const cut = await run(['audit', 'verify', '--anchor', json.anchor])
  expect([cut.code, cut.out]).toEqual([4, expect.stringContaining('末尾被截掉')])
})
