/** Opening hours: nothing leaves while it is closed, nothing is given up for it, and it goes on by itself. */
import { expect, test } from 'vitest'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import type { Outcome } from '../upstream/outcome.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const STEP_MS = 5 * MINUTE_MS

// The clock stands at Monday, 16:00 in Beijing.
const hours = { open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '17:00' }] } as const

test('what comes after closing time leaves in the morning', async () => {
  const sent: number[] = []
  const adapter = tinyAdapter({
    send: async (_, { clock: at }) => {
      sent.push(at.now())
      return [{ state: 'delivered' }]
    },
  })
  const { gateway, clock, until, states, turn } = await openGateway([tinyUpstream(adapter, { limits: { hours } })])
  await gateway.submit(person, { code: '1', name: '甲' }, by)
  await until(() => states().includes('delivered'))
  const start = clock.now()
  clock.advance(HOUR_MS + 1)
  await gateway.submit(person, { code: '2', name: '乙' }, by)
  const opens = new Date(start + 16 * HOUR_MS).toISOString()
  expect((await gateway.status()).shut).toMatchObject([
    { code: 'gate_closed', upstream: 'tiny', params: { until: opens } },
  ])
  for (let i = 0; i < 5; i++) await turn()
  expect(sent).toHaveLength(1)
  await until(() => clock.now() >= start + 16 * HOUR_MS - STEP_MS, STEP_MS)
  expect(sent).toHaveLength(1)
  await until(() => sent.length === 2, MINUTE_MS / 4)
  expect(sent[1]).toBeGreaterThanOrEqual(start + 16 * HOUR_MS)
  expect(sent[1]).toBeLessThan(start + 16 * HOUR_MS + 10 * MINUTE_MS)
  expect((await gateway.status()).shut).toEqual([])
})

test('closed hours don’t count towards giving up', async () => {
  let answer: Outcome = { state: 'not-applied', why: 'unavailable' }
  const adapter = tinyAdapter({ send: async () => [answer] })
  const limits = { hours, giveUpMs: 3 * HOUR_MS, retryGapsMs: [10 * MINUTE_MS] }
  const { gateway, clock, until, states } = await openGateway([tinyUpstream(adapter, { limits })])
  const start = clock.now()
  await gateway.submit(person, { code: '1', name: '甲' }, by)
  // One hour today, then the night, then two hours tomorrow: not dead before ten o'clock.
  await until(() => clock.now() > start + 17 * HOUR_MS, STEP_MS)
  await gateway.pause('tiny', by)
  clock.advance(HOUR_MS)
  await gateway.resume('tiny', by)
  expect(states()).not.toContain('dead')
  await until(() => states().includes('dead'), STEP_MS)
  const worked = clock.now() - start - 16 * HOUR_MS
  expect(worked).toBeGreaterThan(3 * HOUR_MS)
  expect(worked).toBeLessThan(3.5 * HOUR_MS)
  answer = { state: 'delivered' }
  await gateway.replay({}, by)
  await until(() => states().includes('delivered'), STEP_MS)
})
