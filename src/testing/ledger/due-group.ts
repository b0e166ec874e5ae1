/** Conformance: what is due, in which order, and what moves without a send (I9, I11). */
import type { Group } from './describe-ledger.ts'
import { REFUSAL } from './scene.ts'

export function dueGroup({ check, expect }: Group): void {
  check('comes by priority, then by due time, at most as many as asked for', async (scene) => {
    const at = scene.clock.now()
    const plan = [
      ['late-backlog', 2, -9],
      ['today', 0, -1],
      ['later', 1, -2],
      ['sooner', 1, -5],
      ['tomorrow', 0, 86_400_000],
    ] as const
    for (const [key, priority, after] of plan) {
      await scene.accept({ key, content: key, delivery: { priority, dueAt: at + after } })
    }
    const { due } = await scene.due('key', 3)
    expect(due.map(({ body }) => JSON.parse(body).content)).toEqual(['today', 'sooner', 'later'])
    const rest = await scene.due('key', 3)
    expect(rest.due.map(({ body }) => JSON.parse(body).content)).toEqual(['late-backlog'])
    expect(rest.nextAt).toBe(at + 86_400_000)
  })

  check('a report due within a day goes before every backlog, the most pressing first', async (scene) => {
    const at = scene.clock.now()
    const plan = [
      ['backlog', 0, undefined],
      ['next week', 2, at + 7 * 86_400_000],
      ['tomorrow', 2, at + 80_000_000],
      ['late already', 2, at - 1],
    ] as const
    for (const [key, priority, deadlineAt] of plan) {
      const delivery = { priority, ...(deadlineAt === undefined ? {} : { deadlineAt }) }
      await scene.accept({ key, content: key, delivery })
    }
    const order = async (limit: number) =>
      (await scene.due('key', limit)).due.map(({ body }) => JSON.parse(body).content)
    expect(await order(3)).toEqual(['late already', 'tomorrow', 'backlog'])
    expect(await order(3)).toEqual(['next week'])
  })

  check('with a due time ahead, tries come within a quarter of what is left', async (scene) => {
    const at = scene.clock.now()
    await scene.accept({ content: 'A', delivery: { deadlineAt: at + 4 * 3_600_000 } })
    for (let i = 0; i < 6; i++) {
      await scene.send('key', { state: 'not-applied', why: 'unavailable' })
      const { nextAt = 0 } = await scene.due('key')
      const left = at + 4 * 3_600_000 - scene.clock.now()
      expect(nextAt - scene.clock.now() <= Math.max(left / 4, 30_000)).toBe(true)
      scene.clock.advance(nextAt - scene.clock.now())
    }
  })

  check('is handed out once, until it is given back', async (scene) => {
    for (const key of ['a', 'b', 'c']) await scene.accept({ key, content: key })
    const handed = await Promise.all([scene.due('key', 2), scene.due('key', 2), scene.due('key', 2)])
    const ids = handed.flatMap(({ due }) => due.map(({ delivery }) => delivery))
    expect([ids.length, new Set(ids).size]).toEqual([3, 3])
    expect(await scene.ledger.release([{ delivery: ids[1] as number }], scene.clock.now())).toEqual([])
    expect((await scene.due('key')).due.map(({ delivery }) => delivery)).toEqual([ids[1]])
  })

  check('belongs to one upstream', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['key', 'upsert'] })
    expect((await scene.due('lookup')).due).toEqual([])
    expect((await scene.due('upsert')).due).toMatchObject([{ operation: 'create' }])
    const error = await scene.ledger
      .due({ upstream: 'never-registered', limit: 1, now: 0 })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'storage', problems: [{ code: 'ledger_unknown_upstream' }] })
  })

  check('given back with problems, it is refused and nothing left', async (scene) => {
    await scene.accept({ content: 'A' })
    const [found] = (await scene.due('key')).due
    const delivery = found?.delivery as number
    const moved = await scene.ledger.release([{ delivery, problems: [REFUSAL] }], scene.clock.now())
    expect(moved).toMatchObject([{ delivery, state: 'rejected', problems: [REFUSAL] }])
    expect(await scene.rows()).toMatchObject([{ delivery: { firstSentAt: null }, target: { exposedBy: null } }])
    // Only what is in hand can be given back.
    await scene.accept({ key: 'two', content: 'A' })
    const later = (await scene.rows()).find(({ delivery: { state } }) => state === 'pending')?.delivery.id as number
    expect(await scene.ledger.release([{ delivery: later, problems: [REFUSAL] }], scene.clock.now())).toEqual([])
    expect(await scene.counts()).toEqual({ rejected: 1, pending: 1 })
  })

  check('given back after a newer revision took its place, it stays superseded', async (scene) => {
    await scene.accept({ content: 'A' })
    const [found] = (await scene.due('key')).due
    await scene.accept({ content: 'B' })
    const items = [{ delivery: found?.delivery as number, problems: [REFUSAL] }]
    expect(await scene.ledger.release(items, scene.clock.now())).toEqual([])
    expect(await scene.counts()).toEqual({ superseded: 1, pending: 1 })
  })

  check('what stands there already is not sent again, whatever was wanted in between', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'delivered' })
    await scene.accept({ content: 'B' })
    await scene.accept({ content: 'A' })
    expect(await scene.due('key')).toMatchObject({ due: [], moved: [{ revision: 3, state: 'unchanged' }] })
    expect(await scene.counts()).toEqual({ delivered: 1, superseded: 1, unchanged: 1 })
  })

  check('a withdrawal of what never got there is cancelled', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.accept({})
    expect(await scene.due('key')).toMatchObject({ due: [], moved: [{ revision: 2, state: 'cancelled' }] })
  })

  check('a withdrawal carries what stands there, with its reference', async (scene) => {
    await scene.accept({ content: 'A' })
    await scene.send('key', { state: 'delivered', reference: 'row-7' })
    await scene.accept({ content: 'B' })
    await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
    await scene.accept({})
    expect((await scene.due('key')).due).toMatchObject([
      { operation: 'withdraw', body: '{"content":"A"}', reference: 'row-7' },
    ])
  })

  check('an operation the upstream lacks is held, never a second create', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['create-only'] })
    await scene.send('create-only', { state: 'delivered' })
    await scene.accept({ content: 'B', upstreams: ['create-only'] })
    const { due, moved } = await scene.due('create-only')
    expect(due).toEqual([])
    expect(moved).toMatchObject([{ state: 'held', problems: [{ code: 'no_update', who: 'operator' }] }])
    await scene.accept({ upstreams: ['create-only'] })
    expect((await scene.due('create-only')).moved).toMatchObject([{ problems: [{ code: 'no_withdraw' }] }])
  })

  check('what waited too long is given up, and listed', async (scene) => {
    await scene.accept({ content: 'A', delivery: { giveUpAt: scene.clock.now() + 1_000 } })
    scene.clock.advance(1_001)
    expect((await scene.due('key')).moved).toMatchObject([{ state: 'dead', problems: [{ code: 'gave_up' }] }])
    expect(await scene.ledger.problems({}, { after: 0, limit: 10 })).toMatchObject([{ state: 'dead' }])
  })
}
