/** What truly happens at the upstream, whatever anybody is told of it. */
import { KEY_WINDOW_MS, MAX_PROCESSING_MS, SETTLE_MS } from './kinds.ts'
import type { Flight, State } from './state.ts'

/** A request arrives. */
export function arrive(state: State, flight: Flight): void {
  flight.sentAt = state.now
  if (state.kind === 'key') {
    const known = state.keys[flight.key]
    if (known && state.now - known.at < KEY_WINDOW_MS) {
      flight.server = known.applied ? 'applied' : 'joined'
      return
    }
    state.keys[flight.key] = { at: state.now, applied: false }
  }
  const isRefused = state.kind === 'unique' && flight.operation === 'create' && state.row !== null
  flight.server = isRefused ? 'duplicate' : 'travelling'
}

/** A request takes effect. */
export function takeEffect(state: State, flight: Flight): void {
  flight.server = 'applied'
  if (state.kind === 'unique' && flight.operation === 'create' && state.row !== null) {
    flight.server = 'duplicate'
    return
  }
  if (state.kind === 'key') {
    const known = state.keys[flight.key]
    if (known) state.keys[flight.key] = { ...known, applied: true }
    for (const other of state.flights)
      if (other.server === 'joined' && other.key === flight.key) other.server = 'applied'
  }
  if (flight.operation === 'create' && state.row !== null && state.kind !== 'upsert') state.doubled = true
  state.before = state.row
  state.hiddenUntil = (flight.sentAt ?? 0) + SETTLE_MS
  state.row = flight.operation === 'withdraw' ? null : flight.content
}

/** Until when a request that arrived takes effect, if it ever does. */
export const isInTime = (flight: Flight, now: number): boolean => now < (flight.sentAt ?? 0) + MAX_PROCESSING_MS

/** What look-ups show: the truth, or what stood there a moment ago. */
export function shown(state: State, flight: Flight): Flight['server'][] {
  const say = (row: State['row']) => (row === null ? 'absent' : row === flight.content ? 'same' : 'other')
  const rows = state.hiddenUntil > state.now ? [state.row, state.before] : [state.row]
  return [...new Set(rows.map(say))]
}
