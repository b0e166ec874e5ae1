/** The ledger itself, on any database that speaks its SQL: its parts put together, each write in a group commit. */
import { StorageError } from '../../base/errors.ts'
import { accountGate } from '../../upstream/index.ts'
import type { Ledger, LedgerReader, Moved } from '../contract.ts'
import { type LedgerSecrets, macsUnder } from '../keys.ts'
import type { ClaimRequest } from '../rows-claim.ts'
import { isMoving } from '../states.ts'
import { Accepting } from './accept.ts'
import { Audit, readAudit } from './audit.ts'
import { Claiming, forOthers } from './claim.ts'
import type { Database } from './database.ts'
import { Doubt } from './doubt.ts'
import { DueDeliveries } from './due.ts'
import { type Fingerprinted, Fingerprints } from './fingerprints.ts'
import { Gates } from './gate.ts'
import { InHand } from './in-hand.ts'
import { LogIns } from './log-ins.ts'
import { Movements } from './movements.ts'
import { oldestDue } from './oldest-due.ts'
import { PlannedDeliveries } from './planned.ts'
import { purgeChunk } from './purge.ts'
import { Reading } from './read.ts'
import { recover } from './recover.ts'
import { noteOf, Redeciding } from './redecide.ts'
import { References } from './references.ts'
import { Replanning } from './replan.ts'
import { Rerouting } from './reroute.ts'
import { resealChunk } from './reseal.ts'
import { forCaller, type Sealing, type Stored } from './sealed.ts'
import { Settling } from './settle.ts'
import { standingStill } from './standing-still.ts'
import { Statements } from './statements.ts'
import { Together } from './together.ts'
import { UnderAccount } from './under-account.ts'
import { Undo } from './undo.ts'
import { Upstreams } from './upstreams.ts'
import { wakeReadable } from './wake-readable.ts'
import { Writer } from './writer.ts'

/** A database that holds a ledger, its keys checked. */
export interface OpenLedger {
  readonly db: Database
  readonly secrets: LedgerSecrets
  readonly sealing: Sealing
  /** Number of this opening; rows of others belong to other processes, or to some that are gone. */
  readonly owner: number
  close(): void
}

/** What a kind of database does beside the SQL. */
export interface LedgerHost {
  /** Before anything is accepted. @throws {StorageError} there is no room for it */
  checkRoom?(): void
  /** Before a chunk is purged. */
  purging?(): void
  /** After the last one. */
  purged?(): void
}

/**
 * @param now - epoch ms: what was in flight may have been sent until now. Deliveries that were in flight when the last owner
 *   died are uncertain when this returns
 */
