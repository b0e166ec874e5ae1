/** Whole journeys over real sockets and a real ledger file. */
import { describe, expect, test } from 'vitest'
import { ConflictError, createGateway, RecordInvalidError, StorageError } from 'yibiao'
import { resident, visit } from 'yibiao/schemas'
import { syntheticResident, syntheticVisit } from '../synthetic.ts'
import { by, gatewayOf, ledgerFile, sandbox } from './harness.ts'
import { residentUpstream } from './upstreams.ts'

const KINDS = ['ruoyi', 'jeecg', 'rest-key', 'rest-unique'] as const

describe('one record, every upstream', () => {
  test('a resident arrives at four kinds of upstream in their own shape, and corrections overwrite', async () => {
    const boxes = await Promise.all(KINDS.map((kind) => sandbox(kind)))
    const gateway = await gatewayOf(
      ledgerFile(),
      ...KINDS.map((kind, i) => residentUpstream(kind, kind, boxes[i]?.url ?? '')),
    )
    const person = syntheticResident(1)

    const first = await gateway.submit(resident, person, by)
    expect(first.state).toBe('accepted')
    expect(
      (await first.settled({ timeoutMs: 10_000 })).deliveries.map(({ upstream, state }) => [upstream, state]),
    ).toEqual(KINDS.map((kind) => [kind, 'delivered']))
    for (const box of boxes) {
      expect(box.rows().map(({ payload }) => payload.sfzh)).toEqual([person.idNumber])
    }

    const second = await gateway.submit(resident, { idNumber: person.idNumber, phone: '13900000009' }, by)
    const status = await second.settled({ timeoutMs: 10_000 })
    expect(status.deliveries.map(({ state }) => state)).toEqual(KINDS.map(() => 'delivered'))
    expect(second.number).toBe(first.number.replace(/-1$/, '-2'))
    for (const box of boxes) {
      expect(box.rows().map(({ payload }) => [payload.sfzh, payload.lxdh])).toEqual([[person.idNumber, '13900000009']])
    }
  })

  test('the same record twice sends nothing twice', async () => {
    const box = await sandbox('rest-unique')
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-unique', box.url))
    const person = syntheticResident(2)
    await (await gateway.submit(resident, person, by)).settled()
    const again = await gateway.submit(resident, person, by)
    expect(again.state).toBe('unchanged')
    expect((await again.settled()).deliveries).toMatchObject([{ upstream: 'a', state: 'delivered' }])
    expect(box.writes()).toHaveLength(1)
  })

  test('a withdrawn record leaves the upstream', async () => {
    const box = await sandbox('rest-unique')
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-unique', box.url))
    const first = await gateway.submit(resident, syntheticResident(3), by)
    await first.settled()
    const gone = await gateway.withdraw(resident, first.number, by)
    expect((await gone.settled({ timeoutMs: 5_000 })).deliveries).toMatchObject([{ state: 'delivered' }])
    expect(box.rows()).toEqual([])
  })
})

describe('what goes wrong', () => {
  test('a lost answer is looked up, not sent again', async () => {
    const box = await sandbox('rest-unique')
    box.setFaults({ fault: 'cutAfterSave', healAfter: { times: 1 } })
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-unique', box.url, { retryGapsMs: [50] }))
    const status = await (await gateway.submit(resident, syntheticResident(4), by)).settled({ timeoutMs: 10_000 })
    expect(status.deliveries).toMatchObject([{ state: 'delivered' }])
    expect(box.rows()).toHaveLength(1)
    expect(box.calls().create).toBe(1)
  })

  test('without any way to ask, a lost answer is listed for a person', async () => {
    const box = await sandbox('bare')
    box.setFaults({ fault: 'cutAfterSave', healAfter: { times: 1 } })
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'bare', box.url, { retryGapsMs: [50] }))
    const status = await (await gateway.submit(resident, syntheticResident(5), by)).settled({ timeoutMs: 10_000 })
    expect(status.deliveries).toMatchObject([
      { state: 'held', problems: [{ code: 'outcome_unknown', who: 'operator' }] },
    ])
    expect(box.rows()).toHaveLength(1)

    // A newer revision waits behind it, says so, and is not waited for as if it moved by itself.
    const { idNumber } = syntheticResident(5)
    const newer = await gateway.submit(resident, { idNumber, phone: '13900000007' }, by)
    expect(newer.deliveries).toMatchObject([{ state: 'blocked', problems: [{ code: 'behind_held' }] }])
    expect((await newer.settled({ timeoutMs: 10_000 })).settled).toBe(true)
    expect(box.calls().create).toBe(1)
  })

  test('a refusal comes back to the field that was typed', async () => {
    const box = await sandbox('rest-unique')
    box.setFaults({ fault: 'refuse', property: 'lxdh', matches: '.', text: '联系电话格式错误' })
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-unique', box.url))
    const entry = { ...syntheticResident(6), phone: '13900000001' }
    const status = await (await gateway.submit(resident, entry, by)).settled({ timeoutMs: 10_000 })
    expect(status.deliveries).toMatchObject([{ state: 'rejected', problems: [{ field: 'phone', who: 'reporter' }] }])
  })

  test('a dead upstream does not keep the living one waiting', async () => {
    const box = await sandbox('rest-key')
    const dead = residentUpstream('dead', 'rest-unique', 'http://127.0.0.1:9')
    const gateway = await gatewayOf(ledgerFile(), dead, residentUpstream('alive', 'rest-key', box.url))
    const submission = await gateway.submit(resident, syntheticResident(7), by)
    await expect.poll(() => box.rows().length).toBe(1)
    await expect
      .poll(async () => (await gateway.record(submission.number)).deliveries.map(({ state }) => state))
      .toEqual(['waiting', 'delivered'])
  })

  test('what did not leave is not lost when the gateway closes', async () => {
    const box = await sandbox('rest-key')
    const ledger = ledgerFile()
    const front = await createGateway({
      ledger,
      upstreams: [residentUpstream('a', 'rest-key', box.url)],
      deliver: false,
    })
    await front.submit(resident, syntheticResident(8), by)
    await front.close()
    expect(box.rows()).toHaveLength(0)
    await gatewayOf(ledger, residentUpstream('a', 'rest-key', box.url))
    await expect.poll(() => box.rows().length).toBe(1)
  })

  test('a second owner of the same ledger is refused', async () => {
    const ledger = ledgerFile()
    await gatewayOf(ledger)
    await expect(createGateway({ ledger, upstreams: [] })).rejects.toThrow(StorageError)
  })
})

