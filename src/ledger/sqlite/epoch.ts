/**
 * What a ledger knew last, in a small file beside it: which ledger it is, how often it was opened, where its audit ended.
 * A ledger that knows less than that went back in time (yesterday's file copied over, a machine's snapshot) and would send
 * again what the lost part of it has sent.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'

interface Known {
  readonly ledger: string
  /** Number of the owner that wrote it. */
  readonly owner: number
  /** Rows of the audit, and the hash of the last one in hex. */
  readonly rows: number
  readonly hash: string
}

// Bounds what a copied file can hide: what was accepted or delivered within the last second before a crash.
const WRITE_EVERY_MS = 1_000

const fileOf = (path: string) => `${path}-epoch`

/** @throws {StorageError} `ledger_went_back` */
export function checkEpoch(db: DatabaseSync, path: string): void {
  const known = read(path)
  const ledger = meta(db, 'ledger_id')
  // Without an id it is new: whoever deleted the old one wanted to.
  if (!known || ledger === undefined) return
  const row = db.prepare('SELECT hash FROM audit WHERE id = ?').get(known.rows) as { hash: Uint8Array } | undefined
  const isSame = known.rows === 0 || (row !== undefined && Buffer.from(row.hash).toString('hex') === known.hash)
  if (known.ledger === ledger && known.owner <= Number(meta(db, 'owner') ?? 0) && isSame) return
  throw new StorageError([{ code: 'ledger_went_back', who: 'operator', params: { file: path } }])
}

/** Keeps the file up to date; `stop` writes it once more. */
export function keepEpoch(db: DatabaseSync, path: string): { stop(): void } {
  db.prepare(`INSERT OR IGNORE INTO meta (name, value) VALUES ('ledger_id', ?)`).run(randomBytes(16).toString('hex'))
  const last = db.prepare('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1')
  const ledger = String(meta(db, 'ledger_id'))
  const owner = Number(meta(db, 'owner'))
  let written = -1
  const write = () => {
    const row = last.get() as { id: number; hash: Uint8Array } | undefined
    const rows = row?.id ?? 0
    if (rows === written) return
    try {
      const known: Known = { ledger, owner, rows, hash: row ? Buffer.from(row.hash).toString('hex') : '' }
      writeFileSync(`${fileOf(path)}.new`, JSON.stringify(known), { mode: 0o600 })
      renameSync(`${fileOf(path)}.new`, fileOf(path))
      written = rows
    } catch {
      // A full disk is told by the ledger itself; the file is written as soon as there is room.
      written = -1
    }
  }
  write()
  const timer = setInterval(write, WRITE_EVERY_MS)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      write()
    },
  }
}

/** Forgets what was known: the ledger that stands there now is a restored one. */
export function forgetEpoch(path: string): void {
  writeFileSync(fileOf(path), '', { mode: 0o600 })
}

function read(path: string): Known | undefined {
  if (!existsSync(fileOf(path))) return undefined
  try {
    return JSON.parse(readFileSync(fileOf(path), 'utf8')) as Known
  } catch {
    // Emptied by a restore, or cut short by a crash of the machine: it says nothing.
    return undefined
  }
}

const meta = (db: DatabaseSync, name: string): string | number | undefined =>
  (db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as { value: string | number } | undefined)?.value
