/** What a look-up's finding means, before and after the upstream must be through with what was sent (I3, I4, I8). */
import { describe, expect, test } from 'vitest'
import type { Found } from '../../upstream/outcome.ts'
import type { DeliveryRow } from '../rows-delivery.ts'
import { decideLook } from './look.ts'
import { CONTENT, delivery, MAX_PROCESSING_MS, NOW, SETTLE_MS, settleRules, target } from './test-rows.ts'

/** The last send was at `NOW`; the look-up began `agoMs` after it. */
const look = (found: Found, afterMs: number, more: Partial<DeliveryRow> = {}, kind: 'lookup' | 'key' = 'lookup') =>
  decideLook(
    delivery({ state: 'uncertain', ...more }),
    target({ exposedBy: 7, lastSentAt: NOW }),
    found,
    settleRules(kind, { claimedAt: NOW + afterMs, now: NOW + afterMs + 500 }),
  )

const ABSENT: Found = { state: 'absent' }
const SAME: Found = { state: 'same', reference: 'r' }
const OTHER: Found = { state: 'other', reference: 'r' }
const BELIEVED_MS = Math.max(SETTLE_MS, MAX_PROCESSING_MS)

describe('decideLook', () => {
  test('absent is believed only when the look-up began late enough to have seen it', () => {
    const early = { delivery: { state: 'uncertain', dueAt: NOW + BELIEVED_MS } }
    expect(look(ABSENT, BELIEVED_MS - 1)).toEqual(early)
    const { delivery: moved, target: cleared } = look(ABSENT, BELIEVED_MS)
    expect(moved).toEqual({ state: 'pending', dueAt: NOW + BELIEVED_MS + 500 })
    expect(cleared).toEqual({ there: null, exposed: false })
  })

  test('without a settle time of its own, absent waits for the longest processing time', () => {
    expect(look(ABSENT, MAX_PROCESSING_MS - 1, {}, 'key').delivery).toEqual({
      state: 'uncertain',
      dueAt: NOW + MAX_PROCESSING_MS,
    })
    expect(look(ABSENT, MAX_PROCESSING_MS, {}, 'key').delivery.state).toBe('pending')
  })

  test('a withdrawn record that is absent is withdrawn', () => {
    expect(look(ABSENT, BELIEVED_MS - 1, { wanted: 'withdrawn' }).delivery.state).toBe('uncertain')
    expect(look(ABSENT, BELIEVED_MS, { wanted: 'withdrawn' })).toMatchObject({
      delivery: { state: 'delivered' },
      target: { there: null, exposed: false },
      receipt: { evidence: 'lookup' },
    })
  })

  test('absent after “there already” goes to a person: sending again would go round', () => {
    const verdict = look(ABSENT, BELIEVED_MS, { lookOnly: true })
    expect(verdict).toEqual({
      delivery: { state: 'held', dueAt: null, problems: [{ code: 'look_blind', who: 'operator', upstream: 'u' }] },
    })
  })

  test('the same content is evidence at once: a late repeat of it changes nothing', () => {
    expect(look(SAME, 0)).toMatchObject({
      delivery: { state: 'delivered' },
      target: { there: { payloadHash: CONTENT }, exposed: false, reference: 'r' },
      receipt: { evidence: 'lookup', reference: 'r' },
    })
  })

  test('but not where it may have stood before: A, B, A, and a look-up that still shows the first A', () => {
    const found = (afterMs: number, ordinal: number) =>
      decideLook(
        delivery({ state: 'uncertain' }),
        target({ exposedBy: 7, lastSentAt: NOW, ordinal }),
        SAME,
        settleRules('lookup', { claimedAt: NOW + afterMs, now: NOW + afterMs + 500 }),
      ).delivery
    expect(found(BELIEVED_MS - 1, 2)).toEqual({ state: 'uncertain', dueAt: NOW + BELIEVED_MS })
    expect(found(BELIEVED_MS, 2).state).toBe('delivered')
    expect(found(0, 1).state).toBe('delivered')
  })

  test.each([
    ['other content', OTHER, {}],
    ['what should be withdrawn', SAME, { wanted: 'withdrawn' }],
  ] as const)('%s is believed only when no request of ours is under way any more', (_, found, more) => {
    expect(look(found, MAX_PROCESSING_MS - 1, more)).toEqual({
      delivery: { state: 'uncertain', dueAt: NOW + MAX_PROCESSING_MS },
    })
    expect(look(found, MAX_PROCESSING_MS, { ...more, lookOnly: true })).toEqual({
      delivery: { state: 'pending', dueAt: NOW + MAX_PROCESSING_MS + 500, lookOnly: false },
      target: { there: { payloadHash: null }, exposed: false, reference: 'r' },
    })
  })

  test('without a reference the known one stays', () => {
    expect(look({ state: 'other' }, MAX_PROCESSING_MS).target).toEqual({ there: { payloadHash: null }, exposed: false })
  })

  test('a partial view goes to a person, still exposed', () => {
    expect(look({ state: 'partial' }, BELIEVED_MS)).toEqual({
      delivery: { state: 'held', dueAt: null, problems: [{ code: 'look_partial', who: 'operator', upstream: 'u' }] },
    })
  })

  test('blind look-ups are repeated five times on the ladder, then a person is asked; none clears exposure', () => {
    const blind: Found = { state: 'blind', detail: 'no-answer' }
    const gaps = [0, 1, 2, 3, 4].map((tries) => {
      const verdict = look(blind, 0, { tries })
      expect(verdict.target).toBe(undefined)
      expect(verdict.delivery).toMatchObject({ state: 'uncertain', tries: tries + 1 })
      return (verdict.delivery.dueAt as number) - NOW - 500
    })
    expect(gaps).toEqual([10_000, 60_000, 300_000, 1_800_000, 7_200_000])
    expect(look(blind, 0, { tries: 5 })).toMatchObject({
      delivery: { state: 'held', problems: [{ code: 'look_blind' }] },
    })
  })

  test('a blind look-up waits as long as it was told to', () => {
    expect(look({ state: 'blind', detail: 'busy', retryAfterMs: 77_000 }, 0).delivery.dueAt).toBe(NOW + 500 + 77_000)
  })

  test('a target without a last send is judged from the look-up on', () => {
    const verdict = decideLook(
      delivery(),
      target({ lastSentAt: null }),
      ABSENT,
      settleRules('lookup', { claimedAt: NOW }),
    )
    expect(verdict.delivery).toEqual({ state: 'uncertain', dueAt: NOW + BELIEVED_MS })
  })
})