export function sqlLedger(open: OpenLedger, now: number, host: LedgerHost = {}): Ledger {
  const { sealing } = open
  const secrets = macsUnder(open.secrets)
  const sql = new Statements(open.db, open.sealing)
  const undo = new Undo()
  const fingerprints = new Fingerprints(open.db, sql, sealing, undo)
  const audit = new Audit(sql, undo, secrets)
  const gates = new Gates(sql, undo, now)
  const upstreams = new Upstreams(sql, gates)
  const movements = new Movements(sql, audit, ({ upstream, account }, at) =>
    gates.shutMs(upstreams.gateOf(upstream), at, account),
  )
  const inHand = new InHand(undo)
  const doubt = new Doubt(sql, secrets, movements, audit, undo)
  const rerouting = new Rerouting(sql, gates, movements)
  const planned = new PlannedDeliveries(sql, movements, upstreams, gates, doubt)
  const references = new References(sql, fingerprints)
  const accepting = new Accepting(sql, audit, planned, references, undo)
  const replanning = new Replanning(sql, new Reading(sql, fingerprints), planned)
  const underAccount = new UnderAccount(sql, upstreams, rerouting)
  const dueDeliveries = new DueDeliveries({ sql, movements, secrets, inHand, gates, underAccount })
  const claiming = new Claiming(sql, gates, movements, secrets, open.owner, inHand)
  const settling = new Settling(sql, movements, open.owner, inHand, gates, undo)
  const redeciding = new Redeciding(sql, audit, movements, inHand)
  const logIns = new LogIns(sql)
  atOnce(open.db, () => {
    recover(sql, now)
    wakeReadable(sql, sealing, now)
  })
  /** What others hear of when the commit is there: something is due for these upstreams; for null, maybe for any. */
  const told = new Set<string | null>()
  undo.whenShared(() => told.clear())
  const tell = (upstreams: readonly (string | null)[]) => {
    for (const upstream of upstreams) told.add(upstream)
  }
  const writer = new Writer(open.db, undo, () => {
    gates.write()
    if (told.size > 0) open.db.tell(JSON.stringify(told.has(null) ? [] : [...told]))
    told.clear()
  })
  const telling = (moved: readonly Moved[]) => {
    const due = moved.flatMap(({ state, upstream }) => (isMoving(state) ? [upstream] : []))
    if (due.length > 0) tell(due)
    return moved
  }
  /** Whatever became of it, nothing stays reserved that nobody holds. */
  const orGiveBack = <T>(items: readonly { readonly delivery: number }[], task: () => T): Promise<T> => {
    const held = open.db.isShared ? inHand.held(items.map(({ delivery }) => delivery)) : []
    return writer.write(task).catch(async (error: unknown) => {
      for (const { delivery } of items) inHand.drop(delivery)
      // Where even that fails, it comes up by itself in a while.
      const giveBack = () => {
        for (const one of held) forOthers(sql, one)
      }
      if (held.length > 0) await writer.write(giveBack).catch(() => {})
      throw error
    })
  }

  return {
    ...reader(sql, open, fingerprints),
    register: (specs) =>
      writer.write(() => {
        for (const { upstream, changed } of upstreams.register(specs)) {
          if (changed) rerouting.run(upstream, now)
          // Who planned or found it had other settings, and may have ended since.
          else if (open.db.isShared) rerouting.wake(upstream, now)
        }
      }),
    async openSubmission(submission) {
      host.checkRoom?.()
      return writer.write(() => ({ ...submission, ...accepting.openSubmission(submission) }))
    },
    async accept(acceptance) {
      host.checkRoom?.()
      // Under the index keys of this very transaction.
      let foreseen: Fingerprinted | undefined
      const ask = () => {
        foreseen = undefined
        foreseen = fingerprints.of(acceptance)
        accepting.foresee(foreseen)
      }
      const task = () => {
        const accepted = accepting.accept(foreseen ?? fingerprints.of(acceptance))
        if (accepted.state === 'accepted') telling(accepted.moved)
        return accepted
      }
      return writer.write(task, { kind: 'accept', ask })
    },
    async due({ upstream, limit, now: at }) {
      const found = await writer.write(() => dueDeliveries.find(upstreams.get(upstream), limit, at))
      return found()
    },
    release: (items, at) => orGiveBack(items, () => redeciding.release(items, at)),
    claim: (request) => orGiveBack(asked(request), () => claiming.claim(request, upstreams.get(request.upstream))),
    settle: (settlement) =>
      writer.write(() => settling.settle(settlement, upstreams.get(settlement.upstream)), {
        kind: 'settle',
        ask: () => settling.foresee(settlement, upstreams.get(settlement.upstream)),
      }),
    probed: ({ upstream, account, finding, now: at }) =>
      writer.write(() => {
        const { gate } = upstreams.get(upstream)
        const own = account === undefined ? gate : accountGate(gate, account)
        if (finding === 'barred') gates.answered(own, { state: 'barred', why: 'credentials' }, at)
        // Whoever refuses one of several accounts is at work.
        const isAlive = finding === 'alive' || (finding === 'barred' && own !== gate)
        const probed = gates.probed(gate, isAlive, at)
        if (probed.opened) tell([null])
        return probed
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
        sql.run(
          `INSERT INTO parcel_step (parcel_id, name, result) VALUES (?, ?, ?)
           ON CONFLICT (parcel_id, name) DO UPDATE SET result = excluded.result`,
          parcel,
          name,
          sealed,
        )
      }),
    async dependants(limit) {
      open.db.renew()
      return replanning.next(limit)
    },
    replanned: (chunk) => writer.write(() => telling(replanning.write(chunk))),
    redecide: (by, at, decisions, reason) =>
      writer.write(() => telling(redeciding.redecide(by, at, decisions, reason))),
    setGate: (gate, patch, at, reason) =>
      writer.write(() => {
        gates.set(gate, patch, at)
        if (reason && patch.state === 'open') logIns.forget(gate, reason.session)
        if (patch.state === 'open') tell([null])
        if (reason)
          audit.write({ ...NO_RECORD, at, who: reason.by, note: noteOf(reason.decision, reason.note), upstream: gate })
      }),
    takeLogIn: (request) => writer.write(() => logIns.take(request)),
    keepLogIn: (kept) => writer.write(() => logIns.keep(kept)),
    stats: async () => ({ commits: writer.commits, oldestDue: oldestDue(sql) }),
    async purge(request) {
      host.purging?.()
      const purged = await writer.write(() => purgeChunk(sql, audit, request))
      if (purged.after === undefined && !request.dryRun) host.purged?.()
      return purged
    },
    isInDoubt: async () => doubt.isOpen,
    doubtful: async (page) => doubt.waiting(page),
    expose: (items, at) => writer.write(() => telling(doubt.expose(items, at))),
    endDoubt: (by, at) =>
      writer.write(() => {
        doubt.end(by, at)
        tell([null])
      }),
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

function atOnce(db: Database, task: () => void): void {
  try {
    db.begin()
    task()
    db.commit()
  } catch (error) {
    if (db.isTransaction) db.rollback()
    throw db.failure(error)
  }
}

/** A decision about a gate concerns no record of its own. */
const NO_RECORD = { action: 'decision', form: '', record: '', revision: 0 } as const

/** The same for reading alone. */
export function sqlReader(open: OpenLedger): LedgerReader {
  const sql = new Statements(open.db, open.sealing)
  return {
    ...reader(sql, open, new Fingerprints(open.db, sql, open.sealing)),
    async close() {
      open.close()
    },
  }
}

function reader(sql: Statements, { db, secrets }: OpenLedger, fingerprints: Fingerprints): Omit<LedgerReader, 'close'> {
  const reading = new Reading(sql, fingerprints)
  const together = new Together(db)
  return {
    secrets,
    findRecord: (by) => together.read(() => reading.askRecord(by)),
    revisionOf: (recordId, revision) => together.read(() => reading.askRevision(recordId, revision)),
    outdated: async (form, version, page) => reading.outdated(form, version, page),
    findSubmission: async (number) => reading.submission(number),
    standing: (recordId) => together.read(() => reading.askStanding(recordId)),
    frozenOf: (recordId) => together.read(() => reading.askFrozen(recordId)),
    referencesAt: (recordId) => together.read(() => reading.askReferences(recordId)),
    contractHashes: async () => reading.contractHashes(),
    counts: async (filter) => reading.counts(filter),
    shutGates: async (now) => reading.shutGates(now),
    isMoving: async (of) => reading.isMoving(of),
    deliveriesOf: async (recordNumber) => reading.deliveriesOf(recordNumber),
    standingStill: async (filter, page) => standingStill(sql, filter, page),
    problems: async (filter, page) => reading.problems(filter, page),
    receipts: async (filter, page) => reading.receipts(filter, page),
    audit: async ({ record }, page) => readAudit(sql, record, page),
  }
}
