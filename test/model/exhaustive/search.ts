/**
 * Every state that one record and one upstream can come to: what may happen next happens in every way. The oracle is
 * the upstream's true content.
 */
import { isMoving, isSettled, needsPerson } from '../../../src/ledger/states.ts'
import type { Found, Outcome } from '../../../src/upstream/outcome.ts'
import { KEY_WINDOW_MS, type Kind, LEASE_MS, TIMEOUT_MS } from './kinds.ts'
import { accept, claim, decide, recover, settle } from './ledger.ts'
import type { Rules } from './rules.ts'
import { type Content, copy, type Flight, initial, keyOf, type State } from './state.ts'
import { arrive, isInTime, shown, takeEffect } from './upstream.ts'

export interface World {
  readonly kind: Kind
  /** Handed in at any moments, in this order. */
  readonly revisions: readonly Content[]
  /** How much may go wrong: losses, refusals, stopped and killed processes. */
  readonly faults: number
  /** What somebody else had entered before. */
  readonly found?: State['row']
}

export interface Searched {
  readonly states: number
  /** States in which nothing happens any more. */
  readonly ends: number
  /** Ends in which a person is asked. */
  readonly listed: number
  /** The first state the oracle refuses, and how it came about; absent: none. */
  readonly broken?: { readonly why: string; readonly steps: readonly string[] }
}

interface Next {
  readonly step: string
  /** It may never happen. */
  readonly byPerson: boolean
  readonly state: State
}

export function search(world: World, rules: Rules): Searched {
  const { kind, revisions } = world
  const start = initial(kind, world)
  const seen = new Map<string, { readonly from: string | undefined; readonly step: string }>()
  const startKey = keyOf(start)
  seen.set(startKey, { from: undefined, step: '' })
  let ends = 0
  let listed = 0
  let layer: (readonly [string, State])[] = [[startKey, start]]
  while (layer.length > 0) {
    const following: (readonly [string, State])[] = []
    for (const [key, state] of layer) {
      const next = nextOf(state, revisions, rules)
      const isEnd = next.every(({ byPerson }) => byPerson)
      const why = refusal(state, revisions, isEnd)
      if (why) return { states: seen.size, ends, listed, broken: { why, steps: path(key) } }
      if (isEnd) ends += 1
      if (isEnd && state.deliveries.some((one) => needsPerson(one.state))) listed += 1
      for (const { step, state: after } of next) {
        const afterKey = keyOf(after)
        if (seen.has(afterKey)) continue
        seen.set(afterKey, { from: key, step })
        following.push([afterKey, after])
      }
    }
    layer = following
  }
  return { states: seen.size, ends, listed }

  function path(key: string): string[] {
    const steps: string[] = []
    for (let at: string | undefined = key; at !== undefined; at = seen.get(at)?.from) {
      const step = seen.get(at)?.step
      if (step) steps.unshift(step)
    }
    return steps
  }
}

/** What is wrong here; undefined: nothing. */
function refusal(state: State, revisions: readonly Content[], isEnd: boolean): string | undefined {
  if (state.doubled) return 'doubled'
  const { deliveries, target, flights } = state
  const isWaiting = flights.some(({ sender }) => sender === 'waiting' || sender === 'stopped')
  const stuck = deliveries.some(
    (one) => isMoving(one.state) && one.state !== 'sending' && one.dueAt === null && !one.wait,
  )
  const nobodyComes = !isWaiting && deliveries.every((one) => one.dueAt === null)
  if (stuck || (nobodyComes && deliveries.some((one) => isMoving(one.state)))) return 'waits without a waker'
  if (!isEnd || deliveries.some((one) => needsPerson(one.state))) return undefined
  if (state.row !== revisions.at(-1)) return 'stale'
  if (deliveries.some((one) => !isSettled(one.state))) return 'never ends'
  if (target.there !== (state.row ?? 'absent')) return 'the ledger says something else than what stands there'
  return undefined
}

/** Everything that may happen next. */
export function nextOf(state: State, revisions: readonly Content[], rules: Rules): Next[] {
  const next: Next[] = []
  const then = (step: string, change: (state: State) => unknown, byPerson = false) => {
    const after = copy(state)
    change(after)
    after.flights = after.flights.filter((flight) => isOfUse(flight, after.now, rules))
    next.push({ step, state: after, byPerson })
  }
  const { accepted } = state
  if (accepted < revisions.length) {
    const content = revisions[accepted] as Content
    then(`accept ${content}`, (after) => accept(after, content, rules))
  }
  for (const [index, { dueAt }] of state.deliveries.entries()) {
    if (dueAt !== null && dueAt <= state.now) then(`claim ${index}`, (after) => claim(after, index, rules))
  }
  if (state.faults > 0 && state.flights.some(({ sender }) => sender === 'waiting')) {
    then('crash', (after) => {
      after.faults -= 1
      for (const flight of after.flights) if (flight.sender === 'waiting') flight.sender = 'gone'
      recover(after, rules)
    })
  }
  for (const [index, flight] of state.flights.entries()) {
    const at = `of ${flight.delivery}`
    const on: On = (step, change) => then(`${step} ${at}`, (after) => change(after, after.flights[index] as Flight))
    const goesWrong: On = (step, change) => {
      if (state.faults === 0) return
      on(step, (after, one) => {
        after.faults -= 1
        change(after, one)
      })
    }
    flightSteps(state, flight, rules, on, goesWrong)
  }
  for (const [index, { state: at }] of state.deliveries.entries()) {
    if (at === 'held') then(`a person looks at ${index}`, (after) => decide(after, index, rules), true)
  }
  if (mayPass(state)) then('time', pass)
  return next
}

