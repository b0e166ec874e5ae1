/**
 * The default ledger: one SQLite file, one owning process, group commit with `synchronous = FULL`.
 *
 * @see SQLite's WAL mode: https://sqlite.org/wal.html
 */
import { StorageError } from '../../base/errors.ts'
import type { ClaimRequest, Ledger, LedgerReader } from '../contract.ts'
import type { LedgerKey } from '../key-ring.ts'
import { macsUnder } from '../keys.ts'
import { Accepting } from './accept.ts'
import { Audit, readAudit } from './audit.ts'
import { Claiming } from './claim.ts'
import { Doubt } from './doubt.ts'
import { DueDeliveries } from './due.ts'
import { Fingerprints } from './fingerprints.ts'
import { FreeSpace, MIN_FREE_BYTES } from './free-space.ts'
import { Gates } from './gate.ts'
import { InHand } from './in-hand.ts'
import { Movements } from './movements.ts'
import { oldestDue } from './oldest-due.ts'
import { type OpenLedger, openForReading, openForWriting } from './open.ts'
import { purgeChunk } from './purge.ts'
import { Reading } from './read.ts'
import { recover } from './recover.ts'
import { noteOf, Redeciding } from './redecide.ts'
import { resealChunk } from './reseal.ts'
import { forCaller, type Stored } from './sealed.ts'
import { Settling } from './settle.ts'
import { Statements } from './statements.ts'
import { Undo } from './undo.ts'
import { Upstreams } from './upstreams.ts'
import { wakeReadable } from './wake-readable.ts'
import { Writer } from './writer.ts'

export interface SqliteLedgerOptions {
  readonly path: string
  /** Epoch ms: what was in flight may have been sent until now. */
  readonly now: number
  /** Bytes of the disk that accepting leaves free, so that deliveries can settle. Default 64 MB. */
  readonly minFreeBytes?: number
  /** Seal what is kept: the first seals, all open. None: it is kept as it is. */
  readonly keys?: readonly LedgerKey[]
}

/**
 * Opens (and makes or migrates) a ledger file as its owner. Deliveries that were in flight when the last owner died
 * become uncertain before this returns. Its work is synchronous: `openLedger` puts it into a thread of its own.
 *
 * @throws {StorageError} owned by another process, damaged, or newer than this program
 * @throws {SettingsError} a key is missing or wrong
 */
