/**
 * One upstream dead for a day beside nine that work, on a turned clock: who is healthy notices nothing, nothing is
 * dropped, the dead one is asked now and then and not hammered, and all of it arrives when it is back.
 */
import { expect, test } from 'vitest'
import { tell } from '../../test/faults/told.ts'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import type { Adapter } from '../upstream/contract-v1.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
const EVERY_MINUTES = 10

test('a system that says so is probed sooner', async () => {
  let probes = 0
  const adapter = tinyAdapter({
    async send() {
      return [{ state: 'not-applied', why: 'unavailable', detail: 'status 503' }]
    },
    async diagnose() {
      probes++
      return [{ check: 'reach', ok: false, detail: 'status 503' }]
    },
  })
  const { gateway, clock, until } = await openGateway([
    tinyUpstream(adapter, { limits: { probeGapMs: 2_000, retryGapsMs: [500] } }),
  ])
  for (let i = 0; i < 5; i++) await gateway.submit(person, { code: `${i}`, name: `甲${i}` }, by)
  const begin = clock.now()
  const isShutUntil = (ms: number) => async () =>
    (await gateway.status()).shut[0]?.params?.until === new Date(begin + ms).toISOString()
  await until(isShutUntil(2_000))
  expect(probes).toBe(0)
  clock.advance(2_000)
  await until(isShutUntil(6_000))
  clock.advance(4_000)
  await until(isShutUntil(14_000))
  expect(probes).toBe(2)
})

/** One record every ten minutes. @returns what came of it, and how long the nine took for one in real time */
async function pass(tenth: Partial<Adapter>, minutes: number) {
  const healthy = Array.from({ length: 9 }, (_, i) => tinyUpstream(tinyAdapter(), { name: `healthy-${i}` }))
  const scene = await openGateway([tinyUpstream(tinyAdapter(tenth), { name: 'dead' }), ...healthy])
  const { gateway, clock, turn, until, events } = scene
  const delivered = (isOf: (upstream: string) => boolean) =>
    events.filter(({ upstream, state }) => state === 'delivered' && isOf(upstream)).length
  let records = 0
  let tookMs = 0
  for (let minute = 0; minute < minutes; minute++) {
    if (minute % EVERY_MINUTES === 0) {
      const start = performance.now()
      await gateway.submit(person, { code: `${records++}`, name: '甲' }, by)
      // Healthy ones have it before the clock is turned again.
      await until(() => delivered((name) => name !== 'dead') === 9 * records)
      tookMs += performance.now() - start
    }
    clock.advance(MINUTE_MS)
    await turn()
  }
  return { ...scene, records, tookMs: tookMs / records, delivered }
}

test('a day without an answer from one of ten', { timeout: 60_000 }, async ({ task }) => {
  let isDead = true
  let probes = 0
  let attempts = 0
  const dying: Partial<Adapter> = {
    capabilities: { operations: ['create'], maxProcessingMs: 1_000, idempotency: { upsert: true } },
    async send() {
      attempts++
      return [isDead ? { state: 'unknown', detail: 'status 502' } : { state: 'delivered' }]
    },
    async diagnose() {
      probes++
      return [{ check: 'reach', ok: !isDead, detail: 'status 502' }]
    },
  }
  const { tookMs: usualMs } = await pass({}, DAY_MINUTES / 4)
  const { gateway, until, records, tookMs, delivered } = await pass(dying, DAY_MINUTES)
  expect(probes).toBeGreaterThan(20)
  expect(probes).toBeLessThanOrEqual(200)
  // The few that failed before it was noticed.
  expect(attempts).toBeLessThan(30)
  const atDead = async () => (await gateway.status({ upstream: 'dead' })).counts
  const waiting = await atDead()
  expect(waiting.reduce((sum, { count }) => sum + count, 0)).toBe(records)
  expect(waiting.map(({ state }) => state).filter((state) => state !== 'pending' && state !== 'uncertain')).toEqual([])
  expect((await gateway.status()).shut).toMatchObject([{ code: 'gate_failing', upstream: 'dead' }])

  isDead = false
  attempts = 0
  await until(() => delivered((name) => name === 'dead') === records, MINUTE_MS / 4)
  expect(attempts).toBe(records)
  expect(await atDead()).toEqual([{ upstream: 'dead', state: 'delivered', count: records }])
  expect((await gateway.status()).shut).toEqual([])
  const ratio = (usualMs / tookMs).toFixed(2)
  tell(
    task,
    `${probes} probes, ${records} records × 9 delivered in their minute, none dropped; throughput of the nine ${ratio} of that beside a living tenth`,
  )
})
