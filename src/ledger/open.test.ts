/** Every ledger there is, through the one conformance suite. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { StorageError } from '../base/errors.ts'
import { describeLedger } from '../testing/index.ts'
import type { Ledger } from './contract.ts'
import { openLedger, readLedger } from './open.ts'
import { openSqliteLedger } from './sqlite/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
afterAll(() => rmSync(folder, { recursive: true }))

function suite(name: string, open: (path: string, now: number) => Promise<Ledger> | Ledger): void {
  let count = 0
  const path = () => join(folder, `${name}-${count}.db`)
  describeLedger(
    { describe, test, expect },
    `${name} ledger`,
    ({ now }) => {
      count++
      return open(path(), now)
    },
    {
      reopen: ({ now }) => open(path(), now),
      query(sql) {
        const db = new DatabaseSync(path(), { readOnly: true })
        try {
          return db.prepare(sql).all()
        } finally {
          db.close()
        }
      },
    },
  )
}

suite('in-process', (path, now) => openSqliteLedger({ path, now }))
const keys = [{ id: 'suite', key: new Uint8Array(32).fill(7) }]
suite('encrypted', (path, now) => openSqliteLedger({ path, now, keys }))
suite('threaded', (path, now) => openLedger(`file:${path}`, { now }))

describe('openLedger', () => {
  test('knows file: and memory: alone', async () => {
    const unknown = { code: 'storage', problems: [{ code: 'ledger_unsupported', params: { setting: 'yibiao.db' } }] }
    await expect(openLedger('yibiao.db', { now: 0 })).rejects.toMatchObject(unknown)
    expect(() => readLedger('yibiao.db')).toThrow(StorageError)
  })

  test('memory: is empty each time, and for readers', async () => {
    const ledger = await openLedger('memory:', { now: 0 })
    expect(await ledger.counts({})).toEqual([])
    await ledger.close()
    const reader = readLedger('memory:')
    expect(await reader.counts({})).toEqual([])
    await reader.close()
  })
})
