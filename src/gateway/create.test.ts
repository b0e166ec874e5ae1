/** The gateway as its callers see it, on a turned clock, with upstreams in this very process. */
import { describe, expect, test, vi } from 'vitest'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { type Person, person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import { GatewayError, SettingsError } from '../base/errors.ts'
import type { Adapter, Capabilities, Member } from '../upstream/contract-v1.ts'
import { defineSystem, type Outcome } from '../upstream/index.ts'

const entry = (code: string, more: Partial<Person> = {}): Person => ({ code, name: '张三', ...more })
const ASKABLE: Capabilities = {
  operations: ['create', 'update', 'withdraw'],
  maxProcessingMs: 1_000,
  idempotency: { lookup: { settleMs: 0 } },
}
const NOTHING: Capabilities = { operations: ['create'], maxProcessingMs: 1_000 }

/** Answers in this order, the last one for ever; keeps what it was sent. */
function answering(outcomes: readonly Outcome[], parts: Partial<Adapter> = {}) {
  const sent: { message: unknown; key: string; attempt: number }[] = []
  const adapter = tinyAdapter({
    async send(message, { parcelKey, attempt }) {
      sent.push({ message, key: parcelKey, attempt })
      return [outcomes[Math.min(sent.length, outcomes.length) - 1] as Outcome]
    },
    ...parts,
  })
  return { adapter, sent }
}

describe('delivering', () => {
  test('accepts, delivers, and says so in events, status and receipts', async () => {
    const { adapter, sent } = answering([{ state: 'delivered', reference: 'r-1' }])
    const { gateway, states, events } = await openGateway([tinyUpstream(adapter)])
    const submission = await gateway.submit(person, entry('1'), by)
    expect(submission).toMatchObject({ state: 'accepted', deliveries: [{ upstream: 'tiny' }] })
    const status = await submission.settled()
    expect(status).toMatchObject({
      number: submission.number,
      settled: true,
      deliveries: [{ state: 'delivered', reference: 'r-1' }],
    })
    expect(states()).toEqual(['pending', 'delivered'])
    expect(events[1]).toMatchObject({ number: submission.number, form: 'person', upstream: 'tiny', reference: 'r-1' })
    expect(sent).toMatchObject([{ attempt: 1, message: [{ operation: 'create', payload: { id: '1', xm: '张三' } }] }])
    expect(await Array.fromAsync(gateway.receipts())).toMatchObject([{ evidence: 'answer', reference: 'r-1' }])
  })

  test('a lost answer is sent again under the same key and message, when the ladder says so', async () => {
    const { adapter, sent } = answering([{ state: 'unknown', detail: 'cut' }, { state: 'delivered' }])
    const { gateway, clock, until, states } = await openGateway([tinyUpstream(adapter)])
    const started = clock.now()
    await gateway.submit(person, entry('1'), by)
    await until(() => states().includes('uncertain'))
    await until(() => sent.length === 2, 500)
    expect(clock.now() - started).toBeGreaterThanOrEqual(10_000)
    await until(() => states().includes('delivered'))
    expect(sent[1]).toEqual({ ...sent[0], attempt: 2 })
  })

  test('what nobody can ask about is listed for a person, and trying again sends nothing', async () => {
    const { adapter, sent } = answering([{ state: 'unknown', detail: 'cut' }], { capabilities: NOTHING })
    const { gateway, until, states } = await openGateway([tinyUpstream(adapter)])
    await gateway.submit(person, entry('1'), by)
    await until(() => states().includes('held'), 1_000)
    expect(await gateway.replay({}, by)).toEqual({ moved: 1, left: [] })
    await until(() => states().filter((state) => state === 'held').length === 2, 1_000)
    expect(sent).toHaveLength(1)
    expect(await Array.fromAsync(gateway.problems())).toMatchObject([
      { state: 'held', problems: [{ code: 'outcome_unknown' }] },
    ])
  })

  test('a look-up decides, and a missing record is sent again', async () => {
    const lookup = vi.fn<NonNullable<Adapter['lookup']>>(async (_: Member) => ({ state: 'absent' }))
    const { adapter, sent } = answering([{ state: 'unknown', detail: 'cut' }, { state: 'delivered' }], {
      capabilities: ASKABLE,
      lookup,
    })
    const { gateway, until, states } = await openGateway([tinyUpstream(adapter)])
    await gateway.submit(person, entry('1'), by)
    await until(() => states().includes('delivered'), 1_000)
    expect([lookup.mock.calls.length, sent.length]).toEqual([1, 2])
    expect(sent[1]).toMatchObject({ key: sent[0]?.key, message: sent[0]?.message })
  })

  test.each([
    ['throws while sending', { send: () => Promise.reject(new RangeError('no')) }, 'uncertain'],
    ['answers what is no outcome', { send: async () => [{ state: 'rejected' } as never] }, 'uncertain'],
    [
      'throws while preparing',
      {
        prepare: () => {
          throw new RangeError('no')
        },
      },
      'rejected',
    ],
    ['prepares nothing', { prepare: () => undefined as never }, 'rejected'],
  ] as const)('an adapter that %s for one record goes on with the next', async (_, parts, state) => {
    const good = tinyAdapter()
    const isPoison = (message: unknown) => JSON.stringify(message).includes('poison')
    const adapter = tinyAdapter({
      prepare: (members) => ('prepare' in parts && isPoison(members) ? parts.prepare() : good.prepare(members)),
      send: (message, context) => ('send' in parts && isPoison(message) ? parts.send() : good.send(message, context)),
    })
    const failed = vi.fn()
    const { gateway, until, events } = await openGateway([tinyUpstream(adapter)])
    gateway.on('failed', failed)
    await gateway.submit(person, entry('poison'), by)
    await until(() => events.some((event) => event.state === state))
    await (await gateway.submit(person, entry('2'), by)).settled()
    expect(events.at(-1)).toMatchObject({ state: 'delivered' })
    expect(failed).not.toHaveBeenCalled()
  })

  test('keeps to its concurrency, and a slow upstream delays no other', async () => {
    let inFlight = 0
    let most = 0
    const slow = Promise.withResolvers<void>()
    const adapter = tinyAdapter({
      async send() {
        most = Math.max(most, ++inFlight)
        await slow.promise
        inFlight--
        return [{ state: 'delivered' }]
      },
    })
    const { gateway, until, events } = await openGateway([
      tinyUpstream(adapter, { name: 'slow', limits: { concurrency: 3 } }),
      tinyUpstream(undefined, { name: 'quick' }),
    ])
    for (let i = 0; i < 10; i++) await gateway.submit(person, entry(String(i)), by)
    const delivered = (name: string) =>
      events.filter(({ upstream, state }) => upstream === name && state === 'delivered').length
    await until(() => delivered('quick') === 10)
    expect([delivered('slow'), most]).toEqual([0, 3])
    slow.resolve()
    await until(() => delivered('slow') === 10)
    expect(most).toBe(3)
  })

  test('takes no more a minute than allowed', async () => {
    const { adapter, sent } = answering([{ state: 'delivered' }])
    const { gateway, clock, turn, until } = await openGateway([tinyUpstream(adapter, { limits: { perMinute: 6 } })])
    for (let i = 0; i < 4; i++) await gateway.submit(person, entry(String(i)), by)
    await until(() => sent.length === 1)
    clock.advance(9_999)
    for (let i = 0; i < 20; i++) await turn()
    expect(sent).toHaveLength(1)
    const started = clock.now()
    await until(() => sent.length === 4, 500)
    expect(clock.now() - started).toBeGreaterThanOrEqual(20_000)
  })

  test('a barred account stops every upstream of its system until somebody resumes it', async () => {
    const system = defineSystem({ name: 'bureau', title: 'B' })
    const first = answering([{ state: 'not-applied', why: { barred: 'credentials' } }, { state: 'delivered' }])
    const second = answering([{ state: 'delivered' }])
    const { gateway, clock, turn, until, states } = await openGateway([
      tinyUpstream(first.adapter, { name: 'first', system, when: { path: 'age', present: true } }),
      tinyUpstream(second.adapter, { name: 'second', system, when: { not: { path: 'age', present: true } } }),
    ])
    await gateway.submit(person, entry('1', { age: 1 }), by)
    await until(() => states().includes('pending') && first.sent.length === 1)
    await until(async () => (await gateway.status({ states: ['sending'] })).counts.length === 0)
    await gateway.submit(person, entry('2'), by)
    clock.advance(86_400_000)
    for (let i = 0; i < 20; i++) await turn()
    expect([first.sent.length, second.sent.length]).toEqual([1, 0])
    await gateway.resume('bureau', by)
    await until(() => states().filter((state) => state === 'delivered').length === 2, 1)
  })
})

describe('closing', () => {
  test('waits for what is in flight, and takes nothing new', async () => {
    const answer = Promise.withResolvers<void>()
    const { adapter, sent } = answering([{ state: 'delivered' }])
    const send: Adapter['send'] = async (message, context) => {
      await answer.promise
      return adapter.send(message, context)
    }
    const { gateway, until, states } = await openGateway([
      tinyUpstream({ ...adapter, send }, { limits: { concurrency: 1 } }),
    ])
    await gateway.submit(person, entry('1'), by)
    await until(async () => (await gateway.status({ states: ['sending'] })).counts.length === 1)
    await gateway.submit(person, entry('2'), by)
    const closed = gateway.close()
    answer.resolve()
    await closed
    expect([states().filter((state) => state === 'delivered').length, sent.length]).toEqual([1, 1])
  })

  test('cuts short what takes longer than the grace, which is then in doubt', async () => {
    const adapter = tinyAdapter({
      send: (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      close: vi.fn(async () => {}),
    })
    const { gateway, until, states, clock, turn } = await openGateway([tinyUpstream(adapter)])
    await gateway.submit(person, entry('1'), by)
    await until(async () => (await gateway.status({ states: ['sending'] })).counts.length === 1)
    const closed = gateway.close({ graceMs: 5_000 })
    for (let i = 0; i < 5; i++) await turn()
    expect(states()).toEqual(['pending'])
    clock.advance(5_000)
    await closed
    expect(states()).toEqual(['pending', 'uncertain'])
    expect(adapter.close).toHaveBeenCalledTimes(1)
  })
})

describe('opening', () => {
  test('two upstreams of one name are refused', async () => {
    await expect(openGateway([tinyUpstream(), tinyUpstream()])).rejects.toThrow(SettingsError)
  })

  test('without delivering it accepts; what is planned for an upstream that is switched off waits', async () => {
    const { adapter, sent } = answering([{ state: 'delivered' }])
    const { gateway, turn } = await openGateway(
      [tinyUpstream(adapter), tinyUpstream(adapter, { name: 'off', enabled: false })],
      { deliver: false },
    )
    const submission = await gateway.submit(person, entry('1'), by)
    for (let i = 0; i < 10; i++) await turn()
    expect([submission.deliveries.map(({ upstream }) => upstream), sent]).toEqual([['tiny', 'off'], []])
  })
})

test('waiting ends at its time, though something still moves', async () => {
  const { gateway, clock, turn } = await openGateway([tinyUpstream()], { deliver: false })
  const submission = await gateway.submit(person, entry('1'), by)
  const waiting = submission.settled({ timeoutMs: 1_000 })
  await turn()
  clock.advance(1_000)
  expect(await waiting).toMatchObject({ settled: false, deliveries: [{ state: 'pending' }] })
})

test('a listener that throws stops neither the others nor the delivery', async () => {
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const { gateway, states } = await openGateway([tinyUpstream()], { logger })
  gateway.on('delivery', () => {
    throw new RangeError('no')
  })
  const late = vi.fn()
  const off = gateway.on('delivery', late)
  await (await gateway.submit(person, entry('1'), by)).settled()
  expect(states()).toEqual(['pending', 'delivered'])
  expect(late).toHaveBeenCalledTimes(2)
  expect(logger.warn).toHaveBeenCalledWith({ error: 'RangeError' }, 'listener-threw')
  off()
  await (await gateway.submit(person, entry('2'), by)).settled()
  expect(late).toHaveBeenCalledTimes(2)
})

test('a number nobody gave is unknown, to ask about and to withdraw', async () => {
  const { gateway } = await openGateway([tinyUpstream()])
  for (const asking of [gateway.record('K7M2'), gateway.withdraw(person, 'K7M2', by)]) {
    const error = await asking.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GatewayError)
    expect(error).toMatchObject({ code: 'number-unknown', problems: [{ code: 'number_unknown', who: 'reporter' }] })
  }
})
