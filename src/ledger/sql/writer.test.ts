/** Group commit: who shares a commit, who fails alone, and what a full disk leaves behind. */
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-folder.ts'
import { StorageError } from '../../base/errors.ts'
import { SqliteDatabase } from '../sqlite/database.ts'
import { Undo } from './undo.ts'
import { Writer } from './writer.ts'

const file = tempFolder()
let count = 0
let path: string
let db: DatabaseSync
let undone: number
let undo: Undo
let writer: Writer

beforeEach(() => {
  path = file(`writer-${count++}.db`)
  db = new DatabaseSync(path)
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE kept (id INTEGER PRIMARY KEY, body TEXT)')
  undone = 0
  undo = new Undo()
  writer = new Writer(new SqliteDatabase(db), undo)
})
afterEach(() => db.close())

/** As caches do: what was written is remembered, and forgotten when it was taken back. */
const insert = (body: string) =>
  writer.write(() => {
    undo.add(() => undone++)
    return Number(db.prepare('INSERT INTO kept (body) VALUES (?)').run(body).lastInsertRowid)
  })

/** As another process sees it. */
function onDisk(): string[] {
  const reader = new DatabaseSync(path, { readOnly: true })
  const rows = reader.prepare('SELECT body FROM kept ORDER BY id').all() as { body: string }[]
  reader.close()
  return rows.map(({ body }) => body)
}

describe('a group', () => {
  test('is on disk for everybody else before it resolves', async () => {
    await insert('one')
    expect(onDisk()).toEqual(['one'])
  })

  test('resolves each caller with its own result, in the order of asking', async () => {
    const ids = await Promise.all(Array.from({ length: 2_500 }, (_, i) => insert(String(i))))
    expect(ids).toEqual(Array.from({ length: 2_500 }, (_, i) => i + 1))
    expect(onDisk()).toHaveLength(2_500)
  })

  test('loses only the writes of the task that throws', async () => {
    const refused = new RangeError('no')
    const results = await Promise.allSettled([
      insert('before'),
      writer.write(() => {
        undo.add(() => undone++)
        db.exec(`INSERT INTO kept (body) VALUES ('taken back')`)
        throw refused
      }),
      insert('after'),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: refused })
    expect(onDisk()).toEqual(['before', 'after'])
    expect(undone).toBe(1)
  })

  test('goes on after one in which everybody threw', async () => {
    const failing = () =>
      writer.write(() => {
        throw new RangeError('no')
      })
    expect((await Promise.allSettled([failing(), failing()])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ])
    await insert('later')
    expect(onDisk()).toEqual(['later'])
  })

  test('a constraint that SQLite refuses is a StorageError for that caller alone', async () => {
    const results = await Promise.allSettled([
      insert('a'),
      writer.write(() => db.exec(`INSERT INTO kept (id, body) VALUES (1, 'twice')`)),
    ])
    expect(results[0]?.status).toBe('fulfilled')
    expect(results[1]).toMatchObject({ reason: { code: 'storage', problems: [{ code: 'ledger_failed' }] } })
    expect(onDisk()).toEqual(['a'])
  })
})

describe('a full disk', () => {
  const big = 'x'.repeat(3_000)

  test('is ledger_full for whoever was not written, and loses nothing that was acknowledged', async () => {
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number }
    db.exec(`PRAGMA max_page_count = ${pages + 20}`)
    const acknowledged: string[] = []
    const failures: unknown[] = []
    for (let round = 0; round < 6; round++) {
      const asked = Array.from({ length: 8 }, (_, i) => `${round}-${i} ${big}`)
      for (const [i, result] of (await Promise.allSettled(asked.map(insert))).entries()) {
        if (result.status === 'fulfilled') acknowledged.push(asked[i] as string)
        else failures.push(result.reason)
      }
    }
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(StorageError)
      expect(failure).toMatchObject({ problems: [{ code: 'ledger_full', who: 'operator' }] })
    }
    expect(onDisk()).toEqual(acknowledged)
    expect(undone).toBeGreaterThan(0)
    // Space again: the same writer goes on.
    db.exec('PRAGMA max_page_count = 1000000')
    await insert('later')
    expect(onDisk().at(-1)).toBe('later')
  })
})

describe('close', () => {
  test('commits what was asked for, and refuses what comes later', async () => {
    const before = insert('before')
    const reason = new StorageError([{ code: 'ledger_closed', who: 'operator' }])
    writer.close(reason)
    await before
    expect(onDisk()).toEqual(['before'])
    await expect(insert('after')).rejects.toBe(reason)
    expect(onDisk()).toEqual(['before'])
  })
})
