/** What may be done with a due delivery, judged over its whole target (I4, I7, I8, I9). */
import { describe, expect, test } from 'vitest'
import { contentHash } from '../keys.ts'
import type { DeliveryRow } from '../rows-delivery.ts'
import { decideClaim } from './claim.ts'
import { CONTENT, claimRules, delivery, KEY_WINDOW_MS, KINDS, LEASE_MS, NOW, SENT_AT, target } from './test-rows.ts'

const other = { payloadHash: contentHash('other') }

describe('what may be sent', () => {
  test.each([
    ['nothing there', 'present', null, 'create'],
    ['something there', 'present', other, 'update'],
    ['something unknown there', 'present', { payloadHash: null }, 'update'],
    ['a withdrawal', 'withdrawn', other, 'withdraw'],
    ['a withdrawal of the same content', 'withdrawn', { payloadHash: CONTENT }, 'withdraw'],
  ] as const)('%s: %s → %s', (_, wanted, there, operation) => {
    for (const state of ['pending', 'waiting'] as const) {
      for (const kind of KINDS) {
        expect(decideClaim(delivery({ state, wanted }), target({ there }), claimRules(kind))).toEqual({
          act: 'send',
          operation,
        })
      }
    }
  })

  test('the same content is unchanged, and never while anything is exposed', () => {
    const there = { payloadHash: CONTENT }
    expect(decideClaim(delivery(), target({ there }), claimRules('key'))).toMatchObject({
      delivery: { state: 'unchanged' },
    })
    const behind = decideClaim(delivery(), target({ there, exposedBy: 6 }), claimRules('key'))
    expect(behind).toMatchObject({ delivery: { state: 'pending', dueAt: null, wait: { cause: 'exposed' } } })
  })

  test('a withdrawal of nothing is cancelled', () => {
    expect(
      decideClaim(delivery({ wanted: 'withdrawn', payloadHash: null }), target(), claimRules('key')),
    ).toMatchObject({
      delivery: { state: 'cancelled' },
    })
  })

  test.each([
    ['create', null, 'present', 'no_create'],
    ['update', other, 'present', 'no_update'],
    ['withdraw', other, 'withdrawn', 'no_withdraw'],
  ] as const)('without %s it is held', (operation, there, wanted, code) => {
    const operations = (['create', 'update', 'withdraw'] as const).filter((one) => one !== operation)
    expect(decideClaim(delivery({ wanted }), target({ there }), claimRules('key', { operations }))).toMatchObject({
      act: 'move',
      delivery: { state: 'held', dueAt: null, problems: [{ code, who: 'operator', upstream: 'u' }] },
    })
  })

  test('other content waits until an earlier request can take no effect any more, and not a moment longer', () => {
    const at = (quietAt: number) => decideClaim(delivery(), target({ there: other, quietAt }), claimRules('upsert'))
    expect(at(NOW + 1)).toEqual({ act: 'move', delivery: { state: 'pending', dueAt: NOW + 1 } })
    expect(at(NOW)).toEqual({ act: 'send', operation: 'update' })
  })

  test('it is given up after its time, not at it', () => {
    expect(decideClaim(delivery({ giveUpAt: NOW }), target(), claimRules('key')).act).toBe('send')
    expect(decideClaim(delivery({ giveUpAt: NOW - 1 }), target(), claimRules('key'))).toMatchObject({
      delivery: { state: 'dead', dueAt: null, problems: [{ code: 'gave_up' }] },
    })
  })
})

describe('what may have left', () => {
  const doubt = (more: Partial<DeliveryRow> = {}) => delivery({ state: 'uncertain', ...more })
  const exposed = target({ exposedBy: 7 })
  const held = {
    act: 'move',
    delivery: { state: 'held', dueAt: null, problems: [{ code: 'outcome_unknown', who: 'operator' }] },
  }

  test.each([
    ['key', { act: 'resend' }],
    ['upsert', { act: 'resend' }],
    ['lookup', { act: 'lookup' }],
    ['neither', held],
  ] as const)('at %s', (kind, expected) => {
    expect(decideClaim(doubt(), exposed, claimRules(kind))).toMatchObject(expected)
  })

  test('is never given up, never unchanged: only evidence ends it', () => {
    const there = { payloadHash: CONTENT }
    for (const kind of KINDS) {
      const before = decideClaim(doubt(), exposed, claimRules(kind))
      expect(decideClaim(doubt({ giveUpAt: NOW - 1 }), exposed, claimRules(kind))).toEqual(before)
      expect(decideClaim(doubt(), { ...exposed, there }, claimRules(kind))).toEqual(before)
    }
  })

  test('a key is trusted only while a whole lease fits into its window, counted from the first send', () => {
    const sentAgo = (agoMs: number) => doubt({ firstSentAt: NOW - agoMs })
    const last = KEY_WINDOW_MS - LEASE_MS
    expect(decideClaim(sentAgo(last - 1), exposed, claimRules('key')).act).toBe('resend')
    expect(decideClaim(sentAgo(last), exposed, claimRules('key'))).toMatchObject(held)
    // A later send doesn't renew it.
    expect(
      decideClaim(sentAgo(last), { ...exposed, firstSentAt: NOW, lastSentAt: NOW }, claimRules('key')),
    ).toMatchObject(held)
    const { capabilities } = claimRules('key')
    const both = { ...capabilities.idempotency, lookup: { settleMs: 0 } }
    expect(decideClaim(sentAgo(last), exposed, claimRules('key', { idempotency: both }))).toEqual({ act: 'lookup' })
  })

  test('a repeat waits until the upstream’s guard against repeats is over', () => {
    const repeatGuardMs = 60_001
    for (const kind of ['key', 'upsert'] as const) {
      expect(decideClaim(doubt(), exposed, claimRules(kind, { repeatGuardMs }))).toEqual({
        act: 'move',
        delivery: { state: 'uncertain', dueAt: SENT_AT + repeatGuardMs },
      })
      expect(decideClaim(doubt(), exposed, claimRules(kind, { repeatGuardMs: 60_000 }))).toEqual({ act: 'resend' })
    }
    expect(decideClaim(doubt(), exposed, claimRules('lookup', { repeatGuardMs }))).toEqual({ act: 'lookup' })
  })

  test('after “there already” it is looked up, or a person is asked, and never sent again', () => {
    const { capabilities } = claimRules('key')
    const both = { ...capabilities.idempotency, lookup: { settleMs: 0 } }
    expect(decideClaim(doubt({ lookOnly: true }), exposed, claimRules('key', { idempotency: both }))).toEqual({
      act: 'lookup',
    })
    for (const kind of ['key', 'upsert', 'neither'] as const) {
      expect(decideClaim(doubt({ lookOnly: true }), exposed, claimRules(kind))).toMatchObject(held)
    }
  })

  test('a ticket is asked about where the adapter can; else it is in doubt like the rest', () => {
    const ticket = delivery({ state: 'processing', ticket: 't' })
    for (const kind of KINDS) {
      expect(decideClaim(ticket, exposed, { ...claimRules(kind), canPoll: true })).toEqual({ act: 'poll' })
      expect(decideClaim(ticket, exposed, claimRules(kind))).toEqual(decideClaim(doubt(), exposed, claimRules(kind)))
    }
  })
})
