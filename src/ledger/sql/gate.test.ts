/** The token bucket and the shut states of a gate, by a clock that may jump. */
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SqliteDatabase } from '../sqlite/database.ts'
import { Gates } from './gate.ts'
import { MIGRATIONS } from './schema.ts'
import { Statements } from './statements.ts'
import { Undo } from './undo.ts'

const LEASE_MS = 30_000
const NOW = Date.UTC(2026, 0, 5, 8)
let statements: Statements
let gates: Gates

beforeEach(() => {
  const db = new DatabaseSync(':memory:')
  db.exec(MIGRATIONS[0] as string)
  statements = new Statements(new SqliteDatabase(db))
  gates = new Gates(statements, new Undo(), NOW)
  gates.register('slow', 60, { canProbe: true })
  gates.register('free', undefined, { canProbe: true })
})

const take = (name: string, slots: number, now: number) => {
  const { allowed } = gates.allowance(name, slots, now, LEASE_MS)
  gates.take(name, allowed, now)
  return allowed
}

describe('the bucket', () => {
  test('without a rate lets everything through, and so does a gate nobody named', () => {
    expect([take('free', 100, NOW), take('never-named', 100, NOW)]).toEqual([100, 100])
  })

  test('never lets more through than the rate and one burst, in any order of asking', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6_000 }),
        fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 5_000 }), slots: fc.integer({ min: 1, max: 50 }) }), {
          maxLength: 40,
        }),
        (perMinute, steps) => {
          gates.register(`gate-${perMinute}`, perMinute, { canProbe: true })
          gates.set(`gate-${perMinute}`, { state: 'open' }, NOW)
          let now = NOW
          let taken = 0
          const burst = Math.max(1, perMinute / 60)
          const fresh = `fresh-${Math.random()}`
          gates.register(fresh, perMinute, { canProbe: true })
          for (const { waitMs, slots } of steps) {
            now += waitMs
            taken += take(fresh, slots, now)
            expect(taken).toBeLessThanOrEqual(burst + ((now - NOW) * perMinute) / 60_000 + 1e-6)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  test('says when the next token comes, and then it is there', () => {
    expect(take('slow', 5, NOW)).toBe(1)
    const { allowed, nextAt } = gates.allowance('slow', 1, NOW + 250, LEASE_MS)
    expect([allowed, nextAt]).toEqual([0, NOW + 1_000])
    expect(take('slow', 1, NOW + 999)).toBe(0)
    expect(take('slow', 1, nextAt as number)).toBe(1)
  })

  test('goes on counting after the clock jumped back', () => {
    expect(take('slow', 1, NOW)).toBe(1)
    const back = NOW - 86_400_000
    expect(gates.allowance('slow', 1, back, LEASE_MS)).toEqual({ allowed: 0, nextAt: back + 1_000 })
    expect(take('slow', 1, back + 1_000)).toBe(1)
    expect(take('slow', 1, back + 1_001)).toBe(0)
  })

  test('holds one burst after the clock jumped ahead', () => {
    expect(take('slow', 1, NOW)).toBe(1)
    expect(take('slow', 9, NOW + 86_400_000)).toBe(1)
  })

  test('keeps what is left when it is registered again, with another rate', () => {
    expect(take('slow', 1, NOW)).toBe(1)
    gates.register('slow', 120, { canProbe: true })
    expect(gates.allowance('slow', 1, NOW, LEASE_MS)).toEqual({ allowed: 0, nextAt: NOW + 500 })
    gates.register('slow', undefined, { canProbe: true })
    expect(take('slow', 10, NOW)).toBe(10)
  })
})

