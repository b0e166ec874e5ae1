/** One adapter, five shapes of upstream: only the settings differ. */
import { afterEach, describe, expect, test } from 'vitest'
import { SANDBOX_ACCOUNT, type SandboxKind } from 'yibiao/testing'
import { deliver, member } from './test-context.ts'
import { closeAll, kinds, other, person, start } from './test-sandbox.ts'

afterEach(closeAll)

/** Who an upstream with log-ins says it was. */
const writtenBy = (kind: SandboxKind) =>
  kind === 'rest-key' || kind === 'bare' ? {} : { by: SANDBOX_ACCOUNT.username }

describe('by settings alone', () => {
  test.each(kinds)('%s: takes a record as it is', async (kind) => {
    const { sandbox, adapter } = await start(kind)
    expect(await deliver(adapter, member(person))).toMatchObject({ state: 'delivered' })
    expect(sandbox.rows()).toEqual([{ id: '1', payload: person, writes: 1, ...writtenBy(kind) }])
  })

  test.each(['ruoyi', 'jeecg', 'rest-key', 'rest-unique'] as const)(
    '%s: updates and withdraws by reference',
    async (kind) => {
      const { sandbox, adapter, context } = await start(kind)
      await deliver(adapter, member(other), context)
      await deliver(adapter, member(person, { idempotencyKey: 'b' }), context)
      const changed = { ...person, xm: '张三丰' }
      const update = member(changed, { operation: 'update', reference: '2', idempotencyKey: 'c' })
      expect(await deliver(adapter, update, context)).toMatchObject({ state: 'delivered' })
      expect(sandbox.rows().map(({ payload }) => payload)).toEqual([other, changed])
      const withdraw = member(changed, { operation: 'withdraw', reference: '2', idempotencyKey: 'd' })
      expect(await deliver(adapter, withdraw, context)).toMatchObject({ state: 'delivered' })
      expect(sandbox.rows()).toHaveLength(1)
    },
  )

  test.each(['ruoyi', 'jeecg', 'rest-unique'] as const)('%s: finds the reference nobody told', async (kind) => {
    const { sandbox, adapter, context } = await start(kind)
    await deliver(adapter, member(other), context)
    await deliver(adapter, member(person), context)
    const changed = { ...person, xm: '张三丰' }
    expect(await deliver(adapter, member(changed, { operation: 'update' }), context)).toMatchObject({
      state: 'delivered',
    })
    expect(sandbox.writes().at(-1)).toEqual({ operation: 'update', id: '2', payload: changed, ...writtenBy(kind) })
  })

  test('a log-in serves all sends', async () => {
    const { sandbox, adapter, context } = await start('ruoyi')
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => deliver(adapter, member({ ...person, sfzh: `${index}` }), context)),
    )
    expect(sandbox.calls()).toMatchObject({ login: 1, create: 20 })
    expect(sandbox.rows()).toHaveLength(20)
  })
})
