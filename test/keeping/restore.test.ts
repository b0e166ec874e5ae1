/**
 * A backup beside the running owner, and yesterday's file in place of today's: refused when it is copied over, and when it is
 * restored, nothing that the lost part sent is sent twice to whom can recognise it or be asked.
 */
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { createGateway, StorageError } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { brokenInvariants, type Sandbox } from 'yibiao/testing'
import { backupLedger, restoreLedger } from '../../src/ledger/index.ts'
import { sandbox as cliSandbox, configOf, project } from '../cli/project.ts'
import { tell } from '../faults/told.ts'
import { by } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'
import { doubled, handIn, KEY, people, world } from './lost-scene.ts'

describe('restoring', () => {
  test('yesterday’s file copied over is refused; restored, nothing is doubled where it can be recognised or asked', async ({
    task,
  }) => {
    const { ledger, path, boxes, open } = await world()
    const copy = `${path}-backup`
    const first = await open()
    await handIn(first, [1, 2, 3])
    // Beside the running owner.
    const { bytes } = await backupLedger(ledger, copy, Date.now())
    expect(bytes).toBeGreaterThan(10_000)
    await expect(backupLedger(ledger, copy, 0)).rejects.toMatchObject({ problems: [{ code: 'backup_exists' }] })
    // The part that gets lost: new records, and a revision of an old one.
    await handIn(first, [4, 5, 6])
    await handIn(first, [1], '13900000077')
    await first.close()
    expect([boxes.key, boxes.lookup, boxes.neither].map((box) => people(box).length)).toEqual([6, 6, 6])

    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
    copyFileSync(copy, path)
    const refusal = await open().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StorageError)
    expect(refusal).toMatchObject({ problems: [{ code: 'ledger_went_back' }] })
    expect((refusal as StorageError).describe('en')).toContain('yibiao restore')

    const restored = restoreLedger(ledger, copy, { now: Date.now() })
    expect(existsSync(restored.replaced ?? '')).toBe(true)
    const second = await open()
    // Handed in again after the loss, as nobody knows what was in it; and one that is really new.
    await handIn(second, [4, 5, 6])
    await handIn(second, [1], '13900000077')
    await handIn(second, [7])
    const counts = (await second.status()).counts.filter(({ state }) => state !== 'superseded')
    await second.close()
    expect([boxes.key, boxes.lookup].map(doubled)).toEqual([0, 0])
    expect([boxes.key, boxes.lookup].map((box) => people(box).length)).toEqual([7, 7])
    // Who can neither recognise nor be asked gets nothing that may be there: a person decides.
    expect(people(boxes.neither).length).toBe(6)
    expect(counts.filter(({ upstream, state }) => upstream === 'neither' && state === 'held')).toMatchObject([
      { count: expect.any(Number) },
    ])
    const standing = (box: Sandbox) =>
      box.rows().find(({ payload }) => (payload as { sfzh: string }).sfzh === people(box)[0])
    expect(standing(boxes.lookup)?.payload).toMatchObject({ lxdh: '13900000077' })

    const db = new DatabaseSync(path, { readOnly: true })
    const capabilities = {
      key: { operations: ['create'], maxProcessingMs: 0, idempotency: { key: { scope: 'item', windowMs: 1 } } },
      lookup: { operations: ['create'], maxProcessingMs: 0, idempotency: { lookup: { settleMs: 0 } } },
      neither: { operations: ['create'], maxProcessingMs: 0 },
    } as const
    expect(brokenInvariants(capabilities, (sql) => db.prepare(sql).all())).toEqual([])
    db.close()

    // The operator's word ends it: what is new goes out as new.
    const third = await open()
    await third.endDoubt({ by: 'li' })
    await handIn(third, [8])
    expect(people(boxes.neither).length).toBe(7)
    await third.close()
    tell(task, 'key, lookup: 0 lost, 0 doubled; neither: nothing in doubt sent, listed until a person ends the doubt')
  })

  test('what waited when the copy was made counts as sent', async () => {
    const { ledger, path, boxes, open } = await world()
    const front = await createGateway({
      ledger,
      ledgerKeys: KEY,
      deliver: false,
      upstreams: [
        residentUpstream('key', 'rest-key', boxes.key.url),
        residentUpstream('neither', 'bare', boxes.neither.url),
      ],
    })
    await front.submit(resident, syntheticResident(1), by)
    await backupLedger(ledger, `${path}-backup`, Date.now())
    await front.close()
    const lost = await open()
    await expect.poll(() => people(boxes.neither).length).toBe(1)
    await expect.poll(() => people(boxes.key).length).toBe(1)
    await lost.close()
    restoreLedger(ledger, `${path}-backup`, { now: Date.now() })
    const again = await open()
    const states = async () =>
      Object.fromEntries((await again.status()).counts.map(({ upstream, state }) => [upstream, state]))
    await expect.poll(states, { timeout: 5_000 }).toMatchObject({ key: 'delivered', neither: 'held' })
    await again.close()
    expect([boxes.key, boxes.neither].map((box) => people(box).length)).toEqual([1, 1])
  })

  test('a running owner keeps its ledger; a copy that is none, or not there, changes nothing', async () => {
    const { ledger, path, open } = await world()
    const gateway = await open()
    await handIn(gateway, [1])
    await backupLedger(ledger, `${path}-backup`, 5)
    expect(statSync(`${path}-backup`).mode & 0o077).toBe(0)
    expect(() => restoreLedger(ledger, `${path}-backup`, { now: 6 })).toThrow(StorageError)
    await gateway.close()
    expect(() => restoreLedger(ledger, `${path}-nowhere`, { now: 6 })).toThrow('There is no backup')
    copyFileSync(new URL(import.meta.url), `${path}-text`)
    expect(() => restoreLedger(ledger, `${path}-text`, { now: 6 })).toThrow('damaged')
    const still = await open()
    expect((await still.status()).counts.length).toBeGreaterThan(0)
    await still.close()
  })
})

