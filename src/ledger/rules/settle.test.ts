/** Every outcome, first send or repeat, at an upstream of every nature: what it does to delivery, target and gate. */
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../upstream/outcome.ts'
import type { Verdict } from '../verdict.ts'
import { decideSettle, delivered } from './settle.ts'
import { CONTENT, delivery, KINDS, type Kind, MAX_PROCESSING_MS, NOW, settleRules } from './test-rows.ts'

const OUTCOMES = {
  delivered: { state: 'delivered', reference: 'r' },
  duplicate: { state: 'duplicate' },
  processing: { state: 'processing', ticket: 't', pollAfterMs: 9_000 },
  ready: { state: 'ready', file: 'b.xlsx' },
  rejected: { state: 'rejected', faults: [], who: 'reporter' },
  unavailable: { state: 'not-applied', why: 'unavailable' },
  throttled: { state: 'not-applied', why: 'throttled', retryAfterMs: 120_000 },
  barred: { state: 'not-applied', why: { barred: 'credentials' } },
  unknown: { state: 'unknown', detail: 'cut' },
} as const satisfies Record<string, Outcome>

const same = (first: string, again = first) => ({
  key: [first, again],
  upsert: [first, again],
  lookup: [first, again],
  neither: [first, again],
})

/** `state exposed|clear`, then what else changes: [first send, an earlier attempt may have been applied]. */
const EXPECTED: Record<keyof typeof OUTCOMES, Record<Kind, readonly string[]>> = {
  delivered: { ...same('delivered clear', 'delivered clear quiet'), key: ['delivered clear', 'delivered clear'] },
  duplicate: { ...same('held exposed'), lookup: ['uncertain exposed look-only', 'uncertain exposed look-only'] },
  processing: same('processing exposed'),
  ready: same('handover exposed'),
  rejected: { ...same('rejected clear', 'held exposed'), key: ['rejected clear', 'rejected clear'] },
  unavailable: same('waiting clear never-sent tried', 'uncertain exposed tried'),
  throttled: same('waiting clear never-sent gate=throttled', 'uncertain exposed gate=throttled'),
  barred: same('pending clear never-sent gate=barred', 'uncertain exposed gate=barred'),
  unknown: same('uncertain exposed tried'),
}

function inWords({ delivery: { state, neverSent, tries, lookOnly }, target, gate }: Verdict): string {
  const words = [
    state,
    target?.exposed === false ? 'clear' : 'exposed',
    neverSent ? 'never-sent' : '',
    lookOnly ? 'look-only' : '',
    tries === undefined ? '' : 'tried',
    target?.quietAt === undefined ? '' : 'quiet',
    gate ? `gate=${gate.state}` : '',
  ]
  return words.filter((word) => word !== '').join(' ')
}

const settle = (
  outcome: Outcome,
  kind: Kind,
  exposedBefore = false,
  more: Partial<ReturnType<typeof settleRules>> = {},
) =>
  decideSettle(
    delivery({ state: 'sending', tries: 2 }),
    { outcome, exposedBefore, problems: [] },
    settleRules(kind, more),
  )

