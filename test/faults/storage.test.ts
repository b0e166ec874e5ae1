/**
 * A disk that fills up and a file that somebody else locks, for real: what was accepted is delivered once there is room
 * again, without opening the gateway anew. The full disk is a small file system of its own, which needs a privilege
 * that not every machine gives.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { createGateway, type Gateway, StorageError } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { brokenInvariants } from 'yibiao/testing'
import { by, gatewayOf, ledgerFile, sandbox } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'
import { tell } from './told.ts'

const DISK_MB = 6
const RESERVE_BYTES = 2 * 1024 * 1024

const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder]).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true })
})

const standing = (gateway: Gateway) => gateway.status().then(({ counts }) => counts.map(({ state }) => state))

test.skipIf(!mounted)(
  'a full disk: accepting stops at the floor, deliveries settle from the reserve',
  async ({ task }) => {
    const box = await sandbox('rest-key')
    const path = join(folder, 'floor.db')
    const settings = { ledger: `file:${path}`, minFreeBytes: RESERVE_BYTES }
    await using gateway = await createGateway({ ...settings, upstreams: [residentUpstream('a', 'rest-key', box.url)] })
    let accepted = 0
    const refusal = await (async () => {
      for (let i = 0; i < 20_000; i++) {
        await gateway.submit(resident, syntheticResident(i), by)
        accepted++
      }
      return undefined
    })().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StorageError)
    expect(refusal).toMatchObject({ problems: [{ code: 'ledger_space_low' }] })
    expect(accepted).toBeGreaterThan(10)
    await expect.poll(() => standing(gateway)).toEqual(['delivered'])
    expect(box.rows()).toHaveLength(accepted)
    tell(task, `${accepted} accepted until the floor, all of them delivered`)
  },
  60_000,
)

test.skipIf(!mounted)(
  'a disk filled by somebody else: lanes wait and go on when there is room',
  async ({ task }) => {
    const box = await sandbox('rest-key')
    const path = join(folder, 'filled.db')
    for (const name of ['floor.db', 'floor.db-wal', 'floor.db-shm']) rmSync(join(folder, name), { force: true })
    const upstream = residentUpstream('a', 'rest-key', box.url)
    const events: string[] = []
    await using gateway = await createGateway({ ledger: `file:${path}`, minFreeBytes: 1, upstreams: [upstream] })
    gateway.on('failed', ({ error }) => events.push((error as StorageError).problems[0]?.code ?? ''))
    gateway.on('recovered', () => events.push('recovered'))
    let accepted = 0
    const hog = join(folder, 'hog')
    // Answers come back after the disk is full: their settlements can't be written.
    box.setFaults({ fault: 'slow', delayMs: 300 })
    for (; accepted < 20; accepted++) await gateway.submit(resident, syntheticResident(accepted), by)
    const fill = () => {
      const { bavail, bsize } = statfsSync(folder)
      try {
        writeFileSync(hog, Buffer.alloc(bavail * bsize))
      } catch {
        // Full before it was all written: as wanted.
      }
    }
    fill()
    await expect.poll(() => events).toEqual(['ledger_full'])
    await expect(gateway.submit(resident, syntheticResident(999), by)).rejects.toThrow(StorageError)
    rmSync(hog)
    await expect.poll(() => events, { timeout: 40_000 }).toEqual(['ledger_full', 'recovered'])
    await expect.poll(() => standing(gateway)).toEqual(['delivered'])
    expect(box.rows()).toHaveLength(accepted)
    const db = new DatabaseSync(path, { readOnly: true })
    expect(brokenInvariants({ a: upstream.adapter.capabilities }, (sql) => db.prepare(sql).all())).toEqual([])
    db.close()
    tell(task, `${accepted} accepted before, all of them delivered after; one failed and one recovered event`)
  },
  90_000,
)

test('a file that another program locks: lanes wait and go on when it lets go', async ({ task }) => {
  const box = await sandbox('rest-key')
  const ledger = ledgerFile()
  const gateway = await gatewayOf(ledger, residentUpstream('a', 'rest-key', box.url))
  const events: string[] = []
  gateway.on('failed', ({ error }) => events.push((error as StorageError).problems[0]?.code ?? ''))
  gateway.on('recovered', () => events.push('recovered'))
  box.setFaults({ fault: 'slow', delayMs: 300 })
  await gateway.submit(resident, syntheticResident(1), by)
  await expect.poll(() => standing(gateway)).toEqual(['sending'])
  const other = new DatabaseSync(ledger.slice('file:'.length))
  other.exec('BEGIN IMMEDIATE')
  await expect.poll(() => events).toEqual(['ledger_busy'])
  other.exec('COMMIT')
  other.close()
  await expect.poll(() => standing(gateway)).toEqual(['delivered'])
  await expect.poll(() => events).toEqual(['ledger_busy', 'recovered'])
  expect(box.rows()).toHaveLength(1)
  tell(task, 'one failed and one recovered event, 1 there')
}, 60_000)
