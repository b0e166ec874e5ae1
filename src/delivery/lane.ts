/**
 * One upstream's lane: reads what is due a little ahead, prepares it, claims as slots come free, sends, settles. Lanes
 * know nothing of each other, so a dead or slow upstream delays nobody else.
 *
 * A finished send frees its slot before its settlement is on disk: settlement and the next claim share one commit.
 */
import PQueue from 'p-queue'
import type { Clock } from '../base/clock.ts'
import type { JsonObject } from '../base/json.ts'
import type { Claim, Due, Ledger, Moved, Settlement } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import type { Member } from '../upstream/contract-v1.ts'
import type { Http } from '../upstream/http-contract.ts'
import type { Watched } from './attempt.ts'
import { probeOnce } from './probe.ts'
import { type Flight, lookOnce, type Sending, sendOnce } from './send.ts'

export interface LaneParts {
  readonly upstream: CompiledUpstream
  readonly ledger: Ledger
  readonly clock: Clock
  readonly http: Http
  /** Whose log-in a call is made with. */
  readonly under: Sending['under']
  /** In [0, 1). */
  random(): number
  moved(moves: readonly Moved[]): void
  /** A probe has opened the gate: whoever is behind it may go on. */
  opened(): void
  /** The ledger is gone for good: the lane stands still until the gateway is opened again. */
  failed(error: unknown): void
  /** Absent: nobody watches. */
  readonly watched?: Watched
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

interface ReadyMember {
  readonly delivery: number
  readonly member: Member
  readonly account?: string
  readonly ticket?: string
}

/** A parcel to be claimed. */
interface Ready {
  readonly members: readonly ReadyMember[]
  readonly message: string
}

export class Lane {
  readonly #parts
  readonly #queue
  readonly #sending: Sending
  readonly #ready: Ready[] = []
  readonly #aborts = new Set<AbortController>()
  readonly #underWay = new Set<Promise<void>>()
  #cancelTimer: (() => void) | undefined
  #reading = false
  #readAgain = false
  #claiming = 0
  #shut = false
  #stopped = false

  constructor(parts: LaneParts) {
    this.#parts = parts
    const { upstream, ledger, clock, http, under, log } = parts
    this.#queue = new PQueue({ concurrency: upstream.limits.concurrency })
    // Emitted as soon as a slot is free, in the same turn of the event loop as its settlement was handed over.
    this.#queue.addEventListener('next', () => this.#next())
    this.#sending = {
      adapter: upstream.adapter,
      ledger,
      clock,
      http,
      under,
      log,
      timeoutMs: upstream.limits.timeoutMs,
    }
  }

  /** Something may be due, or the gate may be open. Cheap to call often. */
  wake(): void {
    this.#shut = false
    this.#next()
  }

  pause(): void {
    this.#queue.pause()
  }

  resume(): void {
    this.#queue.start()
    this.wake()
  }