type On = (step: string, change: (after: State, flight: Flight) => unknown) => void

function flightSteps(state: State, flight: Flight, rules: Rules, on: On, goesWrong: On): void {
  const { sender, server, act, claimedAt } = flight
  const isAnswering = sender === 'waiting' || sender === 'late'
  if (sender === 'waiting' && act === 'send')
    goesWrong('stop the process', (_, one) => Object.assign(one, { sender: 'stopped' }))
  if (sender === 'stopped') on('go on', (_, one) => Object.assign(one, { sender: 'waiting' }))
  if (sender === 'stopped' && state.now - claimedAt >= LEASE_MS) {
    on('take over', (after, one) => {
      one.sender = 'late'
      recover(after, rules)
    })
  }
  if (server === 'none' && isAnswering) {
    if (act === 'lookup') {
      for (const found of shown(state, flight)) on(`look: ${found}`, (_, one) => Object.assign(one, { server: found }))
    } else if (rules.maySend(claimedAt, state.now)) {
      on('send', (after, one) => arrive(after, one))
      goesWrong('lose the request', (after, one) => Object.assign(one, { sentAt: after.now, server: 'lost' }))
      if (!(state.kind === 'key' && flight.key in state.keys)) {
        goesWrong('refuse', (after, one) => Object.assign(one, { sentAt: after.now, server: 'refused' }))
      }
      goesWrong('no connection', (after, one) => settle(after, one, UNREACHED, rules))
    } else on('too late to send', (after, one) => settle(after, one, UNREACHED, rules))
  }
  if (server === 'travelling' && isInTime(flight, state.now)) on('take effect', (after, one) => takeEffect(after, one))
  if (isAnswering && (flight.sentAt !== null || act === 'lookup')) {
    const answer = ANSWERS[server]
    if (answer) on(`answer ${server}`, (after, one) => settle(after, one, answer, rules))
    const isOver = state.now - claimedAt >= TIMEOUT_MS && server !== 'applied'
    const lose = server === 'lost' || isOver ? on : goesWrong
    if (sender === 'waiting') lose('lose the answer', (after, one) => settle(after, one, LOST[act], rules))
  }
}

export const UNREACHED: Outcome = { state: 'not-applied', why: 'unavailable' }

export const LOST: Record<Flight['act'], Outcome | Found> = {
  send: { state: 'unknown', detail: 'cut' },
  lookup: { state: 'blind', detail: 'cut' },
}

/** What an upstream says that has come so far. */
export const saidBy = (server: Flight['server']): Outcome | Found => ANSWERS[server] ?? LOST.send

const ANSWERS: Partial<Record<Flight['server'], Outcome | Found>> = {
  applied: { state: 'delivered' },
  refused: { state: 'rejected', faults: [], who: 'reporter' },
  duplicate: { state: 'duplicate' },
  same: { state: 'same' },
  other: { state: 'other' },
  absent: { state: 'absent' },
}

/** Something may still come of it. A late answer changes nothing, and a late request doesn't leave, where the rules say so. */
function isOfUse({ sender, server, claimedAt }: Flight, now: number, { isFenced, maySend }: Rules): boolean {
  if (server === 'travelling') return true
  if (sender === 'late' && isFenced) return server === 'none' && maySend(claimedAt, now)
  return sender !== 'gone'
}

/** A sender that waits has a deadline, and what is due is soon claimed; anything else may take its time. */
function mayPass({ now, flights, deliveries }: State): boolean {
  if (flights.some(({ sender, claimedAt }) => sender === 'waiting' && now + 1 - claimedAt > TIMEOUT_MS)) return false
  return flights.length > 0 || deliveries.some(({ dueAt }) => dueAt !== null)
}

function pass(state: State): void {
  state.now += 1
  for (const flight of state.flights) {
    if (flight.server === 'travelling' && !isInTime(flight, state.now)) flight.server = 'lost'
  }
  for (const flight of state.flights) {
    const isFirstGone = !state.flights.some(({ server, key }) => server === 'travelling' && key === flight.key)
    if (flight.server === 'joined' && isFirstGone) flight.server = 'lost'
  }
  for (const [key, { at }] of Object.entries(state.keys)) {
    const isLost = !state.flights.some((one) => one.key === key && one.server === 'travelling')
    if (state.now - at >= KEY_WINDOW_MS || (isLost && !state.keys[key]?.applied)) delete state.keys[key]
  }
}
