/** The wall clock jumps, as an administrator or NTP makes it: leases and deadlines run on the other clock. */
import { expect, test } from 'vitest'
import { openScene } from './scene.ts'
import { tell } from './told.ts'

const HOUR_MS = 3_600_000

test.for([
  ['a day ahead', 24 * HOUR_MS],
  ['ten minutes back', -HOUR_MS / 6],
  ['a day back', -24 * HOUR_MS],
] as const)('the clock jumps %s, while answers are lost', async ([_title, jumpMs], { task }) => {
  let listed = 0
  for (const kind of ['rest-key', 'rest-unique', 'bare'] as const) {
    const scene = await openScene(kind, { faults: [{ fault: 'cutAfterSave', every: 2, healAfter: { times: 6 } }] })
    await scene.submit(6)
    await scene.until(() => scene.sandbox.calls().create >= 6, 0)
    scene.clock.jump(jumpMs)
    await scene.submit(6, '13900000001', 6)
    await scene.settled(HOUR_MS / 2)
    listed = await scene.judge()
    if (kind === 'rest-unique') expect(listed).toBe(0)
  }
  tell(task, `rest-key, rest-unique, bare: 0 lost, 0 doubled; bare: ${listed} listed`)
})
