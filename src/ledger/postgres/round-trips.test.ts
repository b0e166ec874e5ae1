/** How often a PostgreSQL ledger waits for the server, and what a group of writes does when the server refuses one of them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type PostgresServer, startPostgres } from '../../../test/fixtures/postgres-server.ts'
import { type Acceptance, contentHash, verifyAudit } from '../index.ts'
import { Connection } from './connection.ts'
import { type OpenPostgresLedger, openPostgresLedger } from './index.ts'

const NOW = Date.UTC(2026, 0, 5)
const MANY = 32
const LEASE_MS = 60_000

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.close(), 60_000)

const asked = vi.spyOn(Connection.prototype, 'ask')
let ledger: OpenPostgresLedger
let count = 0
beforeEach(async () => {
  ledger = openPostgresLedger({ url: `${server.url}?schema=trips_${count++}`, now: NOW })
  await ledger.register([
    {
      upstream: 'civil',
      gate: 'civil',
      capabilities: {
        operations: ['create', 'update'],
        maxProcessingMs: 0,
        idempotency: { key: { scope: 'item', windowMs: 1e9 } },
      },
      canPoll: false,
      canProbe: true,
      leaseMs: LEASE_MS,
      contractHash: contentHash(''),
      mappingHash: contentHash(''),
    },
  ])
  // Row ids are asked for with whatever begins a transaction, once a table is known.
  await accept('first')
  await deliver(1)
})
afterEach(() => ledger.close())

const accept = (key: string, more: Partial<Acceptance> = {}) => ledger.accept({ ...acceptance(key), ...more })
const acceptMany = (from: number) => Promise.all(Array.from({ length: MANY }, (_, index) => accept(`${from + index}`)))

async function claimed(limit: number, now = NOW) {
  const { due } = await ledger.due({ upstream: 'civil', limit, now })
  const items = due.map(({ delivery, body }) => ({ deliveries: [delivery], message: body }))
  return (await ledger.claim({ upstream: 'civil', items, now })).claims
}

const settle = (claims: Awaited<ReturnType<typeof claimed>>) =>
  Promise.all(
    claims.map((claim) =>
      ledger.settle({
        upstream: 'civil',
        claim,
        now: NOW,
        random: 0.5,
        answers: [{ outcome: { state: 'delivered' }, problems: [] }],
      }),
    ),
  )

const deliver = async (limit: number) => settle(await claimed(limit))

async function trips(task: () => Promise<unknown>): Promise<number> {
  asked.mockClear()
  await task()
  return asked.mock.calls.length
}

function acceptance(key: string): Acceptance {
  const hash = contentHash(key)
  return {
    submission: { form: 'f', by: 'tester', source: 'test', at: NOW },
    ...{ form: 'f', formVersion: 1, keyHash: hash, clientKeyHash: hash, origin: hash, refuseSameEvent: false },
    ...{ entryHash: hash, contentHash: hash, values: { key }, withdrawn: false, by: 'tester', at: NOW },
    deliveries: [
      {
        ...{ upstream: 'civil', state: 'pending', wanted: 'present', problems: [], priority: 1 },
        ...{ payload: { json: JSON.stringify({ key }), hash }, dueAt: NOW, giveUpAt: 1e15 },
      },
    ],
  }
}

describe('waits for the server', () => {
  test('two for an acceptance, alone or with others', async () => {
    expect(await trips(() => accept('lone'))).toBe(2)
    expect(await trips(() => acceptMany(0))).toBe(2)
  })

  test('three for a correction, which reads what it supersedes', async () => {
    const accepted = await accept('a')
    if (accepted.state !== 'accepted') throw new RangeError(accepted.state)
    const { id, revision } = accepted.record
    const hash = contentHash('other')
    const correction = { existing: { id, revision }, clientKeyHash: hash, entryHash: hash, contentHash: hash }
    expect(await trips(() => accept('a', correction))).toBe(3)
  })

  test('two to claim and two to settle, however many', async () => {
    await acceptMany(0)
    let claims: Awaited<ReturnType<typeof claimed>> = []
    // Three of them to read what is due.
    expect(
      await trips(async () => {
        claims = await claimed(MANY)
      }),
    ).toBe(5)
    expect(claims).toHaveLength(MANY)
    expect(await trips(() => settle(claims))).toBe(2)
    expect(await ledger.counts({ states: ['delivered'] })).toMatchObject([{ count: MANY + 1 }])
  })
})

describe('reads that are asked at once', () => {
  const find = (name: string) => ledger.findRecord({ form: 'f', keyHash: contentHash(name) })

  test('wait once', async () => {
    await acceptMany(0)
    const names = Array.from({ length: MANY }, (_, index) => String(index))
    let found: readonly unknown[] = []
    const reading = trips(async () => {
      found = await Promise.all([...names, 'nobody'].map(find))
    })
    expect(await reading).toBe(1)
    expect(found.slice(0, MANY)).toMatchObject(names.map((key) => ({ values: { key } })))
    expect(found.at(-1)).toBeUndefined()
  })

  test('don’t fail with one that the server refuses', async () => {
    const [first, refused] = await Promise.allSettled([find('first'), ledger.findRecord({ number: 'A\u0000' })])
    expect(first).toMatchObject({ value: { values: { key: 'first' } } })
    expect(refused).toMatchObject({ reason: { code: 'storage' } })
  })

  test('see what others have written since', async () => {
    expect(await find('late')).toBeUndefined()
    await accept('late')
    expect(await find('late')).toMatchObject({ revision: 1 })
  })
})

describe('a group', () => {
  test('of which the server refuses one is made once more, each alone: that one fails, the others are kept', async () => {
    const results = await Promise.allSettled([
      accept('a'),
      // No text of PostgreSQL holds this character.
      accept('b', { by: 'nobody\u0000' }),
      accept('c'),
    ])
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value.state : one.reason.code))).toEqual([
      'accepted',
      'storage',
      'accepted',
    ])
    expect(await ledger.counts({})).toMatchObject([{ count: 1 }, { count: 2 }])
    expect(await verifyAudit(ledger)).toMatchObject({ rows: 4 })
    expect((await verifyAudit(ledger)).broken).toBeUndefined()
  })

  test('of which one is not to be made loses that one alone, whatever it had claimed before', async () => {
    await acceptMany(0)
    const { due } = await ledger.due({ upstream: 'civil', limit: 2, now: NOW })
    const [first, second] = due.map(({ delivery, body }) => ({ deliveries: [delivery], message: body }))
    const claim = (item: typeof first) => ledger.claim({ upstream: 'civil', items: item ? [item] : [], now: NOW })
    const [before, refused, after] = await Promise.allSettled([
      claim(first),
      accept('poison', { by: 'nobody\u0000' }),
      claim(second),
    ])
    expect(refused.status).toBe('rejected')
    const claims = [before, after].flatMap((one) => (one.status === 'fulfilled' ? one.value.claims : []))
    expect(claims.map(({ deliveries }) => deliveries)).toEqual(due.map(({ delivery }) => [delivery]))
    expect((await settle(claims)).map(({ applied }) => applied)).toEqual([true, true])
  })

  test('sees what it has written itself: one client key, one record, whoever comes first', async () => {
    const other = contentHash('other entry')
    const { commits } = await ledger.stats()
    const [first, again, conflict, taken] = await Promise.all([
      accept('a'),
      accept('a'),
      accept('a', { entryHash: other }),
      accept('a', { clientKeyHash: other }),
    ])
    expect([first, again, conflict, taken].map((one) => one?.state)).toEqual([
      'accepted',
      'repeated',
      'conflict',
      'moved',
    ])
    // And needs no second try, which would come to the same.
    expect((await ledger.stats()).commits).toBe(commits + 1)
  })

  test('settles a parcel once, however often it is told', async () => {
    await acceptMany(0)
    const [claim] = await claimed(1)
    if (!claim) throw new RangeError('nothing was claimed')
    expect((await settle([claim, claim])).map(({ applied }) => applied)).toEqual([true, false])
  })

  test('takes the answer to the attempt under way, also beside a late one to the attempt before', async () => {
    await accept('a')
    const [first] = await claimed(1)
    if (!first) throw new RangeError('nothing was claimed')
    const [second] = await claimed(1, NOW + LEASE_MS)
    expect(second).toMatchObject({ parcel: first.parcel, attempt: 2 })
    expect((await settle([second as typeof first, first])).map(({ applied }) => applied)).toEqual([true, false])
  })
})
