/**
 * The search says something of the real ledger only as far as its own transactions do what the real ones do: random ways
 * through it, each step done by both, every row compared.
 */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { type Claim, contentHash, decidePerson, type Ledger, type Settlement } from '../../src/ledger/index.ts'
import { openSqliteLedger } from '../../src/ledger/sqlite/index.ts'
import { seed, seeded } from '../faults/told.ts'
import { tempFolder } from '../fixtures/temp-folder.ts'
import { capabilitiesOf, KINDS, type Kind, LEASE_MS } from './exhaustive/kinds.ts'
import { RULES } from './exhaustive/rules.ts'
import { LOST, nextOf, saidBy, UNREACHED } from './exhaustive/search.ts'
import { type Content, initial, type State } from './exhaustive/state.ts'

const WAYS = Number(process.env.MIRROR_WAYS ?? 25)
const LONGEST = 60
// A look-up without an answer after five failed tries asks a person: tries are a count that the search leaves out.
const MOST_FAILED = 5
const FAILS = /^(?:lose the answer|no connection|too late to send)/
const START = Date.UTC(2026, 0, 5)
const UPSTREAM = 'u'

const file = tempFolder()
const HASHES = { A: contentHash('A'), B: contentHash('B') }
const nameOf = (hash: Uint8Array | null) => (hash === null ? null : Buffer.compare(hash, HASHES.A) === 0 ? 'A' : 'B')

class Mirror {
  readonly #kind
  readonly #path = file(`mirror-${Math.random()}.db`)
  readonly #claims = new Map<number, Claim>()
  #ledger!: Ledger
  #record: { id: number; revision: number } | undefined

  constructor(kind: Kind) {
    this.#kind = kind
  }

  async open(now: number): Promise<this> {
    this.#ledger = openSqliteLedger({ path: this.#path, now: START + now })
    const facts = { capabilities: capabilitiesOf(this.#kind), canPoll: false, canProbe: false, leaseMs: LEASE_MS }
    const hashes = { contractHash: contentHash(''), mappingHash: contentHash('') }
    await this.#ledger.register([{ ...facts, ...hashes, upstream: UPSTREAM, gate: UPSTREAM, retryGapsMs: [1] }])
    return this
  }

  /** Does what the model did. @param before - the model before this step */
  async follow(step: string, before: State, after: State): Promise<void> {
    const now = START + before.now
    const index = Number(/\d$/.exec(step)?.[0])
    const words = step.replace(/ of \d$/, '')
    if (words.startsWith('accept'))
      return this.#accept(before.accepted, words.endsWith('null') ? null : (words.at(-1) as 'A'), now)
    if (words.startsWith('claim')) return this.#claim(index, now)
    if (words.startsWith('a person')) return this.#decide(index, after, now)
    if (words === 'crash') {
      await this.#ledger.close()
      this.#claims.clear()
      await this.open(before.now)
      return
    }
    const flight = before.flights.find(({ delivery, sender }) => delivery === index && sender === 'waiting')
    if (!flight) return
    if (words.startsWith('answer')) return this.#settle(index, saidBy(flight.server), now)
    if (words === 'lose the answer') return this.#settle(index, LOST[flight.act], now)
    if (words === 'no connection' || words === 'too late to send') return this.#settle(index, UNREACHED, now)
  }

  async #accept(accepted: number, content: Content, at: number): Promise<void> {
    const hash = contentHash(`revision ${accepted}`)
    const result = await this.#ledger.accept({
      submission: { form: 'f', by: 'test', source: 'test', at },
      ...{
        form: 'f',
        formVersion: 1,
        ...(this.#record ? { existing: this.#record } : {}),
        keyHash: contentHash('key'),
      },
      ...{
        origin: contentHash('origin'),
        refuseSameEvent: false,
        entryHash: hash,
        contentHash: hash,
        values: {},
        by: 'test',
        at,
      },
      withdrawn: content === null,
      deliveries: [
        {
          ...{ upstream: UPSTREAM, state: 'pending', problems: [], priority: 1, dueAt: at, giveUpAt: at + 1e12 },
          ...(content === null
            ? { wanted: 'withdrawn' }
            : { wanted: 'present', payload: { json: '{}', hash: HASHES[content] } }),
        },
      ],
    })
    if (result.state !== 'accepted') throw new RangeError(result.state)
    this.#record = { id: result.record.id, revision: result.record.revision }
  }

