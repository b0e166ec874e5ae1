/**
 * What the ledger's transactions do around the rules, on plain values: accept, due, claim, settle, recover. The random
 * walk holds the real ones to the same oracle.
 */
import { contentHash, type Hash } from '../../../src/ledger/keys.ts'
import type { DeliveryRow, TargetRow } from '../../../src/ledger/rows-delivery.ts'
import type { UpstreamFacts } from '../../../src/ledger/rules/facts.ts'
import { isSettled, needsPerson } from '../../../src/ledger/states.ts'
import type { Verdict } from '../../../src/ledger/verdict.ts'
import type { Found, Outcome } from '../../../src/upstream/outcome.ts'
import { capabilitiesOf, KINDS, type Kind, LEASE_MS } from './kinds.ts'
import type { Rules } from './rules.ts'
import type { Content, Delivery, Flight, State, Target } from './state.ts'

const HASHES = { A: contentHash('A'), B: contentHash('B') }
const factsOf = (kind: Kind): UpstreamFacts => ({
  upstream: 'u',
  capabilities: capabilitiesOf(kind),
  canPoll: false,
  leaseMs: LEASE_MS,
  retryGapsMs: [1],
})
const FACTS = Object.fromEntries(KINDS.map((kind) => [kind, factsOf(kind)])) as Record<Kind, UpstreamFacts>

const hashOf = (content: Content): Hash | null => (content === null ? null : HASHES[content])

const rowOf = (state: State, index: number): DeliveryRow => {
  const { state: at, content, operation, firstSentAt, lookOnly } = state.deliveries[index] as Delivery
  return {
    id: index,
    state: at,
    wanted: content === null ? 'withdrawn' : 'present',
    operation,
    payloadHash: hashOf(content),
    tries: 0,
    firstSentAt,
    lookOnly,
    ticket: null,
    priority: 1,
    createdAt: 0,
    giveUpAt: Number.POSITIVE_INFINITY,
    deadlineAt: null,
    failure: null,
    newerOpen: index < state.deliveries.length - 1,
  }
}

const targetOf = ({ there, exposedBy, ordinal, lastSentAt, quietAt }: Target): TargetRow => ({
  id: 0,
  there: there === 'absent' ? null : { payloadHash: there === '?' ? null : HASHES[there] },
  reference: null,
  account: null,
  ordinal,
  exposedBy,
  firstSentAt: null,
  lastSentAt,
  quietAt,
})

export function accept(state: State, content: Content, rules: Rules): void {
  const { deliveries, target } = state
  const index = deliveries.length
  const unchanged = !rules.comparesAtClaim && content !== null && target.there === content
  if (rules.supersedesAtAccept) {
    for (const [id, older] of deliveries.entries()) {
      if (isSettled(older.state) || (id === target.exposedBy && rules.keepsExposure)) continue
      if (id === target.exposedBy) target.exposedBy = null
      moveTo(older, 'superseded')
    }
  }
  const behind = rules.waitsBehindExposed && target.exposedBy !== null
  deliveries.push({
    state: unchanged ? 'unchanged' : 'pending',
    content,
    operation: null,
    key: null,
    firstSentAt: null,
    lookOnly: false,
    dueAt: behind || unchanged ? null : state.now,
    wait: behind && !unchanged ? 'exposed' : null,
  })
  state.accepted = index + 1
  if (behind) followExposing(state)
}

/** What is due is judged, and claimed in the same breath. @returns false when nothing was due */
export function claim(state: State, index: number, rules: Rules): boolean {
  const delivery = state.deliveries[index] as Delivery
  if (delivery.dueAt === null || delivery.dueAt > state.now) return false
  const { now, target } = state
  const decision = rules.claim(rowOf(state, index), targetOf(target), { ...FACTS[state.kind], now })
  if (decision.act === 'move') {
    apply(state, index, { delivery: decision.delivery }, rules)
    return true
  }
  // What this one had under way before is over for the ledger.
  for (const flight of state.flights)
    if (flight.delivery === index && flight.sender === 'waiting') flight.sender = 'late'
  const exposedBefore = target.exposedBy === index
  const operation = decision.act === 'send' ? decision.operation : (delivery.operation ?? 'create')
  if (decision.act === 'send') {
    if (delivery.key === null || delivery.operation !== operation) {
      target.ordinal += 1
      delivery.key = `${rules.keysByOrdinal ? target.ordinal : ''}${delivery.content}`
      delivery.firstSentAt = null
    }
    delivery.firstSentAt ??= now
    Object.assign(delivery, { state: 'sending', operation, dueAt: null, wait: null })
    Object.assign(target, { exposedBy: index, lastSentAt: now })
  } else if (decision.act === 'resend') {
    Object.assign(delivery, { state: 'sending', dueAt: null, wait: null })
    target.lastSentAt = now
    if (!rules.keepsKey) delivery.key = `${++target.ordinal}${delivery.content}`
  } else delivery.dueAt = now + LEASE_MS
  state.flights.push({
    delivery: index,
    act: decision.act === 'lookup' ? 'lookup' : 'send',
    operation,
    content: delivery.content,
    key: delivery.key ?? '',
    claimedAt: now,
    exposedBefore,
    sentAt: null,
    sender: 'waiting',
    server: 'none',
  })
  return true
}

