/** One attempt: whatever an adapter does becomes one outcome per member; what it threw stays out of the log. */
import { describe, expect, test, vi } from 'vitest'
import { tinyAdapter } from '../../test/fixtures/tiny-upstream.ts'
import { manualClock } from '../testing/manual-clock.ts'
import type { Adapter, Tokens } from '../upstream/contract-v1.ts'
import type { Http } from '../upstream/http-contract.ts'
import { type Flight, lookOnce, type Sending, sendOnce } from './send.ts'

const flight = (members = 1, more: Partial<Flight['claim']> = {}, ticket?: string): Flight => ({
  claim: { act: 'send', parcel: 4, attempt: 2, at: 0, parcelKey: 'pk', deliveries: [], ...more },
  members: Array.from({ length: members }, (_, i) => ({
    member: { operation: 'create', idempotencyKey: `k${i}`, payload: { i } },
    ...(ticket === undefined ? {} : { ticket }),
  })),
  message: '{"prepared":true}',
  claimedAt: 0,
})

function sending(parts: Partial<Adapter>) {
  const steps = new Map<string, string>()
  const log = vi.fn()
  const clock = manualClock()
  const value: Sending = {
    adapter: tinyAdapter(parts),
    ledger: {
      step: async (parcel, name) => steps.get(`${parcel} ${name}`),
      keepStep: async (parcel, name, result) => void steps.set(`${parcel} ${name}`, result),
    },
    clock,
    http: {} as Http,
    under: () => ({ tokens: {} as Tokens }),
    timeoutMs: 30_000,
    log,
  }
  return { value, steps, log, clock }
}

const { signal } = new AbortController()

describe('sendOnce', () => {
  test('gives the adapter the stored message and the parcel’s key and attempt', async () => {
    const send = vi.fn<Adapter['send']>(async () => [{ state: 'delivered', reference: 'r' }])
    const { value } = sending({ send })
    expect(await sendOnce(flight(), signal, value)).toEqual([{ state: 'delivered', reference: 'r' }])
    expect(send).toHaveBeenCalledExactlyOnceWith(
      { prepared: true },
      expect.objectContaining({ parcelKey: 'pk', attempt: 2, signal }),
    )
  })

  test('a member the answer does not name is unknown, one too many is nobody’s', async () => {
    const { value } = sending({ send: async () => [{ state: 'delivered' }] })
    expect(await sendOnce(flight(3), signal, value)).toEqual([
      { state: 'delivered' },
      { state: 'unknown', detail: 'not-named' },
      { state: 'unknown', detail: 'not-named' },
    ])
    const many = sending({ send: async () => [{ state: 'delivered' }, { state: 'delivered' }] })
    expect(await sendOnce(flight(), signal, many.value)).toHaveLength(1)
  })

  test.each([
    ['throws', () => Promise.reject(new RangeError('110105194912310021'))],
    ['throws what is no error', () => Promise.reject('110105194912310021')],
    ['gives nothing back', async () => undefined as never],
    ['gives null back', async () => null as never],
  ])('an adapter that %s leaves the outcome unknown, and nothing it said in the log', async (_, send) => {
    const { value, log } = sending({ send })
    expect(await sendOnce(flight(2), signal, value)).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
    expect(JSON.stringify(log.mock.calls)).not.toContain('110105194912310021')
  })

  test.each([
    ['a state nobody knows', { state: 'ok' }],
    ['no state', {}],
    ['a text', 'delivered'],
    ['a refusal without faults', { state: 'rejected', who: 'reporter' }],
    ['not-applied without why', { state: 'not-applied' }],
    ['processing without a ticket', { state: 'processing' }],
    ['a number as reference', { state: 'delivered', reference: 7 }],
    ['a pause that is no number', { state: 'not-applied', why: 'throttled', retryAfterMs: Number.NaN }],
  ])('%s is unknown: an adapter’s slip stops nobody else', async (_, outcome) => {
    const { value } = sending({ send: async () => [outcome as never] })
    expect(await sendOnce(flight(), signal, value)).toEqual([{ state: 'unknown', detail: 'bad-outcome' }])
  })

  test('past the deadline since its claim it does not leave: another process may own the parcel', async () => {
    const send = vi.fn<Adapter['send']>(async () => [{ state: 'delivered' }])
    const { value, clock } = sending({ send })
    clock.advance(30_001)
    expect(await sendOnce(flight(), signal, value)).toEqual([
      { state: 'not-applied', why: 'unavailable', detail: 'claim-expired' },
    ])
    expect(send).not.toHaveBeenCalled()
  })

  test('a ticket is polled, not sent', async () => {
    const poll = vi.fn<NonNullable<Adapter['poll']>>(async () => [{ state: 'delivered' }])
    const send = vi.fn<Adapter['send']>()
    const { value } = sending({ poll, send })
    await sendOnce(flight(1, { act: 'poll' }, 't-1'), signal, value)
    expect(poll).toHaveBeenCalledExactlyOnceWith('t-1', expect.anything())
    expect(send).not.toHaveBeenCalled()
  })

  test('a step that was done is not done again, and its result is stored before the next one', async () => {
    const upload = vi.fn(async () => ({ id: 9 }))
    const { value, steps } = sending({
      async send(_, context) {
        const uploaded = await context.once('upload', upload)
        expect(steps.get('4 upload')).toBe('{"id":9}')
        return [{ state: 'delivered', reference: String(uploaded.id) }]
      },
    })
    await sendOnce(flight(), signal, value)
    expect(await sendOnce(flight(1, { attempt: 3 }), signal, value)).toEqual([{ state: 'delivered', reference: '9' }])
    expect(upload).toHaveBeenCalledTimes(1)
  })

  test('a step that failed is done again', async () => {
    const upload = vi.fn(async () => 1).mockRejectedValueOnce(new RangeError('no'))
    const { value } = sending({
      send: async (_, { once }) => [{ state: 'delivered', reference: String(await once('u', upload)) }],
    })
    expect(await sendOnce(flight(), signal, value)).toMatchObject([{ state: 'unknown' }])
    expect(await sendOnce(flight(), signal, value)).toMatchObject([{ state: 'delivered', reference: '1' }])
  })
})

describe('lookOnce', () => {
  test('asks about each member', async () => {
    const lookup = vi.fn<NonNullable<Adapter['lookup']>>(async ({ payload }) =>
      payload.i === 0 ? { state: 'absent' } : { state: 'same' },
    )
    const { value } = sending({ lookup })
    expect(await lookOnce(flight(2, { act: 'lookup' }), signal, value)).toEqual([
      { state: 'absent' },
      { state: 'same' },
    ])
  })

  test('one that throws, or is not there, is blind; the others are not', async () => {
    const lookup = vi
      .fn<NonNullable<Adapter['lookup']>>(async () => ({ state: 'absent' as const }))
      .mockRejectedValueOnce(new RangeError('no'))
    const { value } = sending({ lookup })
    expect(await lookOnce(flight(2), signal, value)).toEqual([
      { state: 'blind', detail: 'adapter-threw' },
      { state: 'absent' },
    ])
    expect(await lookOnce(flight(), signal, sending({}).value)).toEqual([{ state: 'blind', detail: 'no-lookup' }])
  })

  test.each([
    ['a state nobody knows', { state: 'missing' }],
    ['a text', 'absent'],
  ])('%s is blind', async (_, found) => {
    const { value } = sending({ lookup: async () => found as never })
    expect(await lookOnce(flight(), signal, value)).toEqual([{ state: 'blind', detail: 'bad-answer' }])
  })
})
