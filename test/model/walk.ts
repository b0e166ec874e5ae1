/** One walk: the real ledger on a turned clock and a simulated upstream, step by step, and how it comes to rest. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Claim, contentHash, type Ledger, type Settlement } from '../../src/ledger/index.ts'
import type { LedgerKey } from '../../src/ledger/key-ring.ts'
import { openSqliteLedger } from '../../src/ledger/sqlite/index.ts'
import { brokenInvariants } from '../../src/testing/ledger/invariants.ts'
import { manualClock } from '../../src/testing/manual-clock.ts'
import type { Member } from '../../src/upstream/contract-v1.ts'
import type { Outcome } from '../../src/upstream/outcome.ts'
import { capabilitiesOf, type Kind, MAX_PROCESSING_MS, SimulatedUpstream } from './simulated-upstream.ts'

export type Step =
  | { do: 'accept'; content: 'A' | 'B' | 'C' }
  | { do: 'withdraw' }
  | { do: 'claim' }
  | {
      do: 'answer'
      how: 'delivered' | 'lost-applied' | 'lost' | 'lost-late' | 'throttled' | 'unavailable' | 'rejected' | 'duplicate'
    }
  | { do: 'wait'; ms: number }
  | { do: 'crash' }
  | { do: 'rotate' }

const UPSTREAM = 'walked'
const KEYS = ['a', 'b'].map((id, i): LedgerKey => ({ id, key: new Uint8Array(32).fill(i) }))
export const LEASE_MS = 30_000

interface Flight {
  claim: Claim
  member: Member
}

export class Walk {
  readonly clock = manualClock()
  readonly folder = mkdtempSync(join(tmpdir(), 'walk-'))
  readonly path = join(this.folder, 'ledger.db')
  readonly kind: Kind
  readonly upstream: SimulatedUpstream
  ledger!: Ledger
  flying: Flight[] = []
  wanted: string | undefined
  /** Upstreams that know keys or nothing are walked under two keys that take turns. */
  keys: readonly LedgerKey[]

  constructor(kind: Kind) {
    this.kind = kind
    this.keys = kind === 'key' || kind === 'neither' ? KEYS : []
    this.upstream = new SimulatedUpstream(kind)
  }

  async open() {
    this.ledger = openSqliteLedger({ path: this.path, now: this.clock.now(), keys: this.keys })
    await this.register()
  }

  async register() {
    const hash = contentHash('')
    const facts = {
      upstream: UPSTREAM,
      capabilities: capabilitiesOf(this.kind),
      canPoll: false,
      canProbe: true,
      leaseMs: LEASE_MS,
    }
    await this.ledger.register([{ ...facts, gate: UPSTREAM, contractHash: hash, mappingHash: hash }])
  }

  async step(step: Step) {
    switch (step.do) {
      case 'accept':
        return this.accept(step.content)
      case 'withdraw':
        return this.accept(undefined)
      case 'claim':
        return this.claim()
      case 'answer': {
        const flight = this.flying.shift()
        return flight && this.answer(flight, step.how)
      }
      case 'wait':
        this.clock.advance(step.ms)
        return this.upstream.applyLate(this.clock.now())
      case 'rotate':
        return this.ledger.reseal(3)
      case 'crash':
        this.dropAll()
        await this.ledger.close()
        this.keys = this.keys.toReversed()
        return this.open()
    }
  }

  /** What was in flight may still arrive, up to the longest processing time after the crash. */
  dropAll() {
    for (const { claim, member } of this.flying) {
      if (claim.act === 'send') this.late(member)
    }
    this.flying = []
  }

  late(member: Member) {
    this.upstream.late.push({ member, applyAt: this.clock.now() + MAX_PROCESSING_MS - 1 })
  }

  async accept(content: string | undefined) {
    const keyHash = contentHash('key')
    const existing = await this.ledger.findRecord({ form: 'f', keyHash })
    if (content === undefined && !existing) return
    const at = this.clock.now()
    const json = JSON.stringify({ content })
    await this.ledger.accept({
      submission: { form: 'f', by: 'walker', source: 'test', at },
      form: 'f',
      formVersion: 1,
      ...(existing ? { existing: { id: existing.id, revision: existing.revision } } : {}),
      keyHash,
      origin: existing?.origin ?? contentHash('origin'),
      refuseSameEvent: false,
      entryHash: contentHash(json),
      contentHash: contentHash(json),
      values: { content: content ?? '' },
      withdrawn: content === undefined,
      by: 'walker',
      at,
      deliveries: [
        {
          upstream: UPSTREAM,
          state: 'pending',
          wanted: content === undefined ? 'withdrawn' : 'present',
          ...(content === undefined ? {} : { payload: { json, hash: contentHash(json) } }),
          problems: [],
          priority: 1,
          dueAt: at,
          giveUpAt: at + 1e12,
        },
      ],
    })
    this.wanted = content
  }

  async claim() {
    const now = this.clock.now()
    const { due, nextAt } = await this.ledger.due({ upstream: UPSTREAM, limit: 4, now })
    const members = new Map<number, Member>()
    for (const { delivery, operation, idempotencyKey, body, reference } of due) {
      const member = { operation, idempotencyKey, payload: JSON.parse(body) }
      members.set(delivery, reference === undefined ? member : { ...member, reference })
    }
    const items = due.map(({ delivery, body, message = body }) => ({ deliveries: [delivery], message }))
    const { claims, shut, opensAt } = await this.ledger.claim({ upstream: UPSTREAM, items, now })
    await this.ledger.release(
      shut.map((delivery) => ({ delivery })),
      now,
    )
    for (const claim of claims)
      this.flying.push({ claim, member: members.get(claim.deliveries[0] as number) as Member })
    return { claims, nextAt: shut.length > 0 ? opensAt : nextAt }
  }

  async answer({ claim, member }: Flight, how: Extract<Step, { do: 'answer' }>['how']) {
    const answers: Settlement['answers'] =
      claim.act === 'lookup'
        ? [{ found: how.startsWith('lost') ? { state: 'blind', detail: 'lost' } : this.upstream.look(member) }]
        : [{ outcome: this.outcome(member, how), problems: [] }]
    return this.ledger.settle({ upstream: UPSTREAM, claim, now: this.clock.now(), random: 0.5, answers })
  }

  outcome(member: Member, how: Extract<Step, { do: 'answer' }>['how']): Outcome {
    switch (how) {
      case 'delivered': {
        const reference = this.upstream.apply(member)
        return this.kind === 'neither' ? { state: 'delivered' } : { state: 'delivered', reference }
      }
      case 'duplicate':
        // Only an upstream with something there says so.
        if (this.upstream.rows.length > 0 && member.operation === 'create') return { state: 'duplicate' }
        this.upstream.apply(member)
        return { state: 'delivered' }
      case 'lost-applied':
        this.upstream.apply(member)
        return { state: 'unknown', detail: 'cut' }
      case 'lost-late':
        this.late(member)
        return { state: 'unknown', detail: 'deadline' }
      case 'lost':
        return { state: 'unknown', detail: 'cut' }
      case 'throttled':
        return { state: 'not-applied', why: 'throttled', retryAfterMs: 1_000 }
      case 'unavailable':
        return { state: 'not-applied', why: 'unavailable' }
      case 'rejected':
        if (!this.upstream.refuse(member)) return { state: 'delivered' }
        return { state: 'rejected', faults: [], who: 'reporter' }
    }
  }

  broken(): readonly string[] {
    return brokenInvariants({ [UPSTREAM]: capabilitiesOf(this.kind) }, (sql) => this.query(sql))
  }

  query(sql: string): unknown[] {
    const db = new DatabaseSync(this.path, { readOnly: true })
    try {
      return db.prepare(sql).all()
    } finally {
      db.close()
    }
  }

  /** Nothing is lost any more: everything due is claimed and answered until it stands still. */
  async finish() {
    for (let round = 0; round < 200; round++) {
      this.upstream.applyLate(this.clock.now())
      for (const flight of this.flying.splice(0)) await this.answer(flight, 'delivered')
      const { claims, nextAt } = await this.claim()
      if (claims.length > 0) continue
      if (nextAt === undefined) {
        // The last late request has taken effect by now.
        this.clock.advance(MAX_PROCESSING_MS)
        this.upstream.applyLate(this.clock.now())
        return
      }
      this.clock.advance(Math.max(nextAt - this.clock.now(), 1))
    }
    throw new RangeError('the walk never comes to rest')
  }

  async close() {
    await this.ledger.close()
    rmSync(this.folder, { recursive: true })
  }
}
