/** Conformance: one process logs in at a time for an account, and a refusal holds for all until somebody decides. */
import { contentHash } from '../../ledger/index.ts'
import type { LogIn } from '../../upstream/contract-v1.ts'
import type { Group } from './describe-ledger.ts'
import type { Scene } from './scene.ts'

const LEASE_MS = 60_000
const VERSION = contentHash('password 1')
const BARRED: LogIn = { state: 'barred', bar: 'credentials', detail: 'log-in refused' }

const take = (scene: Scene, version = VERSION, gate = 'key') => {
  const now = scene.clock.now()
  return scene.ledger.takeLogIn({ gate, version, now, leaseMs: LEASE_MS, usableUntil: now })
}
const keep = (scene: Scene, turn: number, result: LogIn) =>
  scene.ledger.keepLogIn({ gate: 'key', version: VERSION, turn, result })

export function logInGroup({ check, expect }: Group): void {
  check(
    'whoever asks first logs in; the others wait until that came to something, or its lease is over',
    async (scene) => {
      expect(await take(scene)).toEqual({ state: 'yours', turn: 1 })
      expect(await take(scene)).toEqual({ state: 'taken' })
      // Another account, and other credentials of this one, are nobody's business.
      expect(await take(scene, VERSION, 'upsert')).toEqual({ state: 'yours', turn: 1 })
      expect(await take(scene, contentHash('password 2'))).toEqual({ state: 'yours', turn: 1 })
      await keep(scene, 1, { state: 'unavailable', detail: 'status 503' })
      expect(await take(scene)).toEqual({ state: 'yours', turn: 2 })
      scene.clock.advance(LEASE_MS)
      expect(await take(scene)).toEqual({ state: 'yours', turn: 3 })
    },
  )

  check('a refusal is everybody’s until a person opens the gate, and a late one nobody’s', async (scene) => {
    await take(scene)
    await keep(scene, 1, BARRED)
    expect([await take(scene), await take(scene)]).toEqual([BARRED, BARRED])
    expect(await take(scene, contentHash('password 2'))).toEqual({ state: 'yours', turn: 1 })
    // The gate opening by itself is no person's word.
    await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now())
    expect(await take(scene)).toEqual(BARRED)
    await scene.ledger.setGate('key', { state: 'open' }, scene.clock.now(), { decision: 'resume', by: 'op' })
    // What comes from a log-in that began before is not about now.
    await keep(scene, 1, BARRED)
    expect(await take(scene)).toEqual({ state: 'yours', turn: 3 })
    await keep(scene, 1, BARRED)
    expect(await take(scene)).toEqual({ state: 'taken' })
    // A clock that was set back makes no lease longer.
    scene.clock.advance(-LEASE_MS)
    expect(await take(scene)).toEqual({ state: 'yours', turn: 4 })
  })
}
