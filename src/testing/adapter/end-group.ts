/** Conformance: a send ends when it is told to, and says honestly how far it came. */
import type { SandboxFault } from '../sandbox/types.ts'
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

const ENDLESS: readonly SandboxFault[] = [{ fault: 'hang' }, { fault: 'drip' }]

export function endGroup({ suite, expect, check, checkUnless }: Group): void {
  check('aborted before it began: nothing leaves', async (scene) => {
    const { state } = await scene.deliverOne(scene.member(0), { signal: AbortSignal.abort() })
    expect(state === 'not-applied' || state === 'unknown').toBe(true)
    expect(await scene.rows()).toEqual([])
  })

  for (const fault of ENDLESS) {
    checkUnless(whyNot(suite, fault.fault), `${fault.fault}: aborted on the way, unknown`, async (scene) => {
      await scene.fault(fault)
      const abort = new AbortController()
      const before = scene.upstream.arrived?.() ?? 0
      const sent = scene.deliverOne(scene.member(0), { signal: abort.signal })
      await scene.arrival(before)
      abort.abort()
      expect(await sent).toMatchObject({ state: 'unknown' })
    })

    checkUnless(whyNot(suite, fault.fault), `${fault.fault}: its own deadline ends it, unknown`, async (scene) => {
      await scene.fault(fault)
      expect(await scene.deliverOne(scene.member(0))).toMatchObject({ state: 'unknown' })
    })
  }

  check('closing twice does no harm', async ({ adapter }) => {
    await adapter.close?.()
    await adapter.close?.()
    expect(adapter.contract).toBe('v1')
  })
}