test('yibiao backup and restore', async () => {
  const civil = await cliSandbox({ kind: 'rest-unique' })
  const { write, run, has, path } = project(configOf({ civil: civil.url }))
  const sheet = (name: string, ...seeds: readonly number[]) =>
    write(name, `公民身份号码,姓名\n${seeds.map((seed) => `${syntheticResident(seed).idNumber},赵小测`).join('\n')}\n`)
  sheet('a.csv', 1, 2)
  sheet('b.csv', 3)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const made = await run(['backup', 'copy.db', '--json'])
  expect([made.code, made.json]).toEqual([0, { file: 'copy.db', bytes: expect.any(Number) }])
  expect((await run(['backup', 'copy.db'])).code).toBe(2)
  await run(['submit', 'b.csv', '--form', 'resident'])
  copyFileSync(path('copy.db'), path('yibiao.db'))
  for (const end of ['-wal', '-shm']) rmSync(path(`yibiao.db${end}`), { force: true })
  const refused = await run(['submit', 'b.csv', '--form', 'resident'])
  expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('yibiao restore')])
  const restored = await run(['restore', 'copy.db', '--json'])
  expect([restored.code, restored.json]).toMatchObject([0, { takenAt: expect.any(String) }])
  expect(has('copy.db')).toBe(true)
  const again = await run(['submit', 'b.csv', '--form', 'resident', '--json'])
  expect([again.code, again.json.deliveries]).toEqual([0, { delivered: 1 }])
  expect(civil.rows()).toHaveLength(3)
  expect((await run(['restore', '--end-doubt', '--by', 'li'])).code).toBe(0)
  expect((await run(['restore', 'copy.db', '--taken-at', 'yesterday'])).code).toBe(2)
  expect((await run(['restore'])).code).toBe(2)
})
