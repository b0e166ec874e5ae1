/**
 * Gates: what lets sends through. Each is a row that all processes share: a system's, with its token bucket, its shut states
 * and the breaker of an upstream that fails; and where it has accounts, one of each behind that, shut while the account is.
 */
import { accountGate, closedMs, type OpeningHours } from '../../upstream/index.ts'
import type { UpstreamSpec } from '../contract.ts'
import { type Answered, afterAnswer, afterClaim, afterProbe, CLOSED, creditsOf, isQuiet } from '../rules/breaker.ts'
import { afterClosed, closedUntil } from '../rules/gate-hours.ts'
import type { GatePatch } from '../verdict.ts'
import { GateRows, type StoredGate } from './gate-rows.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

interface Gate extends StoredGate {
  /** Every upstream behind it can be probed: only then it trips, or nothing would ever close it again. */
  readonly canTrip: boolean
  readonly probeGapMs: number | undefined
  /** Absent: always. */
  readonly hours: OpeningHours | undefined
}

/** What a gate has to know of the upstreams behind it. */
type Guarded = Pick<UpstreamSpec, 'canProbe' | 'probeGapMs' | 'hours'>

export interface Allowance {
  readonly allowed: number
  /** Epoch ms when to ask again, if fewer than asked for may leave. */
  readonly nextAt?: number
  /** A probe is due, and whoever was told so makes it. */
  readonly probe?: true
}

// A bucket holds what may leave in this long: enough to keep lanes busy between claims, too little for a burst that
// an upstream counting per second would refuse.
const BURST_MS = 1_000

// While an upstream is being trusted again, answers let more through: how often to look whether they have.
const RAMP_LOOK_MS = 1_000

export class Gates {
  readonly #sql
  readonly #rows
  readonly #openedAt
  readonly #guarded = new Map<string, Guarded>()

  /** By name, epoch ms of the last answer to a send that shows the upstream at work. Not kept: a restart starts anew. */
  readonly #passedAt = new Map<string, number>()

  /** @param openedAt - when this owner opened the ledger, epoch ms */
  constructor(sql: Statements, undo: Undo, openedAt: number) {
    this.#sql = sql
    this.#openedAt = openedAt
    this.#rows = new GateRows(sql, undo)
  }

  /** It, and the account's behind it, will be looked at: their rows come with what is asked beside. */
  foresee(name: string, account?: string | null): void {
    this.#rows.foresee(name)
    if (account) this.#rows.foresee(accountGate(name, account))
  }

  /** Runs at the end of a transaction, which may have moved a gate many times. */
  write(): void {
    this.#rows.write()
  }

