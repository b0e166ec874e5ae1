/**
 * The default ledger: one SQLite file, one owning process, group commit with `synchronous = FULL`.
 *
 * @see docs/reliability of SQLite's WAL mode: https://sqlite.org/wal.html
 */
import { type Clock, systemClock } from '../../base/clock.ts'
import { StorageError } from '../../base/errors.ts'
import type { Ledger, Moved } from '../contract.ts'
import { Accepting } from './accept.ts'
import { Audit } from './audit.ts'
import { Claiming, type UpstreamRef } from './claim.ts'
import { Gates } from './gate.ts'
import type { InFlight } from './in-flight.ts'
import { Movements } from './movements.ts'
import { openForReading, openForWriting } from './open.ts'
import { Reading } from './read.ts'
import { recover } from './recover.ts'
import { redecidePage } from './redecide.ts'
import { Settling } from './settle.ts'
import { Statements } from './statements.ts'
import { Writer } from './writer.ts'

export interface SqliteLedgerSettings {
  /** Path of the file; made when missing. */
  readonly path: string
  /** Opens beside a running owner; every write is refused. */
  readonly readOnly?: boolean
  readonly clock?: Clock
}

// Deliveries one transaction re-decides: a pause that nobody notices.
const PAGE = 500

/**
 * Opens (and makes or migrates) a ledger file. Deliveries that were in flight when the last owner died become
 * uncertain before this resolves.
 *
 * @throws {StorageError} owned by another process, damaged, newer than this program, or missing when `readOnly`
 */
export function openSqliteLedger({ path, readOnly = false, clock = systemClock }: SqliteLedgerSettings): Ledger {
  const open = readOnly ? openForReading(path) : openForWriting(path)
  const sql = new Statements(open.db)
  const audit = new Audit(sql)
  const writer = new Writer(open.db, () => audit.forget())
  const movements = new Movements(sql, audit)
  const gates = new Gates(sql)
  const upstreams = new Map<string, UpstreamRef>()
  const upstreamIds = new Map<string, number>()
  const reading = new Reading(sql)
  const accepting = new Accepting(sql, audit, movements, upstreamIds)
  const inFlight: InFlight = new Map()
  const claiming = new Claiming(sql, gates, movements, open.secrets, open.owner, inFlight)
  const settling = new Settling(sql, movements, open.owner, inFlight)
  if (!readOnly) recover(sql, clock.now())

  const known = (name: string): UpstreamRef => {
    const upstream = upstreams.get(name)
    if (!upstream) throw new StorageError([{ code: 'ledger_unknown_upstream', who: 'operator', upstream: name }])
    return upstream
  }

  return {
    secrets: open.secrets,
    register: (specs) =>
      writer.write(() => {
        for (const { name, contractHash, mappingHash, gate, perMinute } of specs) {
          gates.register(gate, perMinute)
          const row = sql.get<{ id: number }>(
            `INSERT INTO upstream (name, contract_hash, mapping_hash, gate) VALUES (?, ?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET contract_hash = excluded.contract_hash, mapping_hash = excluded.mapping_hash,
               gate = excluded.gate RETURNING id`,
            name,
            contractHash,
            mappingHash,
            gate,
          ) as { id: number }
          upstreams.set(name, { id: row.id, gate })
          upstreamIds.set(name, row.id)
        }
      }),
    openSubmission: (submission) => writer.write(() => ({ ...submission, ...accepting.openSubmission(submission) })),
    findRecord: async (by) => reading.record(by),
    revisionOf: async (recordId, revision) => reading.revision(recordId, revision),
    standing: async (recordId) => reading.standing(recordId),
    accept: (acceptance) => writer.write(() => accepting.accept(acceptance)),
    claim: (request) => writer.write(() => claiming.claim(request, known(request.upstream))),
    settle: (settlement) =>
      writer.write(() =>
        settling.settle(settlement, (patch) => gates.set(known(settlement.upstream).gate, patch, settlement.now)),
      ),
    step: async (parcel, name) =>
      sql.get<{ result: string }>('SELECT result FROM parcel_step WHERE parcel_id = ? AND name = ?', parcel, name)?.result,
    keepStep: (parcel, name, result) =>
      writer.write(() => {
        sql.run('INSERT OR REPLACE INTO parcel_step (parcel_id, name, result) VALUES (?, ?, ?)', parcel, name, result)
      }),
    async redecide(filter, by, now, decide) {
      const moved: Moved[] = []
      for (let after: number | undefined = 0; after !== undefined; ) {
        const from: number = after
        const page = await writer.write(() =>
          redecidePage(sql, movements, { filter, by, now, decide, after: from, limit: PAGE }),
        )
        moved.push(...page.moved)
        after = page.last
      }
      return moved
    },
    setGate: (gate, patch) => writer.write(() => gates.set(gate, patch, clock.now())),
    counts: async (filter = {}) => reading.counts(filter),
    isMoving: async (of) => reading.isMoving(of),
    deliveriesOf: async (recordNumber) => reading.deliveriesOf(recordNumber),
    problems: async (filter, page) => reading.problems(filter, page),
    receipts: async (filter, page) => reading.receipts(filter, page),
    findSubmission: async (number) => reading.submission(number),
    async close() {
      writer.close(new StorageError([{ code: 'ledger_closed', who: 'operator' }]))
      open.close()
    },
  }
}
