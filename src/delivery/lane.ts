/**
 * One upstream's lane: claims while slots are free, sends, settles. Lanes know nothing of each other, so a dead or
 * slow upstream delays nobody else.
 *
 * A finished send frees its slot before its settlement is on disk: settlement and the next claim share one commit.
 */
import PQueue from 'p-queue'
import type { Clock } from '../base/clock.ts'
import type { Claim, Ledger, Moved } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import type { Tokens } from '../upstream/contract-v1.ts'
import type { Http } from '../upstream/http-contract.ts'
import { decideClaim } from './claim-rules.ts'
import { decideLook } from './look-rules.ts'
import { lookOnce, type Sending, sendOnce } from './send.ts'
import { decideSettle, type SettleRules } from './settle-rules.ts'

export interface LaneParts {
  readonly upstream: CompiledUpstream
  readonly ledger: Ledger
  readonly clock: Clock
  readonly http: Http
  readonly tokens: Tokens
  /** In [0, 1). */
  random(): number
  moved(moves: readonly Moved[]): void
  /** The ledger refused a write: the lane stands still until the gateway is opened again. */
  failed(error: unknown): void
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

// Lease beyond the deadline: connection set-up, a paused process, a slow commit (I6: at least 15 s).
const LEASE_MARGIN_MS = 30_000

export class Lane {
  readonly #parts
  readonly #queue
  readonly #sending: Sending
  readonly #aborts = new Set<AbortController>()
  readonly #settling = new Set<Promise<void>>()
  #cancelTimer: (() => void) | undefined
  #claiming = false
  #wanted = false
  #stopped = false

  constructor(parts: LaneParts) {
    this.#parts = parts
    const { upstream, ledger, clock, http, tokens, log } = parts
    this.#queue = new PQueue({ concurrency: upstream.limits.concurrency })
    // Emitted as soon as a slot is free, in the same turn of the event loop as its settlement was queued.
    this.#queue.addEventListener('next', () => this.wake())
    this.#sending = { adapter: upstream.adapter, ledger, clock, http, tokens, log, timeoutMs: upstream.limits.timeoutMs }
  }

  /** Something may be due: claims as long as slots are free. Cheap to call often. */
  wake(): void {
    if (this.#stopped) return
    if (this.#claiming) {
      this.#wanted = true
      return
    }
    this.#claiming = true
    this.#claimDue().then(
      () => {
        this.#claiming = false
        if (this.#wanted) {
          this.#wanted = false
          this.wake()
        }
      },
      (error: unknown) => {
        this.#claiming = false
        this.#stopped = true
        this.#parts.failed(error)
      },
    )
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
    await this.#queue.onIdle()
    await Promise.all(this.#settling)
  }

  /** Cuts what is in flight short: it becomes uncertain. */
  abort(): void {
    for (const abort of this.#aborts) abort.abort()
  }

  #free(): number {
    if (this.#stopped || this.#queue.isPaused) return 0
    return this.#parts.upstream.limits.concurrency - this.#queue.pending - this.#queue.size
  }

  async #claimDue(): Promise<void> {
    if (this.#free() <= 0) return
    const { upstream, ledger, clock } = this.#parts
    const leaseMs = upstream.limits.timeoutMs + LEASE_MARGIN_MS
    const now = clock.now()
    const { claims, moved, nextAt } = await ledger.claim({
      upstream: upstream.name,
      slots: () => this.#free(),
      now,
      leaseMs,
      decide: (delivery, target) =>
        decideClaim(delivery, target, {
          upstream: upstream.name,
          capabilities: upstream.adapter.capabilities,
          now,
          leaseMs,
          canPoll: upstream.adapter.poll !== undefined,
        }),
      prepare: (members) => upstream.prepare(members),
    })
    const claimedAt = clock.monotonic()
    for (const claim of claims) void this.#queue.add(() => this.#run(claim, claimedAt))
    if (moved.length > 0) this.#parts.moved(moved)
    this.#cancelTimer?.()
    if (nextAt !== undefined) this.#cancelTimer = clock.after(Math.max(nextAt - clock.now(), 0), () => this.wake())
  }

  async #run(claim: Claim, claimedAt: number): Promise<void> {
    const abort = new AbortController()
    this.#aborts.add(abort)
    const cancelDeadline = this.#parts.clock.after(this.#sending.timeoutMs, () => abort.abort())
    const settlement =
      claim.act === 'lookup'
        ? await this.#look(claim, abort.signal)
        : await this.#send(claim, claimedAt, abort.signal)
    cancelDeadline()
    this.#aborts.delete(abort)
    const settled = settlement().then(
      ({ moved }) => this.#parts.moved(moved),
      (error: unknown) => {
        this.#stopped = true
        this.#parts.failed(error)
      },
    )
    this.#settling.add(settled)
    void settled.finally(() => this.#settling.delete(settled))
  }

  async #send(claim: Claim, claimedAt: number, signal: AbortSignal) {
    const outcomes = await sendOnce(claim, claimedAt, signal, this.#sending)
    const rules = this.#rules(claim)
    return () =>
      this.#parts.ledger.settle({
        upstream: rules.upstream,
        claim,
        now: rules.now,
        result: outcomes.map((outcome) => outcome.state).join(' '),
        outcomes,
        decide: (delivery, _target, index) =>
          decideSettle(delivery, outcomes[index] as (typeof outcomes)[0], claim.members[index]?.exposedBefore ?? true, rules),
      })
  }

  async #look(claim: Claim, signal: AbortSignal) {
    const found = await lookOnce(claim, signal, this.#sending)
    const rules = this.#rules(claim)
    return () =>
      this.#parts.ledger.settle({
        upstream: rules.upstream,
        claim,
        now: rules.now,
        result: found.map(({ state }) => state).join(' '),
        decide: (delivery, target, index) => decideLook(delivery, target, found[index] as (typeof found)[0], claim.at, rules),
      })
  }

  #rules(claim: Claim): SettleRules {
    const { upstream, clock, random } = this.#parts
    const { retryGapsMs } = upstream.limits
    return {
      upstream: upstream.name,
      capabilities: upstream.adapter.capabilities,
      now: clock.now(),
      claimedAt: claim.at,
      random: random(),
      problems: (faults, who) => upstream.problems(faults, who),
      ...(retryGapsMs ? { retryGapsMs } : {}),
    }
  }
}
