/** A person's decisions through the gateway: replay, hold, resolve, pause and resume, by filter, with a name and a reason. */
import { describe, expect, test } from 'vitest'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import { GatewayError } from '../base/errors.ts'
import { defineSystem, type Outcome } from '../upstream/index.ts'

const refusedFor = (field: string, upstreamCode: string): Outcome => ({
  state: 'rejected',
  who: 'reporter',
  faults: [{ pointer: field, upstreamCode, upstreamText: `不合要求 ${Math.random()}` }],
})
const NEITHER = { operations: ['create', 'update'] as const, maxProcessingMs: 1_000 }

/** Answers by the record's code; `sent` has the codes in order. */
async function world(answers: Record<string, Outcome>, capabilities = tinyAdapter().capabilities) {
  const sent: string[] = []
  const adapter = tinyAdapter({
    capabilities,
    async send(message) {
      const [{ payload }] = message as [{ payload: { id: string } }]
      sent.push(payload.id)
      return [answers[payload.id] ?? { state: 'delivered' }]
    },
  })
  const opened = await openGateway([tinyUpstream(adapter, { limits: { concurrency: 1 } })])
  const submit = async (code: string, name = '甲') => {
    const { number } = await opened.gateway.submit(person, { code, name }, by)
    return number
  }
  const stateOf = async (number: string) => (await opened.gateway.record(number)).deliveries[0]?.state
  return { ...opened, sent, submit, stateOf, answers }
}

describe('failures', () => {
  test('are grouped by problem, the largest first, with an example, without the upstream’s own words', async () => {
    const answers: Record<string, Outcome> = { '4': refusedFor('/xm', 'E2') }
    for (const code of ['1', '2', '3']) answers[code] = refusedFor('/nl', 'E1')
    const { gateway, submit, until } = await world(answers)
    const first = await submit('1')
    for (const code of ['2', '3', '4', '5']) await submit(code)
    await until(async () => (await gateway.failures()).reduce((sum, { count }) => sum + count, 0) === 4)
    const groups = await gateway.failures()
    expect(groups).toMatchObject([
      { upstream: 'tiny', state: 'rejected', count: 3, example: first, problem: { upstreamCode: 'E1', field: 'age' } },
      { count: 1, problem: { upstreamCode: 'E2', field: 'name' } },
    ])
    expect(JSON.stringify(groups)).not.toContain('不合要求')
    expect(await gateway.failures({ code: 'E2' })).toMatchObject([{ count: 1 }])
    expect(await gateway.failures({ states: ['held'] })).toEqual([])
  })
})

describe('replay', () => {
  test('takes what a filter means: by error code, by time, and with dryRun nothing at all', async () => {
    const { gateway, clock, submit, until, sent, answers } = await world({
      '1': refusedFor('/nl', 'E1'),
      '2': refusedFor('/xm', 'E2'),
    })
    await submit('1')
    await submit('2')
    await until(async () => (await gateway.failures()).length === 2)
    expect(await gateway.replay({ code: 'E1' }, { ...by, dryRun: true })).toEqual({ moved: 1, left: [] })
    expect(await gateway.replay({ since: clock.now() + 1 }, by)).toEqual({ moved: 0, left: [] })
    expect(sent).toEqual(['1', '2'])
    answers['1'] = { state: 'delivered' }
    expect(await gateway.replay({ code: 'E1', until: clock.now() + 1 }, by)).toEqual({ moved: 1, left: [] })
    await until(() => sent.length === 3)
    expect(sent[2]).toBe('1')
  })

  test('counts what is about to be sent anyway; hold leaves it alone and says so', async () => {
    const answer = Promise.withResolvers<void>()
    const sent: unknown[] = []
    const adapter = tinyAdapter({
      async send(message) {
        sent.push(message)
        await answer.promise
        return [{ state: 'delivered' }]
      },
    })
    const { gateway, until } = await openGateway([tinyUpstream(adapter, { limits: { concurrency: 1 } })])
    for (const code of ['1', '2']) await gateway.submit(person, { code, name: '甲' }, by)
    await until(() => sent.length === 1)
    const [held, replayed] = [await gateway.hold({ upstream: 'tiny' }, by), await gateway.replay({}, by)]
    answer.resolve()
    expect(held).toMatchObject({ moved: 0, left: [{ problem: { code: 'decision_in_hand' } }] })
    expect(replayed).toEqual({ moved: 1, left: [] })
  })
})

