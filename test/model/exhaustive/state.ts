/** One moment of the search: what the ledger has written, what is on its way, and what truly stands at the upstream. */
import type { DeliveryState } from '../../../src/ledger/states.ts'
import type { Operation } from '../../../src/upstream/contract-v1.ts'
import { type Kind, LEASE_MS, MAX_PROCESSING_MS, OLDEST_MS, SETTLE_MS } from './kinds.ts'

/** What a revision says; `null`: withdrawn. */
export type Content = 'A' | 'B' | null

/** One row of the ledger's table of deliveries, as far as the rules read it. */
export interface Delivery {
  state: DeliveryState
  content: Content
  operation: Operation | null
  /** Idempotency key of the parcel it left with; null: it never left, or its parcel is closed. */
  key: string | null
  firstSentAt: number | null
  lookOnly: boolean
  dueAt: number | null
  wait: 'exposed' | 'person' | null
}

export interface Target {
  /** Absent: nothing is there; `?`: something else than we know. */
  there: 'A' | 'B' | '?' | 'absent'
  exposedBy: number | null
  ordinal: number
  lastSentAt: number | null
  quietAt: number | null
}

/** One claim: in the hands of a sender, and perhaps on the wire. */
export interface Flight {
  delivery: number
  act: 'send' | 'lookup'
  operation: Operation
  content: Content
  key: string
  claimedAt: number
  exposedBefore: boolean
  sentAt: number | null
  /** `stopped`: its process stands still; `late`: somebody else has taken over; `gone`: nobody waits for the answer. */
  sender: 'waiting' | 'stopped' | 'late' | 'gone'
  /** `joined`: the upstream works on this key already, and answers both alike. */
  server: 'none' | 'travelling' | 'joined' | 'lost' | 'applied' | 'refused' | 'duplicate' | 'same' | 'other' | 'absent'
}

export interface State {
  readonly kind: Kind
  now: number
  /** How many revisions were handed in. */
  accepted: number
  /** What may still go wrong: losses, refusals, crashes. */
  faults: number
  deliveries: Delivery[]
  target: Target
  flights: Flight[]
  /** What stands there, truly; null: nothing. */
  row: 'A' | 'B' | null
  /** What a look-up may still show instead, and until when. */
  before: 'A' | 'B' | null
  hiddenUntil: number
  /** The upstream holds the record more than once. */
  doubled: boolean
  /** Keys the upstream remembers: since when, and whether their request took effect. */
  keys: Record<string, { at: number; applied: boolean }>
}

export const initial = (
  kind: Kind,
  { faults, found = null }: Pick<State, 'faults'> & { found?: State['row'] },
): State => ({
  kind,
  now: 0,
  accepted: 0,
  faults,
  deliveries: [],
  target: { there: 'absent', exposedBy: null, ordinal: 0, lastSentAt: null, quietAt: null },
  flights: [],
  row: found,
  before: null,
  hiddenUntil: 0,
  doubled: false,
  keys: {},
})

export const copy = (state: State): State => ({
  ...state,
  deliveries: state.deliveries.map((delivery) => ({ ...delivery })),
  target: { ...state.target },
  flights: state.flights.map((flight) => ({ ...flight })),
  keys: { ...state.keys },
})

/** Alike for every rule and every upstream: times count from now, the very old is just old, and what nobody reads is left out. */
export function keyOf(state: State): string {
  const { now, target, kind } = state
  const age = (at: number | null, oldest = OLDEST_MS) => (at === null ? '' : Math.max(at - now, -oldest))
  const canAsk = kind === 'lookup' || kind === 'unique'
  // The upstream's names of keys matter to nobody else.
  const keyed = (key: string | null) => (kind === 'key' ? key : key === null ? '' : 'k')
  let key = `${state.accepted}${state.faults}${state.doubled}${state.row}${target.there}${target.exposedBy}`
  if (kind === 'key') key += `,${target.ordinal}`
  if (canAsk) key += `,${age(target.lastSentAt, SETTLE_MS)}`
  if (target.quietAt !== null && target.quietAt > now) key += `,q${target.quietAt - now}`
  if (canAsk && state.hiddenUntil > now) key += `,h${state.before}${state.hiddenUntil - now}`
  for (const one of state.deliveries) {
    key += `|${one.state}${one.content}${one.operation}${keyed(one.key)}${one.lookOnly}${one.wait}${ahead(one.dueAt, now)}`
    if (kind === 'key') key += `,${age(one.firstSentAt)}`
  }
  const flights = state.flights.map((one) =>
    one.sender === 'gone'
      ? `${one.operation}${one.content}${keyed(one.key)}${age(one.sentAt, MAX_PROCESSING_MS)}`
      : `${one.delivery}${one.act}${one.operation}${one.content}${keyed(one.key)}${one.exposedBefore}${one.sender}${one.server}` +
        `${age(one.claimedAt, LEASE_MS)},${age(one.sentAt, MAX_PROCESSING_MS)}`,
  )
  key += `/${flights.length > 1 ? flights.sort().join('/') : flights}`
  if (kind === 'key') {
    for (const [name, { at, applied }] of Object.entries(state.keys).sort()) key += `;${name}${age(at)}${applied}`
  }
  return key
}

/** What is due, is due. */
const ahead = (dueAt: number | null, now: number): number | '' => (dueAt === null ? '' : Math.max(dueAt - now, 0))