describe('decideSettle', () => {
  const rows = Object.entries(OUTCOMES).flatMap(([name, outcome]) =>
    KINDS.flatMap((kind) =>
      [false, true].map((exposedBefore) => {
        const expected = EXPECTED[name as keyof typeof OUTCOMES][kind][exposedBefore ? 1 : 0] as string
        return { name, kind, exposedBefore, outcome, expected }
      }),
    ),
  )

  test.each(rows)(
    '$name at $kind, exposed before: $exposedBefore → $expected',
    ({ outcome, kind, exposedBefore, expected }) => {
      expect(inWords(settle(outcome, kind, exposedBefore))).toBe(expected)
    },
  )

  test('nothing but delivered has a receipt, and only evidence or a provable nothing clears exposure', () => {
    for (const { outcome, kind, exposedBefore } of rows) {
      const verdict = settle(outcome, kind, exposedBefore)
      expect(verdict.receipt !== undefined).toBe(verdict.delivery.state === 'delivered')
      if (verdict.target?.there !== undefined) expect(verdict.delivery.state).toBe('delivered')
    }
  })

  test('delivered says what is there now, and the reference where one came', () => {
    const { target, receipt } = settle(OUTCOMES.delivered, 'neither')
    expect(target).toEqual({ there: { payloadHash: CONTENT }, reference: 'r', exposed: false })
    expect(receipt).toEqual({ evidence: 'answer', reference: 'r' })
    expect(settle({ state: 'delivered' }, 'neither').target).toEqual({
      there: { payloadHash: CONTENT },
      exposed: false,
    })
  })

  test('a withdrawal that was done leaves nothing there', () => {
    expect(delivered(delivery({ wanted: 'withdrawn' }), 'answer').target).toEqual({
      there: null,
      reference: null,
      exposed: false,
    })
  })

  test('after a repeat without a key, other content waits until no earlier attempt can take effect any more', () => {
    const claimedAt = NOW - 700
    expect(settle(OUTCOMES.delivered, 'upsert', true, { claimedAt }).target?.quietAt).toBe(
      claimedAt + MAX_PROCESSING_MS,
    )
  })

  test('a ticket is asked about after its hint, else after 30 s', () => {
    expect(settle(OUTCOMES.processing, 'neither').delivery).toMatchObject({ ticket: 't', dueAt: NOW + 9_000 })
    expect(settle({ state: 'processing', ticket: 't' }, 'neither').delivery.dueAt).toBe(NOW + 30_000)
  })

  test('what is to be handed over waits for a person, with the file', () => {
    expect(settle(OUTCOMES.ready, 'neither').delivery).toMatchObject({
      dueAt: null,
      wait: { cause: 'person', subject: 'b.xlsx' },
    })
  })

  test('unavailable and unknown climb the ladder; Retry-After moves only the first', () => {
    // The third failure: five minutes.
    expect(settle(OUTCOMES.unavailable, 'neither').delivery).toMatchObject({ tries: 3, dueAt: NOW + 300_000 })
    expect(settle({ ...OUTCOMES.unavailable, retryAfterMs: 400_000 }, 'neither').delivery.dueAt).toBe(NOW + 400_000)
    const unknown = settle(OUTCOMES.unknown, 'neither')
    expect(unknown.delivery).toMatchObject({ tries: 3, dueAt: NOW + 300_000 })
    // Bytes may have left until now.
    expect(unknown.target).toEqual({ lastSentAt: NOW })
    expect(settle(OUTCOMES.unknown, 'neither', false, { retryGapsMs: [80] }).delivery.dueAt).toBe(NOW + 80)
  })

  test.each([
    [undefined, 60_000],
    [0, 60_000],
    [-1_000, 60_000],
    [120_000, 120_000],
    [1e12, 86_400_000],
  ])('429 with Retry-After %s ms shuts the gate for %s ms', (retryAfterMs, pauseMs) => {
    const outcome = {
      state: 'not-applied',
      why: 'throttled',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    } as const
    const { delivery: moved, gate } = settle(outcome, 'neither')
    expect([moved.dueAt, gate]).toEqual([
      NOW + pauseMs,
      { state: 'throttled', untilAt: NOW + pauseMs, why: 'throttled' },
    ])
  })

  test('a barred account costs no try and names why', () => {
    const { delivery: moved, gate } = settle(OUTCOMES.barred, 'neither')
    expect([moved.tries, moved.dueAt, gate]).toEqual([undefined, NOW, { state: 'barred', why: 'credentials' }])
  })

  test('“there already” is neither believed nor sent again', () => {
    const looked = settle(OUTCOMES.duplicate, 'lookup')
    expect(looked).toEqual({
      delivery: { state: 'uncertain', dueAt: NOW, lookOnly: true },
      target: { lastSentAt: NOW },
    })
    expect(settle(OUTCOMES.duplicate, 'key').delivery).toMatchObject({
      dueAt: null,
      problems: [{ code: 'duplicate_unseen' }],
    })
  })
})