  /** @param guarded - of one upstream behind it */
  register(name: string, perMinute: number | undefined, guarded: Guarded): void {
    const others = this.#guarded.get(name) ?? guarded
    const probeGapMs = others.probeGapMs ?? guarded.probeGapMs
    const hours = others.hours ?? guarded.hours
    this.#guarded.set(name, {
      canProbe: guarded.canProbe && others.canProbe,
      ...(probeGapMs ? { probeGapMs } : {}),
      ...(hours ? { hours } : {}),
    })
    this.#rows.make(name, perMinute ?? null, perMinute ? capacity(perMinute) : 0, this.#openedAt)
    // Hours may be other ones from now on: what was closed until now is summed up.
    const gate = this.#get(name)
    if (gate.shut_at === null && gate.open_at < this.#openedAt) {
      this.#put({ ...gate, shut_ms: shutSum(gate, this.#openedAt), open_at: this.#openedAt })
    }
  }

  /** One account's, behind that of its system. */
  registerAccount(gate: string, account: string): void {
    this.#rows.makeBehind(gate, account, this.#openedAt)
  }

  /** Accounts behind a gate that let nothing through now, and when each does again by itself. */
  shutAccounts(gate: string, now: number): ReadonlyMap<string, number | null> {
    return this.#rows.shutBehind(gate, now)
  }

  /** Nothing gets through at all, and no probe is due. */
  isShut(name: string, now: number): { readonly nextAt?: number } | undefined {
    const gate = this.#get(name)
    if (gate.state === 'open' || (gate.until_at !== null && gate.until_at <= now)) return closedUntil(gate.hours, now)
    return gate.until_at === null ? {} : { nextAt: gate.until_at }
  }

  /** How many of `slots` may leave now, and when to ask again if fewer. Whoever is told to probe has `leaseMs` for it. */
  allowance(name: string, slots: number, now: number, leaseMs: number): Allowance {
    const shut = this.isShut(name, now)
    if (shut) return { allowed: 0, ...shut }
    const gate = this.#get(name)
    if (gate.state === 'probing') {
      const nextAt = now + leaseMs
      this.#put({ ...gate, until_at: nextAt })
      return { allowed: 0, nextAt, probe: true }
    }
    if (gate.state !== 'open') this.#patch(gate, { state: 'open' }, now)
    const credits = creditsOf(gate.breaker, slots, now, leaseMs)
    const { allowed, nextAt } = this.#tokens(name, credits, now)
    if (allowed === slots) return { allowed }
    // Also when some may leave now: whoever is left behind needs a time to ask again.
    return { allowed, nextAt: nextAt ?? now + RAMP_LOOK_MS }
  }

  #tokens(name: string, slots: number, now: number): { allowed: number; nextAt?: number } {
    let gate = this.#get(name)
    const perMinute = gate.per_minute
    if (perMinute === null) return { allowed: slots }
    // The wall clock jumped back: count from here, or the bucket would stay empty for the length of the jump.
    if (gate.tokens_at > now) {
      gate = { ...gate, tokens_at: now }
      this.#put(gate)
    }
    const tokens = refilled(gate, now)
    const allowed = Math.min(slots, Math.floor(tokens))
    if (allowed === slots) return { allowed }
    return { allowed, nextAt: now + Math.ceil(((1 - (tokens - allowed)) * 60_000) / perMinute) }
  }

  /** Takes what was really claimed. */
  take(name: string, count: number, now: number): void {
    const gate = this.#get(name)
    if (count === 0 || (gate.per_minute === null && !gate.breaker.ramp)) return
    const tokens = gate.per_minute === null ? {} : { tokens: refilled(gate, now) - count, tokens_at: now }
    this.#put({ ...gate, ...tokens, breaker: afterClaim(gate.breaker, count, now) })
  }

  /** A person's word, or the time's. What failed before is forgotten. */
  set(name: string, patch: GatePatch, now: number): void {
    this.#patch({ ...this.#get(name), breaker: CLOSED }, patch, now)
  }

  /** What an answer says of the account. It lifts no bar, no pause and no probing: those wait for somebody. */
  answered(name: string, answer: GatePatch, now: number): void {
    const gate = this.#get(name)
    const patch = answer.why === 'closed' ? afterClosed(gate.hours, now) : answer
    // A later answer to an earlier send doesn't shorten a pause.
    const isShorter =
      gate.state === 'throttled' && patch.state === 'throttled' && (patch.untilAt ?? 0) < (gate.until_at ?? 0)
    if (isShorter) return
    const isOpen = gate.state === 'open' || gate.state === 'throttled'
    if (isOpen || patch.state === 'barred') this.#patch(gate, patch, now)
  }

  /** What an answer says of the upstream, whatever it says of the record. */
  heard(name: string, answered: Answered, toSend: boolean): void {
    const gate = this.#get(name)
    if (!gate.canTrip && answered.sign === 'failing') return
    if (toSend && answered.sign === 'alive') this.#passedAt.set(name, answered.now)
    const breaker = afterAnswer(gate.breaker, { ...answered, probeGapMs: gate.probeGapMs })
    // Nothing that has to be on disk, where nobody else counts too: the usual case, once per delivery.
    if (!this.#sql.isShared && isQuiet(breaker) && isQuiet(gate.breaker))
      this.#rows.remember(rowOf({ ...gate, breaker }))
    else if (breaker.probing && !gate.breaker.probing) {
      const untilAt = answered.now + breaker.probing.gapMs
      this.#patch({ ...gate, breaker }, { state: 'probing', untilAt, why: 'failing' }, answered.now)
    } else this.#put({ ...gate, breaker })
  }

  /**
   * After a probe. Where it opens the gate, what was put off because the upstream failed is due at once.
   *
   * @returns `opened`, or when the next probe is due
   */
  probed(name: string, ok: boolean, now: number): { readonly opened: boolean; readonly nextAt?: number } {
    const gate = this.#get(name)
    if (gate.state !== 'probing') return { opened: gate.state === 'open' }
    const { breaker, probeAt } = afterProbe(gate.breaker, ok, now)
    if (probeAt !== undefined) {
      this.#put({ ...gate, breaker, until_at: probeAt })
      return { opened: false, nextAt: probeAt }
    }
    this.#patch({ ...gate, breaker }, { state: 'open' }, now)
    this.#sql.run(
      `UPDATE delivery SET due_at = ? WHERE upstream_id IN (SELECT id FROM upstream WHERE gate = ?) AND priority IN (0, 1, 2)
         AND due_at > ? AND tries > 0 AND state IN ('waiting', 'uncertain')`,
      now,
      name,
      now,
    )
    return { opened: true }
  }

  passedAt(name: string): number | undefined {
    return this.#passedAt.get(name)
  }

  /** Milliseconds that it, and the account's own, have been shut in sum: the give-up clock stands still meanwhile. */
  shutMs(name: string, now: number, account?: string | null): number {
    const own = account ? shutSum(this.#get(accountGate(name, account)), now) : 0
    return shutSum(this.#get(name), now) + own
  }

  #patch(gate: Gate, { state, untilAt, why }: GatePatch, now: number): void {
    const shut = { shut_ms: shutSum(gate, now), shut_at: state === 'open' ? null : now, open_at: now }
    this.#put({ ...gate, ...shut, state, until_at: untilAt ?? null, why: why ?? null })
  }

  #get(name: string): Gate {
    const { canProbe: canTrip, probeGapMs, hours } = this.#guarded.get(name) ?? { canProbe: false }
    return { ...this.#rows.get(name), canTrip, probeGapMs, hours }
  }

  #put(gate: Gate): void {
    this.#rows.put(rowOf(gate))
  }
}

const rowOf = ({ canTrip: _canTrip, probeGapMs: _probeGapMs, hours: _hours, ...row }: Gate): StoredGate => row

function refilled({ per_minute, tokens, tokens_at }: Gate, now: number): number {
  const perMinute = per_minute as number
  const elapsedMs = Math.max(0, now - tokens_at)
  return Math.min(capacity(perMinute), tokens + (elapsedMs * perMinute) / 60_000)
}

const capacity = (perMinute: number) => Math.max(1, (perMinute * BURST_MS) / 60_000)

/** Shut by a state or by its hours, in sum; never both at once. */
function shutSum({ state, until_at, shut_at, open_at, shut_ms, hours }: Gate, now: number): number {
  const closed = (from: number) => (hours ? closedMs(hours, from, now) : 0)
  if (shut_at === null) return shut_ms + closed(open_at)
  // Throttled, it opened at its time, whenever somebody noticed.
  const until = state === 'throttled' && until_at !== null ? Math.min(now, until_at) : now
  return shut_ms + Math.max(0, until - shut_at) + closed(until)
}
