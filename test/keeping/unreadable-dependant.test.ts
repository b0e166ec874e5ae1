/** A record that names another and can't be opened keeps nobody else waiting, and is not forgotten. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { brokenInvariants } from 'yibiao/testing'
import type { Dependants } from '../../src/ledger/index.ts'
import { CAPABILITIES, createScene, FORM, keyHash, payloadOf, type Scene } from '../../src/testing/ledger/scene.ts'
import { OLD, opening, path, query } from './sealed-scene.ts'

const follows = (key: string) =>
  ({ references: [{ form: FORM, keyHash: keyHash(key), mode: 'follow', seen: null }] }) as const

/** Two that wait for `referent`, and one that waits for `other`. */
async function waiting(scene: Scene, key: string, referent: string) {
  const delivery = { state: 'blocked', wait: { cause: 'reference' } } as const
  const planned = await scene.acceptance({ key, content: 'A', delivery, more: follows(referent) })
  await scene.ledger.accept({ ...planned, deliveries: planned.deliveries.map(({ payload: _, ...rest }) => rest) })
}

/** Writes bytes into the stored text of a record, beside its owner. */
function damage(key: string): () => void {
  const db = new DatabaseSync(path)
  const row = db
    .prepare('SELECT v.id, v.body FROM revision v JOIN record r ON r.id = v.record_id WHERE r.key_hash = ?')
    .get(keyHash(key)) as { id: number; body: Uint8Array }
  const write = (body: Uint8Array) => db.prepare('UPDATE revision SET body = ? WHERE id = ?').run(body, row.id)
  write(row.body.map((byte, at) => (at === row.body.length - 1 ? byte ^ 1 : byte)))
  return () => {
    write(row.body)
    db.close()
  }
}

const keys = (chunk: Dependants | undefined) => chunk?.records.map(({ values }) => values.key)

function plan(scene: Scene, { records, ...chunk }: Dependants) {
  const at = scene.clock.now()
  const delivery = {
    upstream: 'key',
    state: 'pending',
    wanted: 'present',
    payload: payloadOf('new'),
    problems: [],
    priority: 1,
    dueAt: at,
    giveUpAt: at + 1_000_000_000,
  } as const
  return scene.ledger.replanned({
    ...chunk,
    at,
    records: records.map(({ id, revision }) => ({ id, revision, frozen: [], deliveries: [delivery] })),
  })
}

test('the others are planned; it is tried again at the next start', async () => {
  const scene = await createScene(opening(OLD))
  for (const key of ['a', 'b']) await waiting(scene, key, 'referent')
  await waiting(scene, 'c', 'other')
  const mend = damage('a')
  for (const key of ['referent', 'other']) await scene.accept({ key, content: 'R', upstreams: ['lookup'] })

  const first = await scene.ledger.dependants(10)
  expect([keys(first), typeof first?.left]).toEqual([['b'], 'number'])
  expect(first && (await plan(scene, first))).toMatchObject([{ state: 'superseded' }, { state: 'pending' }])
  const second = await scene.ledger.dependants(10)
  expect(keys(second)).toEqual(['c'])
  if (second) await plan(scene, second)
  expect(await scene.ledger.dependants(10)).toBe(undefined)
  expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  await scene.ledger.close()

  mend()
  const again = await opening(OLD)({ now: scene.clock.now() })
  const third = await again.dependants(10)
  expect([keys(third), third?.left]).toEqual([['a', 'b'], undefined])
  await again.close()
})