export function openSqliteLedger({ path, now, minFreeBytes = MIN_FREE_BYTES, keys = [] }: SqliteLedgerOptions): Ledger {
  const open = openForWriting(path, keys)
  const { sealing } = open
  const secrets = macsUnder(open.secrets)
  const sql = new Statements(open.db, open.sealing)
  const undo = new Undo()
  const fingerprints = new Fingerprints(open.db, sql, sealing, undo)
  const audit = new Audit(sql, undo, secrets)
  const writer = new Writer(open.db, undo)
  const space = new FreeSpace(path, minFreeBytes)
  const gates = new Gates(sql, undo)
  const upstreams = new Upstreams(sql, gates)
  const movements = new Movements(sql, audit, (upstream, at) => gates.shutMs(upstreams.gateOf(upstream), at))
  const inHand = new InHand(undo)
  const doubt = new Doubt(sql, secrets, movements, audit)
  const accepting = new Accepting(sql, audit, movements, upstreams, gates, doubt)
  const dueDeliveries = new DueDeliveries(sql, movements, secrets, inHand, gates)
  const claiming = new Claiming(sql, gates, movements, secrets, open.owner, inHand)
  const settling = new Settling(sql, movements, open.owner, inHand, gates)
  const redeciding = new Redeciding(sql, audit, movements, inHand)
  recover(sql, now)
  wakeReadable(sql, sealing, now)
  /** Whatever became of it, nothing stays reserved that nobody holds. */
  const orGiveBack = <T>(items: readonly { readonly delivery: number }[], task: () => T): Promise<T> =>
    writer.write(task).catch((error: unknown) => {
      for (const { delivery } of items) inHand.giveBack(delivery)
      throw error
    })

  return {
    ...reader(sql, open, fingerprints),
    register: (specs) => writer.write(() => upstreams.register(specs)),
    async openSubmission(submission) {
      space.check()
      return writer.write(() => ({ ...submission, ...accepting.openSubmission(submission) }))
    },
    async accept(acceptance) {
      space.check()
      return writer.write(() => accepting.accept(fingerprints.of(acceptance)))
    },
    due: ({ upstream, limit, now: at }) => writer.write(() => dueDeliveries.find(upstreams.get(upstream), limit, at)),
    release: (items, at) => orGiveBack(items, () => redeciding.release(items, at)),
    claim: (request) => orGiveBack(asked(request), () => claiming.claim(request, upstreams.get(request.upstream))),
    settle: (settlement) => writer.write(() => settling.settle(settlement, upstreams.get(settlement.upstream))),
    probed: ({ upstream, finding, now: at }) =>
      writer.write(() => {
        const { gate } = upstreams.get(upstream)
        if (finding === 'barred') gates.answered(gate, { state: 'barred', why: 'credentials' }, at)
        return gates.probed(gate, finding === 'alive', at)
      }),
    async step(parcel, name) {
      const row = sql.get<{ result: Stored }>(
        'SELECT result FROM parcel_step WHERE parcel_id = ? AND name = ?',
        parcel,
        name,
      )
      return row && forCaller(() => sealing.open(row.result, 'step', parcel, name))
    },
    keepStep: (parcel, name, result) =>
      writer.write(() => {
        const sealed = sealing.seal(result, 'step', parcel, name)
        sql.run('INSERT OR REPLACE INTO parcel_step (parcel_id, name, result) VALUES (?, ?, ?)', parcel, name, sealed)
      }),
    standingStill: async (filter, page) => redeciding.standingStill(filter, page),
    redecide: (by, at, decisions, reason) => writer.write(() => redeciding.redecide(by, at, decisions, reason)),
    setGate: (gate, patch, at, reason) =>
      writer.write(() => {
        gates.set(gate, patch, at)
        if (reason)
          audit.write({ ...NO_RECORD, at, who: reason.by, note: noteOf(reason.decision, reason.note), upstream: gate })
      }),
    stats: async () => ({ commits: writer.commits, oldestDue: oldestDue(sql) }),
    async purge(request) {
      // What is taken out of a page must not stay readable in the file.
      open.db.exec('PRAGMA secure_delete = ON')
      const purged = await writer.write(() => purgeChunk(sql, audit, request))
      if (purged.after === undefined && !request.dryRun) open.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return purged
    },
    isInDoubt: async () => doubt.isOpen,
    doubtful: async (page) => doubt.waiting(page),
    expose: (items, at) => writer.write(() => doubt.expose(items, at)),
    endDoubt: (by, at) => writer.write(() => doubt.end(by, at)),
    reseal: (limit) => writer.write(() => forCaller(() => resealChunk(sql, sealing, limit))),
    async beginIndexKey() {
      await writer.write(() => fingerprints.begin())
    },
    layIndexKey: (limit) => writer.write(() => fingerprints.lay(limit)),
    async close() {
      writer.close(new StorageError([{ code: 'ledger_closed', who: 'operator' }]))
      open.close()
    },
  }
}

const asked = ({ items }: ClaimRequest) =>
  items.flatMap(({ deliveries }) => deliveries.map((delivery) => ({ delivery })))
/** A decision about a gate concerns no record of its own. */
const NO_RECORD = { action: 'decision', form: '', record: '', revision: 0 } as const

/**
 * Opens a ledger file beside its owner, for reading alone.
 *
 * @throws {StorageError} missing, damaged, or newer than this program
 */
export function readSqliteLedger(path: string, keys: readonly LedgerKey[] = []): LedgerReader {
  const open = openForReading(path, keys)
  const sql = new Statements(open.db, open.sealing)
  return {
    ...reader(sql, open, new Fingerprints(open.db, sql, open.sealing)),
    async close() {
      open.close()
    },
  }
}

function reader(sql: Statements, { secrets }: OpenLedger, fingerprints: Fingerprints): Omit<LedgerReader, 'close'> {
  const reading = new Reading(sql, fingerprints)
  return {
    secrets,
    findRecord: async (by) => reading.record(by),
    revisionOf: async (recordId, revision) => reading.revision(recordId, revision),
    findSubmission: async (number) => reading.submission(number),
    standing: async (recordId) => reading.standing(recordId),
    contractHashes: async () => reading.contractHashes(),
    counts: async (filter) => reading.counts(filter),
    shutGates: async (now) => reading.shutGates(now),
    isMoving: async (of) => reading.isMoving(of),
    deliveriesOf: async (recordNumber) => reading.deliveriesOf(recordNumber),
    problems: async (filter, page) => reading.problems(filter, page),
    receipts: async (filter, page) => reading.receipts(filter, page),
    audit: async ({ record }, page) => readAudit(sql, record, page),
  }
}