  async #claim(index: number, now: number): Promise<void> {
    const { due } = await this.#ledger.due({ upstream: UPSTREAM, limit: 4, now })
    const items = due.map(({ delivery, message = '{}' }) => ({ deliveries: [delivery], message }))
    const { claims } = await this.#ledger.claim({ upstream: UPSTREAM, items, now })
    expect(claims.length).toBeLessThanOrEqual(1)
    for (const claim of claims) {
      expect(claim.deliveries).toEqual([index + 1])
      this.#claims.set(index, claim)
    }
  }

  async #settle(index: number, said: ReturnType<typeof saidBy>, now: number): Promise<void> {
    const claim = this.#claims.get(index) as Claim
    const answers = [
      claim.act === 'lookup' ? { found: said } : { outcome: said, problems: [] },
    ] as Settlement['answers']
    const { applied } = await this.#ledger.settle({ upstream: UPSTREAM, claim, now, random: 0.5, answers })
    expect(applied).toBe(true)
  }

  async #decide(index: number, { row, deliveries }: State, now: number): Promise<void> {
    const [standing] = (await this.#ledger.standingStill({}, { after: index, limit: 1 })).slice(0, 1)
    if (!standing) throw new RangeError('it does not stand still')
    const word = row === deliveries[index]?.content ? 'delivered' : 'send-again'
    const rules = { upstream: UPSTREAM, capabilities: capabilitiesOf(this.#kind), now, giveUpAt: now + 1e12 }
    const verdict = decidePerson(standing.delivery, standing.target, word, rules)
    if (!('left' in verdict)) await this.#ledger.redecide('li', now, [{ delivery: index + 1, from: 'held', verdict }])
  }

  /** Rows as the model has them. */
  rows() {
    const db = new DatabaseSync(this.#path, { readOnly: true })
    const deliveries = db
      .prepare(
        `SELECT d.state, d.due_at, d.operation, d.look_only, d.first_sent_at, d.open, w.cause FROM delivery d
         LEFT JOIN wait w ON w.delivery_id = d.id ORDER BY d.id`,
      )
      .all() as {
      state: string
      due_at: number | null
      operation: string | null
      look_only: number
      first_sent_at: number | null
      open: number
      cause: string | null
    }[]
    const target = db.prepare('SELECT * FROM target').get() as
      | {
          there: number
          there_hash: Uint8Array | null
          exposed_by: number | null
          ordinal: number
          last_sent_at: number | null
          quiet_at: number | null
        }
      | undefined
    db.close()
    const since = (at: number | null | undefined) => (at === null || at === undefined ? null : at - START)
    return {
      deliveries: deliveries.map((one) => ({
        state: one.state,
        dueAt: since(one.due_at),
        wait: one.open === 1 ? one.cause : null,
        ...(one.open === 1
          ? { operation: one.operation, lookOnly: one.look_only === 1, firstSentAt: since(one.first_sent_at) }
          : {}),
      })),
      there: target?.there === 1 ? (nameOf(target.there_hash) ?? '?') : 'absent',
      exposedBy: target?.exposed_by == null ? null : target.exposed_by - 1,
      ordinal: target?.ordinal ?? 0,
      lastSentAt: since(target?.last_sent_at),
      quietAt: since(target?.quiet_at),
    }
  }

  close = () => this.#ledger.close()
}

const rowsOf = ({ deliveries, target }: State) => ({
  deliveries: deliveries.map(({ state, dueAt, wait, operation, lookOnly, firstSentAt }) => {
    const isOpen = !['delivered', 'unchanged', 'superseded', 'cancelled'].includes(state)
    return { state, dueAt, wait, ...(isOpen ? { operation, lookOnly, firstSentAt } : {}) }
  }),
  ...target,
})

// One process owns the file: nobody takes over from one that was stopped.
const isPossible = ({ step }: { step: string }) => !step.startsWith('stop') && !step.startsWith('refuse')

test.each(KINDS)('an upstream with %s', { timeout: 120_000 }, async (kind) => {
  const random = seeded()
  const histories: Content[][] = [
    ['A', 'B', 'A'],
    ['A', null, 'A'],
    ['B', 'B', null],
  ]
  let compared = 0
  for (let way = 0; way < WAYS; way++) {
    const revisions = histories[way % histories.length] as Content[]
    let state = initial(kind, { faults: 6 })
    const mirror = await new Mirror(kind).open(0)
    const steps: string[] = []
    for (let i = 0; i < LONGEST; i++) {
      const next = nextOf(state, revisions, RULES).filter(isPossible)
      if (next.length === 0 || steps.filter((one) => FAILS.test(one)).length === MOST_FAILED) break
      const { step, state: after } = next[Math.floor(random() * next.length)] as (typeof next)[0]
      steps.push(step)
      await mirror.follow(step, state, after)
      state = after
      expect(mirror.rows(), `seed ${seed}: ${steps.join(' > ')}`).toEqual(rowsOf(state))
      compared++
    }
    await mirror.close()
  }
  expect(compared).toBeGreaterThan(WAYS * 5)
})
