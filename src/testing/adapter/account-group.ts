/** Conformance: what is sent goes under the account that the call is made with, and under no other. */
import type { Account, SendContext } from '../../upstream/contract-v1.ts'
import { createSendContext } from '../../upstream/send-context.ts'
import type { Group } from './describe-adapter.ts'

/** A call as the gateway makes it: sessions are each account's own. */
const under = (account: Account): Pick<SendContext, 'account' | 'tokens'> => ({
  account,
  tokens: createSendContext().tokens,
})

export function accountGroup({ suite, expect, checkUnless }: Group): void {
  const { accounts = 'its stand-in has one log-in' } = suite
  if (typeof accounts === 'string') {
    checkUnless(accounts, 'each send goes under its own account', async () => {})
    return
  }
  const { adapter, right, wrong } = accounts
  const [first, second] = right

  checkUnless(
    undefined,
    'each send goes under its own account, in whatever order they come',
    async (scene) => {
      const contexts = [under(first), under(second)] as const
      const order = [0, 1, 1, 0] as const
      for (const [index, which] of order.entries()) {
        expect(await scene.deliverOne(scene.member(index), contexts[which])).toMatchObject({ state: 'delivered' })
      }
      expect(await scene.upstream.users?.()).toEqual(order.map((which) => String(right[which].values.username)))
    },
    adapter,
  )

  checkUnless(
    undefined,
    'an account that is refused is barred alone',
    async (scene) => {
      const refused = { state: 'not-applied', why: { barred: 'credentials' } }
      expect(await scene.deliverOne(scene.member(0), under(wrong))).toMatchObject(refused)
      expect(await scene.rows()).toEqual([])
      expect(await scene.deliverOne(scene.member(1), under(first))).toMatchObject({ state: 'delivered' })
    },
    adapter,
  )

  checkUnless(
    undefined,
    'without an account nothing leaves, and the value it lacks is named',
    async (scene) => {
      const outcome = await scene.deliverOne(scene.member(0))
      expect(outcome).toMatchObject({ state: 'not-applied', why: { barred: 'credentials' } })
      const named = (scene.adapter.accountValues ?? []).filter((name) => scene.said().includes(name))
      expect(named.length > 0).toBe(true)
      expect(await scene.rows()).toEqual([])
    },
    adapter,
  )
}