  /** Takes nothing new, lets what is in flight end, and resolves when it is settled. */
  async drain(): Promise<void> {
    this.#stopped = true
    this.#cancelTimer?.()
    while (this.#underWay.size > 0 || this.#queue.pending > 0) {
      await this.#queue.onIdle()
      await Promise.all(this.#underWay)
    }
  }

  /** Cuts what is in flight short: it becomes uncertain. */
  abort(): void {
    for (const abort of this.#aborts) abort.abort()
  }

  #next(): void {
    if (this.#stopped || this.#shut || this.#queue.isPaused) return
    this.#claimReady()
    if (this.#reading) this.#readAgain = true
    else if (this.#ready.length < this.#parts.upstream.limits.concurrency) this.#watch(this.#readDue())
  }

  /** Until it ends, closing waits for it; when it fails, the lane stands still. */
  #watch(work: Promise<void>): void {
    const watched = work.catch((error: unknown) => {
      this.#stopped = true
      this.#parts.failed(error)
    })
    this.#underWay.add(watched)
    void watched.finally(() => this.#underWay.delete(watched))
  }

  /** Reads a little ahead: what is read is not claimed, and a report that is more urgent comes next. */
  async #readDue(): Promise<void> {
    const { upstream, ledger, clock } = this.#parts
    this.#reading = true
    this.#readAgain = false
    const limit = upstream.limits.concurrency * 2 - this.#ready.length
    const { due, moved, nextAt } = await ledger.due({ upstream: upstream.name, limit, now: clock.now() })
    this.#reading = false
    if (moved.length > 0) this.#parts.moved(moved)
    await this.#prepare(due)
    // Behind a shut gate it wakes when that opens, not before, and not never.
    if (!this.#shut) this.#wakeAt(nextAt)
    if (due.length > 0 || this.#readAgain) this.#next()
  }

  async #prepare(due: readonly Due[]): Promise<void> {
    for (const group of Map.groupBy(due, (one) => one.group).values()) {
      const members = group.map(readyMember)
      const kept = group[0]?.message
      if (kept === undefined) await this.#prepareNew(members)
      else this.#ready.push({ members, message: kept })
    }
  }

  /** One that can't be prepared is refused alone: the others go without it, each in a parcel of its own. */
  async #prepareNew(members: readonly ReadyMember[]): Promise<void> {
    const { upstream, ledger, clock, moved } = this.#parts
    const prepared = upstream.prepare(members.map(({ member }) => member))
    if ('message' in prepared) this.#ready.push({ members, message: prepared.message })
    else if (members.length > 1) for (const member of members) await this.#prepareNew([member])
    else {
      const refused = members.map(({ delivery }) => ({ delivery, problems: prepared.problems }))
      moved(await ledger.release(refused, clock.now()))
    }
  }

  #claimReady(): void {
    const { upstream } = this.#parts
    const free = upstream.limits.concurrency - this.#queue.pending - this.#queue.size - this.#claiming
    const items = this.#ready.splice(0, Math.max(free, 0))
    if (items.length > 0) this.#watch(this.#claim(items))
  }

  async #claim(items: readonly Ready[]): Promise<void> {
    const { upstream, ledger, clock } = this.#parts
    this.#claiming += items.length
    // Before asking: the lease counts from `now`, however long the commit takes.
    const claimedAt = clock.monotonic()
    const { claims, shut, opensAt, probe } = await ledger.claim({
      upstream: upstream.name,
      items: items.map(({ members, message }) => ({ deliveries: members.map(({ delivery }) => delivery), message })),
      now: clock.now(),
    })
    this.#claiming -= items.length
    const byFirst = new Map(items.map((item) => [item.members[0]?.delivery, item]))
    for (const claim of claims) {
      const { members, message } = byFirst.get(claim.deliveries[0]) as Ready
      void this.#queue.add(() => this.#run({ claim, members, message, claimedAt }))
    }
    if (probe) this.#watch(this.#probe(items[0]?.members[0]))
    if (shut.length > 0) await this.#giveBack(shut, opensAt)
    else this.#next()
  }

  /** The gate is shut: what was read ahead goes back, so that the most urgent is first when it opens. */
  async #giveBack(shut: readonly number[], opensAt: number | undefined): Promise<void> {
    this.#shut = true
    this.#wakeAt(opensAt)
    const ahead = this.#ready.splice(0).flatMap(({ members }) => members.map(({ delivery }) => delivery))
    const back = [...shut, ...ahead]
    await this.#parts.ledger.release(
      back.map((delivery) => ({ delivery })),
      this.#parts.clock.now(),
    )
  }

  /** While it fails nothing is sent: asking is how it is noticed that it is back. */
  async #probe({ member, account }: Partial<ReadyMember> = {}): Promise<void> {
    const { upstream, ledger, clock, opened } = this.#parts
    const finding = await this.#inTime((signal) => probeOnce(account, member, signal, this.#sending))
    const own = account === undefined ? {} : { account }
    const result = await ledger.probed({ upstream: upstream.name, ...own, finding, now: clock.now() })
    if (result.opened) opened()
    else this.#wakeAt(result.nextAt)
  }

  #wakeAt(at: number | undefined): void {
    const { clock } = this.#parts
    this.#cancelTimer?.()
    this.#cancelTimer = at === undefined ? undefined : clock.after(Math.max(at - clock.now(), 0), () => this.wake())
  }

  async #run(flight: Flight): Promise<void> {
    const { upstream, watched } = this.#parts
    const ask = () =>
      this.#inTime((signal) => this.#answers(flight, signal).catch((error: unknown) => this.#unanswered(flight, error)))
    const { act, deliveries } = flight.claim
    const answers = await (watched?.({ upstream: upstream.name, act, members: deliveries.length }, ask) ?? ask())
    this.#watch(this.#settle(flight.claim, answers))
  }

  /** Aborts it at the deadline, and when the lane is cut short. */
  async #inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController()
    this.#aborts.add(abort)
    const cancelDeadline = this.#parts.clock.after(this.#sending.timeoutMs, () => abort.abort())
    try {
      return await ask(abort.signal)
    } finally {
      cancelDeadline()
      this.#aborts.delete(abort)
    }
  }

  /** Our own slip while judging an answer: what happened upstream is then unknown, and the lane goes on. */
  #unanswered({ claim, members }: Flight, error: unknown): Settlement['answers'] {
    this.#parts.log('answer-failed', { error: error instanceof Error ? error.name : typeof error })
    const detail = 'answer-failed'
    return members.map(() =>
      claim.act === 'lookup'
        ? { found: { state: 'blind', detail } }
        : { outcome: { state: 'unknown', detail }, problems: [] },
    )
  }

  async #answers(flight: Flight, signal: AbortSignal): Promise<Settlement['answers']> {
    if (flight.claim.act === 'lookup')
      return (await lookOnce(flight, signal, this.#sending)).map((found) => ({ found }))
    const outcomes = await sendOnce(flight, signal, this.#sending)
    return outcomes.map((outcome, index) => ({
      outcome,
      problems:
        outcome.state === 'rejected'
          ? this.#parts.upstream.problems(outcome.faults, outcome.who, flight.members[index]?.member.payload ?? {})
          : [],
    }))
  }

  async #settle(claim: Claim, answers: Settlement['answers']): Promise<void> {
    const { upstream, ledger, clock, random, moved } = this.#parts
    const settlement = { upstream: upstream.name, claim, now: clock.now(), random: random(), answers }
    const settled = await ledger.settle(settlement)
    moved(settled.moved)
    // What it settled may have woken a newer revision, or is due again itself.
    if (settled.moved.some(({ state }) => state !== 'delivered') || this.#ready.length === 0) this.#next()
  }
}

const readyMember = ({ delivery, operation, idempotencyKey, body, reference, account, ticket }: Due): ReadyMember => ({
  delivery,
  member: {
    operation,
    idempotencyKey,
    payload: JSON.parse(body) as JsonObject,
    ...(reference === undefined ? {} : { reference }),
  },
  ...(account === undefined ? {} : { account }),
  ...(ticket === undefined ? {} : { ticket }),
})
