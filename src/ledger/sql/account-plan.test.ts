/** Reading what is due while an account is shut: by index, however much waits behind it. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-folder.ts'
import { contentHash } from '../keys.ts'
import { openSqliteLedger } from '../sqlite/index.ts'

const file = tempFolder()
const NOW = 1_000_000
const BACKLOG = 500
const GREAT = /SCAN (?:d|t|v|r|delivery|target|revision|record)\b/

test('with an account shut nothing is scanned, and its backlog is not read past', async () => {
  const statements = new Set<string>()
  const prepare = DatabaseSync.prototype.prepare
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    statements.add(sql)
    return prepare.call(this, sql)
  })
  const path = file('plan.db')
  const ledger = openSqliteLedger({ path, now: 0 })
  const capabilities = { operations: ['create'], maxProcessingMs: 0, idempotency: { upsert: true } } as const
  const accounts = { by: 'actor', serves: { a: 'shut', b: 'open' }, names: ['shut', 'open'], moved: 'hold' } as const
  const hash = contentHash('')
  const upstream = { upstream: 'grid', gate: 'grid', capabilities, accounts, contractHash: hash, mappingHash: hash }
  await ledger.register([{ ...upstream, canPoll: false, canProbe: false, leaseMs: 60_000 }])
  const accept = (key: string, account: string) =>
    ledger.accept({
      submission: { form: 'form', by: 'a', source: 'test', at: NOW },
      ...{ form: 'form', formVersion: 1, keyHash: contentHash(key), origin: contentHash(key), refuseSameEvent: false },
      ...{ entryHash: hash, contentHash: hash, values: {}, withdrawn: false, by: 'a', at: NOW },
      deliveries: [
        {
          ...{ upstream: 'grid', account, state: 'pending', wanted: 'present', problems: [], priority: 1, dueAt: NOW },
          ...{ deadlineAt: NOW + 1_000, giveUpAt: NOW * 9, payload: { json: '{}', hash: contentHash(key) } },
        },
      ],
    })
  await Promise.all(Array.from({ length: BACKLOG }, (_, index) => accept(`shut ${index}`, 'shut')))
  await accept('one', 'open')
  await ledger.setGate('grid/shut', { state: 'barred', why: 'credentials' }, NOW)
  statements.clear()
  const { due } = await ledger.due({ upstream: 'grid', limit: 8, now: NOW })
  expect(due.map(({ account }) => account)).toEqual(['open'])
  await ledger.close()
  vi.restoreAllMocks()
  const db = new DatabaseSync(path, { readOnly: true })
  const read = [...statements].filter((sql) => /^\s*(?:SELECT|WITH)/.test(sql))
  const plans = read.flatMap((sql) =>
    (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail),
  )
  db.close()
  // The rows of `open` alone: of `shut` only the heads of the index.
  expect(read.filter((sql) => sql.includes('d.body'))).not.toEqual([])
  expect(read.filter((sql) => sql.includes('d.body') && !sql.includes('d.account = ?'))).toEqual([])
  expect(plans.filter((detail) => GREAT.test(detail))).toEqual([])
  expect(plans.some((detail) => detail.includes('delivery_due_account'))).toBe(true)
  expect(plans.some((detail) => detail.includes('delivery_deadline_account'))).toBe(true)
})
