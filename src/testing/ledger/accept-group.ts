/** Conformance: what one accepting transaction writes, and what it leaves alone (I1, I7). */
import { contentHash } from '../../ledger/index.ts'
import type { Group } from './describe-ledger.ts'
import { FORM, keyHash } from './scene.ts'

export function acceptGroup({ check, expect, query }: Group): void {
  check('writes record, revision, a target and a delivery per upstream', async (scene) => {
    const accepted = await scene.accept({ content: 'A', upstreams: ['key', 'lookup'] })
    expect(accepted).toMatchObject({
      state: 'accepted',
      record: { revision: 1 },
      moved: [
        { upstream: 'key', state: 'pending', revision: 1 },
        { upstream: 'lookup', state: 'pending', revision: 1 },
      ],
    })
    const record = await scene.ledger.findRecord({ form: FORM, keyHash: keyHash('one') })
    expect(record).toMatchObject({ revision: 1, withdrawn: false, values: { key: 'one', content: 'A' } })
    if (accepted.state !== 'accepted') return
    expect(await scene.ledger.findRecord({ number: accepted.record.number })).toEqual(record)
    expect(await scene.ledger.findSubmission(accepted.submission.number)).toMatchObject({ by: 'tester', form: FORM })
    expect(await scene.ledger.isMoving({ submissionId: accepted.submission.id })).toBe(true)
    if (query) expect(query('SELECT count(*) AS count FROM target')).toMatchObject([{ count: 2 }])
  })

  check('writes all of it or nothing', async (scene) => {
    await scene.accept({ key: 'before', content: 'A' })
    const good = await scene.acceptance({ content: 'A' })
    const unknown = {
      ...good,
      deliveries: [...good.deliveries, { ...good.deliveries[0], upstream: 'never-registered' }],
    }
    const error = await scene.ledger.accept(unknown as typeof good).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'storage', problems: [{ code: 'ledger_unknown_upstream' }] })
    expect(await scene.ledger.findRecord({ form: FORM, keyHash: keyHash('one') })).toBe(undefined)
    expect(await scene.counts()).toEqual({ pending: 1 })
    expect(await scene.accept({ content: 'A' })).toMatchObject({ state: 'accepted', record: { revision: 1 } })
  })

  check('one that fails takes nobody else with it', async (scene) => {
    const good = await Promise.all(['a', 'b', 'c'].map((key) => scene.acceptance({ key, content: 'A' })))
    const bad = {
      ...(good[1] as (typeof good)[0]),
      deliveries: [{ ...good[1]?.deliveries[0], upstream: 'never-registered' }],
    }
    const results = await Promise.allSettled(
      [good[0], bad as (typeof good)[0], good[2]].map((one) => scene.ledger.accept(one as (typeof good)[0])),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await scene.counts()).toEqual({ pending: 2 })
  })

  check('a record that moved since it was read is not written', async (scene) => {
    const first = await scene.acceptance({ content: 'A' })
    const second = await scene.acceptance({ content: 'B' })
    expect(await scene.ledger.accept(first)).toMatchObject({ state: 'accepted' })
    expect(await scene.ledger.accept(second)).toEqual({ state: 'moved' })
    const third = await scene.acceptance({ content: 'B' })
    const fourth = await scene.acceptance({ content: 'C' })
    expect(await scene.ledger.accept(third)).toMatchObject({ state: 'accepted', record: { revision: 2 } })
    expect(await scene.ledger.accept(fourth)).toEqual({ state: 'moved' })
    expect(await scene.ledger.findRecord({ form: FORM, keyHash: keyHash('one') })).toMatchObject({
      revision: 2,
      values: { content: 'B' },
    })
  })

  check('many callers for one key make one record', async (scene) => {
    const one = await scene.acceptance({ content: 'A' })
    const results = await Promise.all(Array.from({ length: 50 }, () => scene.ledger.accept(one)))
    expect(results.map(({ state }) => state).sort()).toEqual(['accepted', ...Array.from({ length: 49 }, () => 'moved')])
  })

  check('a repeated client key is the same record, with other content a conflict', async (scene) => {
    const more = { clientKeyHash: contentHash('client'), entryHash: contentHash('entry') }
    const first = await scene.accept({ content: 'A', more })
    const record = first.state === 'accepted' ? first.record : undefined
    const again = await scene.ledger.accept({ ...(await scene.acceptance({ key: 'other', content: 'A', more })) })
    expect(again).toEqual({ state: 'repeated', record })
    const other = await scene.accept({ content: 'B', more: { ...more, entryHash: contentHash('another entry') } })
    expect(other).toEqual({ state: 'conflict', record })
    expect(await scene.counts()).toEqual({ pending: 1 })
    expect(await scene.ledger.findRecord({ form: FORM, clientKeyHash: more.clientKeyHash })).toMatchObject({
      number: record?.number,
    })
    // The key belongs to the form: another form may use it as well.
    expect(await scene.accept({ key: 'x', content: 'A', more: { ...more, form: 'other-form' } })).toMatchObject({
      state: 'accepted',
    })
  })

  check('an event that another record has already is asked about, unless allowed', async (scene) => {
    const more = { eventHash: contentHash('event'), refuseSameEvent: true }
    const first = await scene.accept({ key: 'a', content: 'A', more })
    expect(await scene.accept({ key: 'b', content: 'A', more })).toMatchObject({
      state: 'same-event',
      record: { number: first.state === 'accepted' ? first.record.number : '' },
    })
    expect(await scene.accept({ key: 'a', content: 'B', more })).toMatchObject({ state: 'accepted' })
    expect(await scene.accept({ key: 'b', content: 'A', more: { ...more, refuseSameEvent: false } })).toMatchObject({
      state: 'accepted',
    })
  })

  check('an event of a withdrawn record is free again', async (scene) => {
    const more = { eventHash: contentHash('event'), refuseSameEvent: true }
    await scene.accept({ key: 'a', content: 'A', more })
    await scene.accept({ key: 'a', more })
    expect(await scene.accept({ key: 'b', content: 'A', more })).toMatchObject({ state: 'accepted' })
  })

  check('a newer revision supersedes what has not left, of this record and upstream alone', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['key', 'lookup'] })
    await scene.accept({ key: 'two', content: 'A' })
    const revised = await scene.accept({ content: 'B', upstreams: ['key'] })
    expect(revised).toMatchObject({
      moved: [
        { upstream: 'key', state: 'superseded', revision: 1 },
        { upstream: 'key', state: 'pending', revision: 2 },
      ],
    })
    expect(await scene.counts('lookup')).toEqual({ pending: 1 })
    expect(await scene.counts('key')).toEqual({ pending: 2, superseded: 1 })
  })

  check('a newer revision supersedes what a person was asked about, and nothing that is settled', async (scene) => {
    const refused = { state: 'rejected', problems: [{ code: 'upstream_refused', who: 'reporter' }] } as const
    await scene.accept({ content: 'A', delivery: { state: 'not-applicable' } })
    await scene.accept({ content: 'B', delivery: refused })
    await scene.accept({ content: 'C', delivery: { ...refused, state: 'incomplete' } })
    expect(await scene.counts()).toEqual({ 'not-applicable': 1, superseded: 1, incomplete: 1 })
    expect(await scene.due('key')).toEqual({ due: [], moved: [] })
    await scene.accept({ content: 'D' })
    expect(await scene.counts()).toEqual({ 'not-applicable': 1, superseded: 2, pending: 1 })
  })

  check('the message of what is superseded is forgotten', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'not-applied', why: 'unavailable' })
    await scene.accept({ content: 'B' })
    expect(await scene.counts()).toEqual({ superseded: 1, pending: 1 })
    if (query) expect(query('SELECT state, message FROM parcel')).toMatchObject([{ state: 'closed', message: null }])
  })

  check('behind one that may have left, newer revisions wait and replace each other', async (scene) => {
    await scene.accept({ content: 'A' })
    const first = await scene.takeOne('key')
    await scene.accept({ content: 'B' })
    await scene.accept({ content: 'C' })
    expect(await scene.counts()).toEqual({ sending: 1, superseded: 1, pending: 1 })
    expect((await scene.due('key')).due).toEqual([])
    const { moved } = await scene.settle('key', first, { state: 'delivered' })
    expect(moved).toMatchObject([{ revision: 1, state: 'delivered' }])
    expect((await scene.due('key')).due).toMatchObject([{ act: 'send', operation: 'update', body: '{"content":"C"}' }])
  })
}
