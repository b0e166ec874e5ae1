/** A copy of a ledger beside its running owner, and a copy put back in its place with all the doubt that brings. */
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { SettingsError, StorageError } from '../../base/errors.ts'
import type { MessageCode } from '../../base/messages/index.ts'
import type { Params } from '../../base/problem.ts'
import { markDoubt } from '../sql/doubt.ts'
import { Meta } from '../sql/meta.ts'
import { Statements } from '../sql/statements.ts'
import { SqliteDatabase } from './database.ts'
import { forgetEpoch } from './epoch.ts'
import { checkVersion } from './open.ts'
import { takeOwnership } from './owner.ts'
import { storageError } from './storage-error.ts'

// All pages in one step: one snapshot, which no write of the owner makes it begin anew.
const ALL_PAGES = 2 ** 31 - 1

/**
 * Copies the ledger as it is at one moment, its encryption with it. Readers and the owner go on.
 *
 * @param now - epoch ms, kept in the copy: what the ledger sent later is in doubt when it is restored
 * @throws {StorageError} `ledger_missing`, damaged, or a full disk; no half copy is left
 * @throws {SettingsError} `backup_exists`
 */
export async function backupSqliteLedger(path: string, copy: string, now: number): Promise<{ readonly bytes: number }> {
  if (!existsSync(path)) throw unusable('ledger_missing', { file: path })
  if (existsSync(copy)) throw refused('backup_exists', { file: copy })
  const partial = `${copy}.partial`
  rmSync(partial, { force: true })
  let source: DatabaseSync | undefined
  try {
    source = new DatabaseSync(path, { readOnly: true })
    checkVersion(source, path)
    await backup(source, partial, { rate: ALL_PAGES })
    chmodSync(partial, 0o600)
    const bytes = finish(partial, now)
    sync(partial)
    renameSync(partial, copy)
    return { bytes }
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true })
    throw storageError(error, copy)
  } finally {
    source?.close()
  }
}

/** Says in the copy when it was taken, and that it is whole. */
function finish(partial: string, now: number): number {
  const db = new DatabaseSync(partial)
  try {
    db.exec('PRAGMA journal_mode = DELETE')
    const { quick_check } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (quick_check !== 'ok') throw unusable('ledger_damaged', { detail: quick_check })
    new Meta(new Statements(new SqliteDatabase(db))).set('taken_at', String(now))
    const size = db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()').get()
    return (size as { bytes: number }).bytes
  } finally {
    db.close()
  }
}

export interface Restored {
  /** Epoch ms. */
  readonly takenAt: number
  /** Where the ledger that stood there is kept. */
  readonly replaced?: string
}

/**
 * Puts a copy in the ledger's place. What stood there is kept beside it.
 *
 * @param takenAt - epoch ms; absent: as the copy says
 * @throws {StorageError} `ledger_owned`, or newer
 * @throws {SettingsError} `backup_missing`, `backup_undated`, `backup_damaged`
 */
export function restoreSqliteLedger(
  path: string,
  copy: string,
  { takenAt, now }: { readonly takenAt?: number; readonly now: number },
): Restored {
  if (!existsSync(copy)) throw refused('backup_missing', { file: copy })
  const ownership = takeOwnership(path)
  const partial = `${path}.restored`
  try {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true })
    copyFileSync(copy, partial)
    // A plain copy of a ledger in use comes with its log.
    if (existsSync(`${copy}-wal`)) copyFileSync(`${copy}-wal`, `${partial}-wal`)
    chmodSync(partial, 0o600)
    const taken = doubt(partial, copy, takenAt, now)
    sync(partial)
    const replaced = existsSync(path) ? setAside(path, now) : undefined
    renameSync(partial, path)
    forgetEpoch(path)
    return { takenAt: taken, ...(replaced === undefined ? {} : { replaced }) }
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true })
    throw damagedCopy(error, copy) ?? storageError(error, path)
  } finally {
    ownership.release()
  }
}

/** @returns when the copy was taken */
function doubt(partial: string, copy: string, said: number | undefined, now: number): number {
  const db = new DatabaseSync(partial)
  try {
    checkVersion(db, copy)
    const { quick_check } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (quick_check !== 'ok') throw refused('backup_damaged', { file: copy, detail: quick_check })
    const sql = new Statements(new SqliteDatabase(db))
    const meta = new Meta(sql)
    const takenAt = said ?? meta.text('taken_at')
    if (takenAt === undefined) throw refused('backup_undated', { file: copy })
    db.exec('BEGIN IMMEDIATE')
    markDoubt(sql, { takenAt: Number(takenAt), restoredAt: now })
    meta.delete('taken_at')
    db.exec('COMMIT')
    // One file again, whatever it was copied from.
    db.exec('PRAGMA journal_mode = DELETE')
    return Number(takenAt)
  } finally {
    db.close()
  }
}

function setAside(path: string, now: number): string {
  const kept = `${path}.replaced-${now}`
  for (const end of ['-wal', '-shm', '']) if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${kept}${end}`)
  return kept
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What SQLite can't read is the copy: the ledger itself is only moved aside. */
function damagedCopy(error: unknown, copy: string): SettingsError | undefined {
  const found = storageError(error, copy)
  const [problem] = found instanceof StorageError && found !== error ? found.problems : []
  return problem?.code === 'ledger_damaged' ? refused('backup_damaged', { ...problem.params }) : undefined
}

const unusable = (code: MessageCode, params: Params) => new StorageError([{ code, who: 'operator', params }])
/** It is the copy's name or the copy that is wrong: nothing is wrong with the ledger. */
const refused = (code: MessageCode, params: Params) => new SettingsError([{ code, who: 'operator', params }])