describe('hold', () => {
  test('stops what has not left; replay sets it going again', async () => {
    const { gateway, submit, until, sent, stateOf } = await world({})
    await gateway.pause('tiny', by)
    const number = await submit('1')
    expect(await gateway.hold({ upstream: 'tiny' }, { ...by, note: 'wait for the chief' })).toEqual({
      moved: 1,
      left: [],
    })
    await gateway.resume('tiny', by)
    await submit('2')
    await until(() => sent.length === 1)
    expect([await stateOf(number), sent]).toEqual(['held', ['2']])
    await gateway.replay({ states: ['held'] }, by)
    await until(async () => (await stateOf(number)) === 'delivered')
  })

  test('and resolve refuse a filter that means everything', async () => {
    const { gateway } = await world({})
    for (const asked of [
      gateway.hold({}, by),
      gateway.resolve({ states: undefined } as never, 'cancelled', { ...by, note: 'x' }),
    ]) {
      const error = await asked.catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(GatewayError)
      expect(error).toMatchObject({ code: 'filter-empty', problems: [{ code: 'filter_empty' }] })
    }
  })
})

describe('resolve', () => {
  const inDoubt = async () => {
    const scene = await world({ '1': { state: 'unknown', detail: 'cut' } }, NEITHER)
    const number = await scene.submit('1')
    await scene.until(async () => (await scene.stateOf(number)) === 'held', 1_000)
    return { ...scene, number, filter: { record: number }, why: { ...by, note: 'asked them' } }
  }

  test('delivered: a person saw it there', async () => {
    const { gateway, filter, why, number, stateOf } = await inDoubt()
    expect(await gateway.resolve(filter, 'delivered', { ...why, reference: 'r-9' })).toEqual({ moved: 1, left: [] })
    expect(await stateOf(number)).toBe('delivered')
    expect(await Array.fromAsync(gateway.receipts())).toMatchObject([
      { evidence: 'person', says: 'there', reference: 'r-9', by: 'tester', note: 'asked them' },
    ])
  })

  test('cancelled is refused while it may stand there; rejected first', async () => {
    const { gateway, filter, why, number, stateOf } = await inDoubt()
    expect(await gateway.resolve(filter, 'cancelled', why)).toMatchObject({
      moved: 0,
      left: [{ number, upstream: 'tiny', problem: { code: 'decision_exposed_first' } }],
    })
    expect(await stateOf(number)).toBe('held')
    await gateway.resolve(filter, 'rejected', why)
    await gateway.resolve(filter, 'cancelled', why)
    expect(await stateOf(number)).toBe('cancelled')
  })

  test('send-again: it is not there, so it is sent once more', async () => {
    const { gateway, filter, why, until, number, stateOf, answers, sent } = await inDoubt()
    answers['1'] = { state: 'delivered' }
    await gateway.resolve(filter, 'send-again', why)
    await until(async () => (await stateOf(number)) === 'delivered', 1_000)
    expect(sent).toEqual(['1', '1'])
  })

  test('a newer revision waits until the earlier one is decided', async () => {
    const { gateway, submit, why, until, stateOf } = await inDoubt()
    const newer = await submit('1', '乙')
    expect(await stateOf(newer)).toBe('blocked')
    expect(await gateway.resolve({ states: ['blocked'] }, 'cancelled', why)).toMatchObject({
      moved: 0,
      left: [{ number: newer, problem: { code: 'decision_earlier_first' } }],
    })
    await gateway.resolve({ states: ['held'] }, 'delivered', why)
    await until(async () => (await stateOf(newer)) !== 'blocked')
  })
})

describe('pause and resume', () => {
  test('stop every upstream of a system, by the name of either, and nothing is lost', async () => {
    const system = defineSystem({ name: 'bureau', title: 'B' })
    const { gateway, turn, until, states, clock } = await openGateway([
      tinyUpstream(tinyAdapter(), { name: 'first', system }),
      tinyUpstream(tinyAdapter(), { name: 'second', system }),
    ])
    await gateway.pause('first', by)
    await gateway.submit(person, { code: '1', name: '甲' }, by)
    clock.advance(86_400_000)
    for (let i = 0; i < 10; i++) await turn()
    expect(states()).toEqual(['pending', 'pending'])
    expect((await gateway.status()).shut).toMatchObject([
      { code: 'gate_paused', upstream: 'first' },
      { code: 'gate_paused', upstream: 'second' },
    ])
    await gateway.resume('bureau', by)
    await until(() => states().filter((state) => state === 'delivered').length === 2)
    const error = await gateway.pause('nobody', by).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ problems: [{ code: 'gate_unknown', params: { known: 'first, bureau, second' } }] })
  })
})
