/** Conformance: counts, pages, earlier revisions, what stands; and the audit, whose rows seal each other. */
import { createHash } from 'node:crypto'
import { macsUnder } from '../../ledger/index.ts'
import type { Group } from './describe-ledger.ts'
import { FORM, payloadOf } from './scene.ts'

interface AuditRow {
  readonly at: number
  readonly who: string
  readonly action: string
  readonly form: string
  readonly record: string
  readonly revision: number
  readonly upstream: string | null
  readonly payload_hash: Uint8Array | null
  readonly reference: string | null
  readonly note: string | null
  readonly previous: Uint8Array
  readonly hash: Uint8Array
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export function readGroup({ check, skip, expect, query }: Group): void {
  check('counts by upstream and state, of everything, a submission, a record', async (scene) => {
    const first = await scene.accept({ key: 'a', content: 'A', upstreams: ['key', 'lookup'] })
    await scene.accept({ key: 'b', content: 'A', upstreams: ['key'] })
    if (first.state !== 'accepted') return
    await scene.send('lookup', { state: 'delivered' })
    expect(await scene.ledger.counts({})).toEqual([
      { upstream: 'key', state: 'pending', count: 2 },
      { upstream: 'lookup', state: 'delivered', count: 1 },
    ])
    const own = [
      { upstream: 'key', state: 'pending', count: 1 },
      { upstream: 'lookup', state: 'delivered', count: 1 },
    ]
    expect(await scene.ledger.counts({ submission: first.submission.number })).toEqual(own)
    expect(await scene.ledger.counts({ record: first.record.number })).toEqual(own)
    // As a person or `submission.number` has it.
    const typed = ` ${first.record.number.toLowerCase()}-1 `
    expect(await scene.ledger.counts({ record: typed })).toEqual(own)
    expect(await scene.ledger.problems({ record: typed }, { after: 0, limit: 1 })).toEqual([])
    expect((await scene.ledger.standingStill({ record: typed }, { after: 0, limit: 9 })).length).toBe(2)
    expect(await scene.ledger.counts({ record: first.record.number, states: ['delivered'] })).toEqual(own.slice(1))
    expect(await scene.ledger.counts({ states: [] })).toEqual([])
    expect(await scene.ledger.counts({ upstream: 'upsert' })).toEqual([])
  })

  check('says whether anything still moves', async (scene) => {
    const accepted = await scene.accept({ content: 'A' })
    if (accepted.state !== 'accepted') return
    const moving = async () => [
      await scene.ledger.isMoving({ submissionId: accepted.submission.id }),
      await scene.ledger.isMoving({ recordId: accepted.record.id }),
    ]
    expect(await moving()).toEqual([true, true])
    await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
    expect(await moving()).toEqual([false, false])
    await scene.accept({ content: 'B' })
    expect(await moving()).toEqual([false, true])
  })

  check('gives problems and receipts a page at a time, each row once', async (scene) => {
    for (let i = 0; i < 5; i++) {
      await scene.accept({ key: `r${i}`, content: 'A', upstreams: ['key', 'neither'] })
      await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
      await scene.send('neither', { state: 'delivered' })
    }
    const pages = async (read: (after: number) => Promise<readonly number[]>) => {
      const seen: number[][] = []
      for (let after = 0; ; ) {
        const ids = await read(after)
        if (ids.length === 0) return seen
        seen.push([...ids])
        after = ids.at(-1) as number
      }
    }
    const problems = await pages(async (after) =>
      (await scene.ledger.problems({}, { after, limit: 2 })).map(({ delivery }) => delivery),
    )
    const receipts = await pages(async (after) =>
      (await scene.ledger.receipts({}, { after, limit: 2 })).map(({ id }) => id),
    )
    const still = await pages(async (after) =>
      (await scene.ledger.standingStill({}, { after, limit: 4 })).map(({ delivery }) => delivery.id),
    )
    expect([problems, receipts, still].map((list) => list.map(({ length }) => length))).toEqual([
      [2, 2, 1],
      [2, 2, 1],
      [4, 4, 2],
    ])
    for (const list of [problems, receipts, still]) {
      const ids = list.flat()
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    }
  })

  check('lists no problem that somebody has dealt with', async (scene) => {
    await scene.accept({ content: 'A' })
    const { due } = await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
    const verdict = { delivery: { state: 'pending', dueAt: scene.clock.now(), problems: [] } } as const
    await scene.ledger.redecide('operator', scene.clock.now(), [{ delivery: due.delivery, from: 'rejected', verdict }])
    expect(await scene.ledger.problems({}, { after: 0, limit: 10 })).toEqual([])
  })

  check('remembers each revision, and what stands at each upstream', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['key', 'lookup'] })
    await scene.send('key', { state: 'delivered' })
    const accepted = await scene.accept({ content: 'B', upstreams: ['key', 'lookup'] })
    if (accepted.state !== 'accepted') return
    const { id } = accepted.record
    const kept = { form: FORM, formVersion: 1 }
    expect(await scene.ledger.revisionOf(id, 1)).toEqual({ ...kept, values: { key: 'one', content: 'A' } })
    expect(await scene.ledger.revisionOf(id, 2)).toEqual({ ...kept, values: { key: 'one', content: 'B' } })
    expect(await scene.ledger.revisionOf(id, 3)).toBe(undefined)
    // What an older version of the form stored, and what a newer one.
    const first = { after: 0, limit: 10 }
    expect((await scene.ledger.outdated(FORM, 2, first)).map((one) => one.id)).toEqual([id])
    expect(await scene.ledger.outdated(FORM, 1, first)).toEqual([])
    expect(await scene.ledger.outdated(FORM, 2, { after: id, limit: 10 })).toEqual([])
    expect([...(await scene.ledger.standing(id))]).toEqual([['key', payloadOf('A').hash]])
    // While B may have left nobody knows.
    await scene.takeOne('key')
    expect([...(await scene.ledger.standing(id))]).toEqual([])
    expect(await scene.ledger.findRecord({ number: 'none' })).toBe(undefined)
    expect(await scene.ledger.findSubmission('none')).toBe(undefined)
  })

  if (!query) {
    skip('audit: not run, this ledger can not be asked in SQL')
    return
  }

  check('audits who did what, without content, each row sealing the one before', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'delivered', reference: 'row-1' })
    // A transaction that is taken back leaves no gap in the chain.
    await scene.accept({ content: 'B' })
    const delivery = (await scene.rows()).at(-1)?.delivery.id as number
    const delivered = { delivery: { state: 'delivered' }, receipt: { evidence: 'person' } } as const
    const impossible = { delivery: { state: null as never } }
    const failure = await scene.ledger
      .redecide('operator', scene.clock.now(), [
        { delivery, from: 'pending', verdict: delivered },
        { delivery, from: 'delivered', verdict: impossible },
      ])
      .catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ code: 'storage' })
    expect((await scene.ledger.receipts({}, { after: 0, limit: 10 })).length).toBe(1)
    await scene.accept({})
    const rows = query('SELECT * FROM audit ORDER BY id') as readonly AuditRow[]
    expect(rows.map(({ action, who, revision }) => [action, who, revision])).toEqual([
      ['accept', 'tester', 1],
      ['delivered', 'gateway', 1],
      ['accept', 'tester', 2],
      ['withdraw', 'tester', 3],
    ])
    const { content } = macsUnder(scene.ledger.secrets)
    let previous: Uint8Array = new Uint8Array(32)
    for (const row of rows) {
      const { at, who, action, form, record, revision, upstream, payload_hash } = row
      const payload = payload_hash && hex(payload_hash)
      // The reference may be an id number: a keyed hash of it is sealed, not the text.
      const reference = action === 'delivered' ? hex(content('row-1')) : null
      const sealed = JSON.stringify([at, who, action, form, record, revision, upstream, payload, reference, null])
      expect(hex(row.previous)).toBe(hex(previous))
      expect(hex(row.hash)).toBe(
        createHash('sha256')
          .update(hex(previous) + sealed)
          .digest('hex'),
      )
      previous = row.hash
    }
  })
}
