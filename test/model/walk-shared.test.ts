/**
 * The random walk over PostgreSQL, by two processes that take turns: whatever one has in hand when its lease ends is the other's
 * to look into. SHARED_WALKS and SEED choose how many and which.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Claim, contentHash, type Ledger, needsPerson } from '../../src/ledger/index.ts'
import { openPostgresLedger } from '../../src/ledger/postgres/index.ts'
import { openForReading } from '../../src/ledger/postgres/open.ts'
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts'
import type { Kind } from './simulated-upstream.ts'
import { step } from './steps.ts'
import { LEASE_MS, type Step, Walk } from './walk.ts'

const WALKS = Number(process.env.SHARED_WALKS ?? 3)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

let server: PostgresServer
let asking: ReturnType<typeof openForReading> | undefined
let count = 0
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(async () => {
  asking?.close()
  await server.close()
  console.log(`seed ${seed}`)
})

class SharedWalk extends Walk {
  readonly schema = `walk_${count++}`
  readonly #ledgers: Ledger[] = []
  readonly #claimedBy = new Map<Claim, Ledger>()

  constructor(kind: Kind) {
    super(kind)
    // Both seal with the same key: nothing is rotated under a process that doesn't know it.
    this.keys = this.keys.slice(0, 1)
  }

  override async open() {
    while (this.#ledgers.length < 2) {
      this.ledger = openPostgresLedger({ url: this.url, now: this.clock.now(), keys: this.keys })
      this.#ledgers.push(this.ledger)
      await this.register()
    }
  }

  get url() {
    return `${server.url}?schema=${this.schema}`
  }

  override async step(one: Step) {
    if (one.do === 'wait') this.#dropOverdue(one.ms)
    if (one.do === 'crash') {
      const [gone] = this.#ledgers.splice(this.#ledgers.indexOf(this.ledger), 1)
      this.dropAll()
      await gone?.close()
      return this.open()
    }
    const done = await super.step(one)
    this.ledger = this.#ledgers[this.ledger === this.#ledgers[0] ? 1 : 0] as Ledger
    return done
  }

  override async claim() {
    const claimed = await super.claim()
    for (const { claim } of this.flying) if (!this.#claimedBy.has(claim)) this.#claimedBy.set(claim, this.ledger)
    return claimed
  }

  /** By whoever claimed it, while the other one goes on. */
  override async answer(...[flight, how]: Parameters<Walk['answer']>) {
    const turn = this.ledger
    this.ledger = this.#claimedBy.get(flight.claim) ?? turn
    const answered = await super.answer(flight, how)
    this.ledger = turn
    return answered
  }

  /** No send outlives its lease (I6): what is not answered by then was cut. */
  #dropOverdue(ms: number) {
    if (this.flying.some(({ claim }) => claim.at + LEASE_MS <= this.clock.now() + ms)) this.dropAll()
  }

  override query(sql: string): unknown[] {
    asking ??= openForReading(this.url, this.keys)
    asking.db.run([`SET search_path = "${this.schema}"`])
    return asking.db.prepare(sql).all()
  }

  override async close() {
    for (const ledger of this.#ledgers) await ledger.close()
  }
}

describe.each(['key', 'lookup', 'upsert', 'neither'] as const)('two processes and an upstream with %s', (kind) => {
  test('never double, never leave a stale revision standing, never lose one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const walk = new SharedWalk(kind)
        await walk.open()
        try {
          for (const one of steps) {
            await walk.step(one)
            expect(walk.broken()).toEqual([])
          }
          await walk.finish()
          expect(walk.broken()).toEqual([])
          // Whoever was sending is gone or has answered.
          expect(await walk.ledger.counts({ states: ['sending'] })).toEqual([])
          expect(walk.upstream.rows.length).toBeLessThanOrEqual(1)
          const record = await walk.ledger.findRecord({ form: 'f', keyHash: contentHash('key') })
          const latest = record && (await walk.ledger.deliveriesOf(record.number))[0]
          if (!latest || needsPerson(latest.state)) return
          if ((await walk.ledger.counts({ states: ['held'] })).length > 0) return
          expect(walk.upstream.rows.map(({ content }) => JSON.parse(content).content)).toEqual(
            walk.wanted === undefined ? [] : [walk.wanted],
          )
        } finally {
          await walk.close()
        }
      }),
      { numRuns: WALKS, seed, endOnFailure: true },
    )
  }, 120_000)
})