export function settle(state: State, flight: Flight, answer: Outcome | Found, rules: Rules): void {
  const isLate = flight.sender === 'late'
  flight.sender = 'gone'
  if (isLate && rules.isFenced) return
  const { delivery: index, exposedBefore, claimedAt } = flight
  const settleRules = { ...FACTS[state.kind], now: state.now, claimedAt, random: 0.5 }
  const delivery = rowOf(state, index)
  const target = targetOf(state.target)
  const verdict =
    flight.act === 'lookup'
      ? rules.look(delivery, target, answer as Found, settleRules)
      : rules.settle(delivery, { outcome: answer as Outcome, exposedBefore, problems: [] }, settleRules)
  apply(state, index, verdict, rules)
}

/** A person looks at the upstream and says what they see. */
export function decide(state: State, index: number, rules: Rules): void {
  const { now, kind, row } = state
  const { content } = state.deliveries[index] as Delivery
  const word = row === content ? 'delivered' : 'send-again'
  const personRules = { ...FACTS[kind], now, giveUpAt: Number.POSITIVE_INFINITY }
  const verdict = rules.person(rowOf(state, index), targetOf(state.target), word, personRules)
  if (!('left' in verdict)) apply(state, index, verdict, rules)
}

function apply(state: State, index: number, verdict: Verdict, rules: Rules): void {
  const { target, deliveries } = state
  const delivery = deliveries[index] as Delivery
  const newerOpen = index < deliveries.length - 1
  writeTarget(target, index, verdict)
  const isExposed = verdict.target?.exposed ?? target.exposedBy !== null
  const { state: to, dueAt = null, lookOnly, neverSent, wait } = verdict.delivery
  const isMoot = rules.supersedesOnReturn && !isExposed && newerOpen && !isSettled(to)
  moveTo(delivery, isMoot ? 'superseded' : to, isMoot ? null : dueAt)
  if (!isMoot && dueAt === null && !isSettled(to)) delivery.wait = wait?.cause === 'exposed' ? 'exposed' : 'person'
  if (lookOnly !== undefined) delivery.lookOnly = lookOnly
  if (neverSent) delivery.firstSentAt = null
  if (delivery.state === 'rejected') delivery.key = null
  if (!newerOpen) return
  if (isExposed) followExposing(state)
  else if (rules.wakes) wake(state)
}

function writeTarget(target: Target, index: number, { target: patch = {} }: Verdict): void {
  if (patch.there === null) target.there = 'absent'
  else if (patch.there) target.there = nameOf(patch.there.payloadHash)
  if (patch.exposed !== undefined) target.exposedBy = patch.exposed ? index : null
  target.lastSentAt = patch.lastSentAt ?? target.lastSentAt
  target.quietAt = patch.quietAt ?? target.quietAt
}

const nameOf = (hash: Hash | null): Target['there'] => (hash === null ? '?' : hash === HASHES.A ? 'A' : 'B')

function moveTo(delivery: Delivery, to: Delivery['state'], dueAt: number | null = null): void {
  Object.assign(delivery, { state: to, dueAt, wait: null })
  if (isSettled(to)) Object.assign(delivery, { key: null, firstSentAt: null, lookOnly: false })
}

/** What waits behind an exposed delivery moves as that one does. */
function followExposing({ deliveries, target }: State): void {
  const exposing = target.exposedBy === null ? undefined : deliveries[target.exposedBy]
  const isBlocked = exposing !== undefined && needsPerson(exposing.state)
  for (const one of deliveries) {
    if (one.wait === 'exposed' && !isSettled(one.state)) one.state = isBlocked ? 'blocked' : 'pending'
  }
}

function wake({ deliveries, now }: State): void {
  for (const one of deliveries) {
    if (one.wait === 'exposed' && !isSettled(one.state))
      Object.assign(one, { state: 'pending', dueAt: now, wait: null })
  }
}

/** An owner finds what another one left in flight: its bytes may have left at any moment until now. */
export function recover(state: State, rules: Rules): void {
  for (const delivery of state.deliveries) {
    if (delivery.state !== 'sending') continue
    if (rules.isWrittenFirst) {
      state.target.lastSentAt = state.now
      Object.assign(delivery, { state: 'uncertain', dueAt: state.now })
    } else {
      state.target.exposedBy = null
      Object.assign(delivery, { state: 'pending', dueAt: state.now, key: null, operation: null })
    }
  }
}
