/** Conformance: a failing upstream shuts its gate, is probed, and is trusted again step by step; what waits keeps its time. */
import type { Outcome } from '../../upstream/outcome.ts'
import type { Group } from './describe-ledger.ts'
import type { Scene } from './scene.ts'

const CUT: Outcome = { state: 'unknown', detail: 'status 502' }
const REFUSED: Outcome = { state: 'not-applied', why: 'unavailable', detail: 'ECONNREFUSED' }
const DELIVERED: Outcome = { state: 'delivered' }

const DAY_MS = 86_400_000

/** Five records that fail, one after the other. */
async function trip(scene: Scene, answer: Outcome = REFUSED): Promise<void> {
  for (const key of ['a', 'b', 'c', 'd', 'e']) await scene.accept({ key, content: key, upstreams: ['probed'] })
  for (const taken of await scene.take('probed')) await scene.settle('probed', taken, answer)
}

const probed = (scene: Scene, finding: 'alive' | 'failing' | 'barred') =>
  scene.ledger.probed({ upstream: 'probed', finding, now: scene.clock.now() })

/** Whether whoever claims now is told to probe. */
async function isProbeDue(scene: Scene): Promise<boolean> {
  const { due } = await scene.due('probed')
  const { shut, probe } = await scene.claim('probed', due)
  await scene.ledger.release(
    shut.map((delivery) => ({ delivery })),
    scene.clock.now(),
  )
  return probe === true
}

