/** What tests of a ledger under keys share: a file of its own per test, keys, something in every place that is sealed. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect } from 'vitest'
import { SettingsError } from '../../src/base/errors.ts'
import type { LedgerKey } from '../../src/ledger/key-ring.ts'
import { openSqliteLedger } from '../../src/ledger/sqlite/index.ts'
import { FORM, keyHash, payloadOf, type Scene } from '../../src/testing/ledger/scene.ts'
import { tempFolder } from '../fixtures/temp-folder.ts'
import { syntheticId } from '../synthetic.ts'

const file = tempFolder()
let count = 0
/** The file of the test that runs. */
export let path: string
beforeEach(() => usePath(file(`sealed-${count++}.db`)))
export function usePath(next: string): void {
  path = next
}

export const keyNamed = (id: string): LedgerKey => ({ id, key: new Uint8Array(randomBytes(32)) })
export const OLD = keyNamed('2026')
export const NEW = keyNamed('2027')

export const opening =
  (...keys: readonly LedgerKey[]) =>
  ({ now }: { now: number }) =>
    openSqliteLedger({ path, now, keys })
export const refusal = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as SettingsError).problems[0]
  }
  throw new RangeError('it was not refused')
}
/** Whoever has the files reads all of this. */
export const stolen = () =>
  ['', '-wal', '-shm', '-journal']
    .map((end) => `${path}${end}`)
    .filter((name) => existsSync(name))
    .map((name) => readFileSync(name).toString('latin1'))
    .join('')
export const latin1 = (text: string) => Buffer.from(text).toString('latin1')
export function query<Row>(sql: string): Row[] {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return db.prepare(sql).all() as Row[]
  } finally {
    db.close()
  }
}

const ID = syntheticId(1)
export const SECRETS = [ID, '赵小测', '卡号已存在', 'token-of-a-step', 'ticket-77']

/** Something in every place that is sealed. */
export async function fill(scene: Scene): Promise<void> {
  const payload = payloadOf(`${ID} 赵小测`)
  const entry = { content: ID, delivery: { payload } }
  await scene.accept({ ...entry, key: 'delivered' })
  await scene.send('key', { state: 'delivered', reference: ID })
  await scene.accept({ ...entry, key: 'refused', upstreams: ['lookup'] })
  const refused = { state: 'rejected', faults: [{ upstreamText: `${ID} 卡号已存在` }], who: 'reporter' } as const
  const problems = [{ code: 'upstream_refused', who: 'reporter', upstreamText: `${ID} 卡号已存在` }] as const
  const taken = await scene.takeOne('lookup')
  await scene.ledger.keepStep(taken.claim.parcel, 'upload', '"token-of-a-step"')
  const settlement = { upstream: 'lookup', claim: taken.claim, now: scene.clock.now(), random: 0 }
  await scene.ledger.settle({ ...settlement, answers: [{ outcome: refused, problems }] })
  await scene.accept({ ...entry, key: 'ticketed', upstreams: ['polled'] })
  await scene.send('polled', { state: 'processing', ticket: 'ticket-77' })
  await scene.accept({ ...entry, key: 'uncertain', upstreams: ['upsert'] })
  await scene.send('upsert', { state: 'unknown', detail: 'cut' })
  await scene.accept({ ...entry, key: 'pending', upstreams: ['neither'] })
}

/** What callers see of all that. */
export async function told(ledger: Scene['ledger']) {
  const page = { after: 0, limit: 100 }
  const records = await Promise.all(
    ['delivered', 'refused', 'ticketed', 'uncertain', 'pending'].map((key) =>
      ledger.findRecord({ form: FORM, keyHash: keyHash(key) }),
    ),
  )
  return {
    values: records.map((record) => record?.values),
    counts: await ledger.counts({}),
    problems: await ledger.problems({}, page),
    receipts: await ledger.receipts({}, page),
    deliveries: await Promise.all(records.map((record) => ledger.deliveriesOf(record?.number ?? ''))),
  }
}
