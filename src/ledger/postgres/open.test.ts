/** A PostgreSQL ledger as processes open it: at once, beside each other, without a server for a while. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../../../test/fixtures/postgres-server.ts'
import { StorageError } from '../../base/errors.ts'
import { type Acceptance, contentHash, type Ledger, openLedger, readLedger, verifyAudit } from '../index.ts'
import type { LedgerKey } from '../key-ring.ts'
import { SCHEMA_VERSION } from '../sql/schema.ts'
import { openPostgresLedger } from './index.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
const open: Ledger[] = []
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close()
})
afterAll(() => server.close())

const urlOf = (schema: string) => `${server.url}?schema=${schema}`
async function opened(schema: string): Promise<Ledger> {
  const ledger = await openLedger(urlOf(schema))
  open.push(ledger)
  return ledger
}
const problemOf = (done: Promise<unknown>) =>
  done.then(
    () => undefined,
    (error: StorageError) => error.problems[0],
  )

const upstream = {
  upstream: 'civil',
  capabilities: { operations: ['create'], maxProcessingMs: 1_000 },
  canPoll: false,
  canProbe: false,
  leaseMs: 30_000,
  gate: 'civil',
  contractHash: contentHash(''),
  mappingHash: contentHash(''),
} as const

function acceptance(key: string): Acceptance {
  const hash = contentHash(key)
  return {
    submission: { form: 'f', by: 'tester', source: 'test', at: 1 },
    form: 'f',
    formVersion: 1,
    keyHash: hash,
    origin: hash,
    refuseSameEvent: false,
    entryHash: hash,
    contentHash: hash,
    values: { key },
    withdrawn: false,
    by: 'tester',
    at: 1,
    deliveries: [
      {
        upstream: 'civil',
        state: 'pending',
        wanted: 'present',
        payload: { json: '{}', hash },
        problems: [],
        priority: 1,
        dueAt: 1,
        giveUpAt: 1e15,
      },
    ],
  }
}

describe('several at once', () => {
  test('make one ledger, with one set of secrets', async () => {
    const [a, b, c] = await Promise.all([opened('at_once'), opened('at_once'), opened('at_once')])
    expect(a?.secrets).toEqual(b?.secrets)
    expect(c?.secrets).toEqual(b?.secrets)
  })

  test('write one after the other: one audit, one record per key', async () => {
    const ledgers = await Promise.all([opened('together'), opened('together')])
    for (const ledger of ledgers) await ledger.register([upstream])
    const keys = Array.from({ length: 100 }, (_, i) => `k${i}`)
    const accepted = await Promise.all(ledgers.flatMap((ledger) => keys.map((key) => ledger.accept(acceptance(key)))))
    expect(accepted.filter(({ state }) => state === 'accepted')).toHaveLength(keys.length)
    expect(accepted.filter(({ state }) => state === 'moved')).toHaveLength(keys.length)
    expect(await verifyAudit(ledgers[0] as Ledger)).toMatchObject({ rows: keys.length })
  })

  test('hear what the others make due, and nothing of their own', async () => {
    const [a, b] = [await opened('heard'), await opened('heard')]
    await a.register([upstream])
    const heard: (readonly string[])[] = []
    const own: (readonly string[])[] = []
    b.sharing?.heard((names) => heard.push(names))
    a.sharing?.heard((names) => own.push(names))
    await a.accept(acceptance('one'))
    // What a new connection may have missed is told without a name, maybe only now.
    await expect.poll(() => heard.filter((names) => names.length > 0)).toEqual([['civil']])
    expect(own).toEqual([])
  })

  test('refuse nothing that another has sent meanwhile', async () => {
    const [slow, other] = [await opened('refuse'), await opened('refuse')]
    for (const ledger of [slow, other]) await ledger.register([upstream])
    await slow.accept(acceptance('one'))
    const ask = { upstream: 'civil', limit: 1 }
    await slow.due({ ...ask, now: 1 })
    // What the first has read ahead is the others' again by now.
    const now = 1 + 11_000
    const { due } = await other.due({ ...ask, now })
    const items = due.map(({ delivery, body }) => ({ deliveries: [delivery], message: body }))
    const [claim] = (await other.claim({ upstream: 'civil', items, now })).claims
    if (!claim) throw new RangeError('nothing was claimed')
    const outcome = { state: 'not-applied', why: { barred: 'credentials' } } as const
    await other.settle({ upstream: 'civil', claim, now, random: 0.5, answers: [{ outcome, problems: [] }] })
    const problems = [{ code: 'behind_held', who: 'operator' }] as const
    expect(await slow.release([{ delivery: due[0]?.delivery as number, problems }], now)).toEqual([])
    expect(await slow.counts({})).toMatchObject([{ state: 'pending', count: 1 }])
  })

  test('go by the database’s clock', async () => {
    const { sharing } = await opened('clock')
    // One machine here: its clock is the database's.
    expect(Math.abs(sharing?.aheadMs() ?? Number.NaN)).toBeLessThan(1_000)
  })
})

describe('opening', () => {
  test('refuses what is newer, and reads nothing that isn’t there', async () => {
    await (await opened('newer')).close()
    open.pop()
    await server.query(
      `UPDATE newer.meta SET value = '\\x00'::bytea || '${SCHEMA_VERSION + 1}'::bytea WHERE name = 'version'`,
    )
    expect(await problemOf(openLedger(urlOf('newer')))).toMatchObject({ code: 'ledger_newer' })
    expect(() => readLedger(urlOf('nothing'))).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'ledger_missing' })] }),
    )
  })

  test('says what the database refuses, without user and password', async () => {
    const { host, port } = server
    const wrong = await problemOf(openLedger(`postgres://somebody:sesame@${host}:${port}/postgres`))
    expect(wrong).toMatchObject({ code: 'ledger_refused', who: 'operator' })
    const nobody = await problemOf(openLedger(`postgres://somebody:sesame@${host}:1/postgres`))
    expect(nobody).toMatchObject({ code: 'ledger_unreachable', params: { detail: 'PostgreSQL ECONNREFUSED' } })
    expect(JSON.stringify([wrong, nobody])).not.toMatch(/somebody|sesame/)
    const schema = await problemOf(openLedger(`postgres://somebody:sesame@${host}/postgres?schema=A"B`))
    expect(schema).toMatchObject({ code: 'ledger_unsupported' })
    expect(JSON.stringify(schema)).not.toContain('sesame')
  })
})

describe('a server that goes away', () => {
  test('is found again by the next call', async () => {
    const ledger = await opened('again')
    await ledger.register([upstream])
    await ledger.accept(acceptance('before'))
    await server.restart()
    expect(await ledger.accept(acceptance('after'))).toMatchObject({ state: 'accepted' })
    await server.restart()
    expect(await ledger.counts({})).toMatchObject([{ count: 2 }])
  })

  test('is told, loses nothing that was acknowledged, and is waited for', async () => {
    const ledger = await opened('away')
    await ledger.register([upstream])
    const acknowledged: string[] = []
    const asked = Array.from({ length: 400 }, async (_, i) => {
      const { state } = await ledger.accept(acceptance(`k${i}`))
      if (state === 'accepted') acknowledged.push(`k${i}`)
    })
    await asked[20]
    await server.crash()
    const failures = (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    for (const failure of failures) expect(failure).toBeInstanceOf(StorageError)
    expect(await problemOf(ledger.accept(acceptance('while away')))).toMatchObject({ code: 'ledger_unreachable' })
    await server.start()
    for (const key of acknowledged) {
      expect(await ledger.findRecord({ form: 'f', keyHash: contentHash(key) }), key).toBeDefined()
    }
    expect(await ledger.accept(acceptance('back'))).toMatchObject({ state: 'accepted' })
    expect((await verifyAudit(ledger)).broken).toBeUndefined()
  })

  test('whoever holds the ledger’s lock keeps the others out', async () => {
    const ledger = await opened('held')
    await ledger.register([upstream])
    const order: string[] = []
    const holding = server
      .query(
        `DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtextextended('yibiao:held', 0)); PERFORM pg_sleep(1); END $$`,
      )
      .then(() => order.push('let go'))
    const locks = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted`
    await expect.poll(async () => (await server.query(locks)).length).toBe(1)
    await ledger.accept(acceptance('one')).then(() => order.push('accepted'))
    await holding
    expect(order).toEqual(['let go', 'accepted'])
  })
})

test('an index key that one can’t open: nothing is accepted under the former one, alone or with others', async () => {
  const [older, newer] = [1, 2].map((id) => ({ id: `${id}`, key: new Uint8Array(32).fill(id) })) as [
    LedgerKey,
    LedgerKey,
  ]
  const withKeys = (...keys: LedgerKey[]) => openPostgresLedger({ url: urlOf('index_key'), keys })
  const [mine, theirs] = [withKeys(older), withKeys(newer, older)]
  open.push(mine, theirs)
  for (const ledger of [mine, theirs]) await ledger.register([upstream])
  await theirs.beginIndexKey()
  const missing = { code: 'ledger_key_missing', params: { key: '2' } }
  expect(await problemOf(mine.accept(acceptance('a')))).toMatchObject(missing)
  const both = [mine.accept(acceptance('a')), mine.accept(acceptance('b'))]
  for (const one of both) expect(await problemOf(one)).toMatchObject(missing)
  expect(await theirs.accept(acceptance('a'))).toMatchObject({ state: 'accepted' })
})