describe('accepting', () => {
  test('an entry that breaks the form is refused with its fields', async () => {
    const gateway = await gatewayOf('memory:')
    const error = await gateway
      .submit(resident, { idNumber: '509999199001010016' } as never, by)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RecordInvalidError)
    expect((error as RecordInvalidError).problems.map(({ field }) => field)).toContain('name')
  })

  test('a field that moved since the base is a conflict, never last-write-wins', async () => {
    const gateway = await gatewayOf('memory:')
    const person = { ...syntheticResident(9), phone: '13900000001' }
    await gateway.submit(resident, person, by)
    await gateway.submit(resident, { idNumber: person.idNumber, phone: '13900000002' }, by)
    const stale = gateway.submit(resident, { idNumber: person.idNumber, phone: '13900000003' }, { ...by, base: 1 })
    await expect(stale).rejects.toThrow(ConflictError)
    const harmless = await gateway.submit(resident, { idNumber: person.idNumber, name: '钱小测' }, { ...by, base: 1 })
    expect(harmless.state).toBe('accepted')
  })

  test('a client key names one event, however often it is handed in', async () => {
    const gateway = await gatewayOf('memory:')
    const entry = syntheticVisit(1)
    const first = await gateway.submit(visit, entry, { ...by, clientKey: 'app-1' })
    const again = await gateway.submit(visit, entry, { ...by, clientKey: 'app-1' })
    expect([again.state, again.number]).toEqual(['repeated', first.number])
    const other = gateway.submit(visit, { ...entry, visitor: '孙小测甲' }, { ...by, clientKey: 'app-1' })
    await expect(other).rejects.toThrow(ConflictError)
  })

  test('an event that looks like another one is asked about', async () => {
    const gateway = await gatewayOf('memory:')
    const entry = syntheticVisit(2)
    await gateway.submit(visit, entry, by)
    await expect(gateway.submit(visit, entry, by)).rejects.toThrow(RecordInvalidError)
    expect((await gateway.submit(visit, entry, { ...by, allowRepeat: true })).state).toBe('accepted')
  })

  test('a thousand entries for one record at once leave one record with all its fields', async () => {
    const gateway = await gatewayOf('memory:')
    const person = syntheticResident(10)
    await Promise.all(Array.from({ length: 1_000 }, () => gateway.submit(resident, person, by)))
    expect((await gateway.submit(resident, person, by)).number).toMatch(/-1$/)
  })

  test('many entries give results in order; a refused one stops nobody', async () => {
    const box = await sandbox('rest-key')
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-key', box.url, { concurrency: 16 }))
    const entries = Array.from({ length: 300 }, (_, i) => ({
      entry: i === 7 ? ({ name: '无号' } as never) : syntheticResident(100 + i),
    }))
    const many = gateway.submitMany(resident, entries, by)
    const states: string[] = []
    for await (const result of many) states[result.index] = result.state
    expect(states.filter((state) => state === 'accepted')).toHaveLength(299)
    expect(states[7]).toBe('refused')
    expect(await many.settled({ timeoutMs: 20_000 })).toBe(true)
    expect(box.rows()).toHaveLength(299)
    expect((await gateway.status({ submission: await many.number })).counts).toEqual([
      { upstream: 'a', state: 'delivered', count: 299 },
    ])
  })

  test('pre-flight says what would happen and writes nothing', async () => {
    const box = await sandbox('rest-key')
    const gateway = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-key', box.url))
    const person = syntheticResident(11)
    expect(await gateway.preflight(resident, person)).toEqual({
      problems: [],
      record: 'new',
      upstreams: [{ upstream: 'a', state: 'ready', problems: [] }],
    })
    await (await gateway.submit(resident, person, by)).settled()
    expect(await gateway.preflight(resident, person)).toMatchObject({
      record: 'unchanged',
      upstreams: [{ state: 'unchanged' }],
    })
    expect(box.calls().create).toBe(1)
  })
})