describe('a shut gate', () => {
  test.each(['paused', 'barred'] as const)('%s stays shut whatever the time, until it is opened', (state) => {
    gates.set('free', { state }, NOW)
    expect(gates.allowance('free', 3, NOW + 1e12, LEASE_MS)).toEqual({ allowed: 0 })
    gates.set('free', { state: 'open' }, NOW)
    expect(gates.allowance('free', 3, NOW, LEASE_MS)).toEqual({ allowed: 3 })
  })

  test('throttled opens by itself at its time, and stays open though the clock jumps back', () => {
    gates.set('free', { state: 'throttled', untilAt: NOW + 60_000 }, NOW)
    expect(gates.allowance('free', 3, NOW + 59_999, LEASE_MS)).toEqual({ allowed: 0, nextAt: NOW + 60_000 })
    expect(gates.allowance('free', 3, NOW + 60_000, LEASE_MS)).toEqual({ allowed: 3 })
    expect(gates.allowance('free', 3, NOW, LEASE_MS)).toEqual({ allowed: 3 })
  })

  test('an answer can bar a paused gate, and only a person opens a barred one', () => {
    gates.set('free', { state: 'paused' }, NOW)
    gates.answered('free', { state: 'throttled', untilAt: NOW }, NOW)
    expect(gates.allowance('free', 1, NOW, LEASE_MS)).toEqual({ allowed: 0 })
    gates.answered('free', { state: 'barred' }, NOW)
    gates.answered('free', { state: 'throttled', untilAt: NOW }, NOW)
    expect(gates.allowance('free', 1, NOW, LEASE_MS)).toEqual({ allowed: 0 })
  })
})

describe('a task that is taken back', () => {
  test('takes back what it moved alone; the rest is written at the end', () => {
    const undo = new Undo()
    const shared = new Gates(statements, undo, NOW)
    shared.register('slow', 60, { canProbe: true })
    shared.set('free', { state: 'paused' }, NOW)
    const { mark } = undo
    shared.set('free', { state: 'open' }, NOW)
    // It writes what has changed so far.
    shared.register('slow', 30, { canProbe: true })
    undo.backTo(mark)
    expect(shared.isShut('free', NOW)).toEqual({})
    statements.run(`UPDATE gate SET state = 'open' WHERE name = 'free'`)
    shared.write()
    expect(new Gates(statements, new Undo(), NOW).isShut('free', NOW)).toEqual({})
  })
})

describe('hours', () => {
  const HOUR_MS = 3_600_000
  const hours = { open: [{ from: '08:00', to: '17:00' }] }
  const at = (text: string) => Date.parse(`2026-03-02T${text}+08:00`)
  const opened = (openedAt: number) => {
    const made = new Gates(statements, new Undo(), openedAt)
    made.register('office', undefined, { canProbe: true, hours })
    return made
  }

  test('shut it, and open it by the clock', () => {
    const office = opened(at('12:00'))
    expect(office.allowance('office', 3, at('16:59'), LEASE_MS)).toEqual({ allowed: 3 })
    const opens = at('08:00') + 24 * HOUR_MS
    expect(office.allowance('office', 3, at('17:00'), LEASE_MS)).toEqual({ allowed: 0, nextAt: opens })
    expect(office.isShut('office', opens)).toBe(undefined)
  })

  test('who says that it is closed is asked again when it opens, or a little later', () => {
    const office = opened(at('12:00'))
    office.answered('office', { state: 'barred', why: 'closed' }, at('12:00'))
    expect(office.isShut('office', at('12:14'))).toEqual({ nextAt: at('12:15') })
    expect(office.isShut('office', at('12:15'))).toBe(undefined)
    office.answered('office', { state: 'barred', why: 'closed' }, at('17:00'))
    expect(office.isShut('office', at('17:00'))).toEqual({ nextAt: at('08:00') + 24 * HOUR_MS })
    gates.answered('free', { state: 'barred', why: 'closed' }, NOW)
    expect(gates.isShut('free', NOW + 1e12)).toEqual({})
  })

  test('are counted once, whatever else shuts it meanwhile and whoever is away', () => {
    const office = opened(at('12:00'))
    expect(office.shutMs('office', at('16:00'))).toBe(0)
    expect(office.shutMs('office', at('19:00'))).toBe(2 * HOUR_MS)
    office.set('office', { state: 'paused' }, at('16:00'))
    expect(office.shutMs('office', at('19:00'))).toBe(3 * HOUR_MS)
    office.set('office', { state: 'open' }, at('20:00'))
    expect(office.shutMs('office', at('22:00'))).toBe(6 * HOUR_MS)
    office.answered('office', { state: 'throttled', untilAt: at('22:30'), why: 'throttled' }, at('22:00'))
    expect(office.shutMs('office', at('23:00'))).toBe(7 * HOUR_MS)
    office.write()
    const next = opened(at('23:30'))
    expect(next.shutMs('office', at('23:30'))).toBe(7.5 * HOUR_MS)
    next.write()
    expect(opened(at('12:00') + 24 * HOUR_MS).shutMs('office', at('12:00') + 24 * HOUR_MS)).toBe(16 * HOUR_MS)
  })
})