export function gateGroup({ check, expect, reopen }: Group): void {
  check('five different payloads that fail shut the gate; nothing is tried and no try is used', async (scene) => {
    await trip(scene)
    const shutAt = scene.clock.now()
    expect(await scene.ledger.shutGates(shutAt)).toMatchObject([
      { gate: 'probed', state: 'probing', untilAt: shutAt + 30_000, why: 'failing' },
    ])
    await scene.accept({ key: 'f', content: 'f', upstreams: ['probed'] })
    expect(await scene.due('probed')).toEqual({ due: [], moved: [], nextAt: shutAt + 30_000 })
    expect(await scene.counts('probed')).toEqual({ waiting: 5, pending: 1 })
    expect((await scene.rows('probed')).map(({ delivery: { tries } }) => tries)).toEqual([1, 1, 1, 1, 1, 0])
    // Nobody else is concerned.
    await scene.accept({ key: 'f', content: 'g', upstreams: ['key'] })
    expect(await scene.take('key')).toMatchObject([{ due: { operation: 'create' } }])
  })

  check('an upstream that can not be probed is paced by the ladder alone', async (scene) => {
    for (let i = 0; i < 12; i++) await scene.accept({ key: `${i}`, content: `${i}`, upstreams: ['neither'] })
    for (const taken of await scene.take('neither')) await scene.settle('neither', taken, REFUSED)
    expect(await scene.ledger.shutGates(scene.clock.now())).toEqual([])
    expect((await scene.due('neither')).due.length).toBe(2)
  })

  check('one caller at a time is told to probe; a probe that is lost is due again', async (scene) => {
    await trip(scene)
    await scene.accept({ key: 'f', content: 'f', upstreams: ['probed'] })
    expect(await isProbeDue(scene)).toBe(false)
    scene.clock.advance(30_000)
    expect([await isProbeDue(scene), await isProbeDue(scene)]).toEqual([true, false])
    scene.clock.advance(30_000)
    expect(await isProbeDue(scene)).toBe(true)
    const next = await probed(scene, 'failing')
    expect(next).toEqual({ opened: false, nextAt: scene.clock.now() + 60_000 })
    scene.clock.advance(59_999)
    expect(await isProbeDue(scene)).toBe(false)
    scene.clock.advance(1)
    expect(await isProbeDue(scene)).toBe(true)
  })

  check('two probes that pass open it: what was put off is due at once, 1, 2, 4 … at a time', async (scene) => {
    await trip(scene, CUT)
    scene.clock.advance(DAY_MS)
    for (let i = 0; i < 9; i++) await scene.accept({ key: `n${i}`, content: `n${i}`, upstreams: ['probed'] })
    expect(await probed(scene, 'alive')).toEqual({ opened: false, nextAt: scene.clock.now() + 10_000 })
    expect(await probed(scene, 'alive')).toEqual({ opened: true })
    expect(await scene.ledger.shutGates(scene.clock.now())).toEqual([])
    const steps: number[] = []
    while (steps.length < 3) {
      const { due } = await scene.due('probed', 100)
      const { claims, shut } = await scene.claim('probed', due)
      steps.push(claims.length)
      await scene.ledger.release(
        shut.map((delivery) => ({ delivery })),
        scene.clock.now(),
      )
      for (const claim of claims) await scene.settle('probed', { claim }, DELIVERED)
    }
    expect(steps).toEqual([1, 2, 4])
  })

  check('a probe that meets a refused account shuts it for a person', async (scene) => {
    await trip(scene)
    expect(await probed(scene, 'barred')).toEqual({ opened: false })
    expect(await scene.ledger.shutGates(scene.clock.now())).toMatchObject([{ state: 'barred', why: 'credentials' }])
  })

  check('the give-up clock stands still behind a shut gate', async (scene) => {
    const giveUpAt = scene.clock.now() + DAY_MS
    await scene.accept({ content: 'A', delivery: { giveUpAt } })
    await scene.ledger.setGate('key', { state: 'paused' }, scene.clock.now())
    scene.clock.advance(3 * DAY_MS)
    // Accepted meanwhile: its clock has not begun either.
    const later = scene.clock.now() + DAY_MS
    await scene.accept({ key: 'two', content: 'B', delivery: { giveUpAt: later } })
    scene.clock.advance(3 * DAY_MS)
    await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
    scene.clock.advance(DAY_MS - 1)
    expect((await scene.due('key')).due.length).toBe(2)
    expect((await scene.due('key')).moved).toEqual([])
    scene.clock.advance(2)
    await scene.accept({ key: 'three', content: 'C' })
    const [first] = (await scene.rows('key')).map(({ delivery }) => delivery.id)
    await scene.ledger.release([{ delivery: first as number }], scene.clock.now())
    expect((await scene.due('key')).moved).toMatchObject([{ delivery: first, state: 'dead' }])
  })

  check('a payload that the upstream fails on three times while it takes others is held', async (scene) => {
    await scene.accept({ key: 'poison', content: 'poison' })
    const states: string[] = []
    for (let i = 0; i < 4 && !states.includes('held'); i++) {
      const { moved } = await scene.send('key', CUT)
      states.push(...moved.map(({ state }) => state))
      if (states.at(-1) === 'held') {
        expect(moved).toMatchObject([{ problems: [{ code: 'fails_on_this_one', params: { detail: 'status 502' } }] }])
      }
      scene.clock.advance(1)
      await scene.accept({ key: `good ${i}`, content: 'good' })
      await scene.send('key', DELIVERED)
      scene.clock.advance(600_000)
    }
    expect(states).toEqual(['uncertain', 'uncertain', 'held'])
  })

  check('where nothing else passes, the same failure again and again stays in doubt', async (scene) => {
    await scene.accept({ content: 'A', upstreams: ['upsert'] })
    for (let i = 0; i < 5; i++) {
      expect((await scene.send('upsert', CUT)).moved).toMatchObject([{ state: 'uncertain' }])
      scene.clock.advance(DAY_MS)
    }
  })

  if (!reopen) return
  check('a new owner finds the gate as it was', async (scene) => {
    await trip(scene)
    const before = await scene.ledger.shutGates(scene.clock.now())
    await scene.crash(reopen)
    expect(await scene.ledger.shutGates(scene.clock.now())).toEqual(before)
    expect((await scene.due('probed')).due).toEqual([])
    expect(await probed(scene, 'failing')).toEqual({ opened: false, nextAt: scene.clock.now() + 60_000 })
  })
}
