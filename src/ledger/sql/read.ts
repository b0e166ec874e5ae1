/** Reading the ledger: records by keyed hash, counts, problems, receipts. Long reads are paged, so that checkpoints go on. */
import type { JsonObject } from '../../base/json.ts'
import type { DeliveryFilter, GateStatus, LedgerReader, Moved, Page, RecordBy } from '../contract.ts'
import type { Hash } from '../keys.ts'
import type { StoredRecord, StoredRevision, SubmissionRow } from '../rows-accept.ts'
import type { DeliveryCount, ProblemRow, ReceiptRow } from '../rows-delivery.ts'
import type { DeliveryState } from '../states.ts'
import type { SqlValue } from './database.ts'
import { where } from './filter.ts'
import { among, type Fingerprints } from './fingerprints.ts'
import { type ContextRow, MOVED_COLUMNS, type MovedRow, toContext, toMoved } from './rows.ts'
import { forCaller, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

interface RecordRow extends ContextRow {
  id: number
  number: string
  form: string
  form_version: number
  revision: number
  withdrawn: number
  purged_at: number | null
  body: Stored
  content_hash: Uint8Array
  origin: Uint8Array
  merged_into: string | null
  by_former_key?: true
}

const RECORD = `SELECT r.id, r.number, r.form, r.form_version, r.revision, r.withdrawn, r.purged_at, r.origin,
  (SELECT m.number FROM record m WHERE m.id = r.merged_into) AS merged_into, v.body, v.content_hash,
  v.by, v.division, v.period, v.task
  FROM record r JOIN revision v ON v.record_id = r.id AND v.revision = r.revision`

const first =
  <Row>(rows: () => Row[]) =>
  () =>
    rows()[0]

export class Reading {
  readonly #sql
  readonly #fingerprints

  constructor(sql: Statements, fingerprints: Fingerprints) {
    this.#sql = sql
    this.#fingerprints = fingerprints
  }

  record(by: RecordBy | { readonly id: number }): StoredRecord | undefined {
    return this.askRecord(by)()
  }

  /** Asks; what it gives back reads the answer. So do the others that begin with `ask`. */
  askRecord(by: RecordBy | { readonly id: number }): () => StoredRecord | undefined {
    const asked = this.#askRow(by)
    return () => {
      const row = asked()
      return (
        row && {
          id: row.id,
          number: row.number,
          form: row.form,
          formVersion: row.form_version,
          revision: row.revision,
          withdrawn: row.withdrawn === 1,
          values: this.#values(row.body, row.id, row.revision),
          contentHash: row.content_hash,
          origin: row.origin,
          context: toContext(row),
          ...(row.by_former_key ? { byFormerKey: true } : {}),
          ...(row.merged_into === null ? {} : { mergedInto: row.merged_into }),
          ...(row.purged_at === null ? {} : { purged: true }),
        }
      )
    }
  }

  #askRow(by: RecordBy | { readonly id: number }): () => RecordRow | undefined {
    const ask = (where: string, ...values: SqlValue[]) =>
      this.#sql.ask<RecordRow>(`${RECORD} WHERE ${where}`, ...values)
    if ('id' in by) return first(ask('r.id = ?', by.id))
    if ('number' in by) return first(ask('r.number = ?', by.number))
    const hashes = this.#fingerprints.search('keyHash' in by ? by.keyHash : by.clientKeyHash)
    if ('keyHash' in by) {
      const now = first(ask(`r.form = ? AND r.key_hash ${among(hashes)}`, by.form, ...hashes))
      const of = `r.id = (SELECT record_id FROM former_key WHERE form = ? AND key_hash ${among(hashes)})`
      // Together, where that is a wait less; an own key is found first far more often.
      const before = this.#sql.isShared
        ? first(ask(of, by.form, ...hashes))
        : () => first(ask(of, by.form, ...hashes))()
      return () => {
        const row = now()
        if (row) return row
        const formerly = before()
        return formerly && { ...formerly, by_former_key: true }
      }
    }
    const of = `r.id = (SELECT record_id FROM revision WHERE form = ? AND client_key_hash ${among(hashes)})`
    return first(ask(of, by.form, ...hashes))
  }

  askRevision(recordId: number, revision: number): () => StoredRevision | undefined {
    const asked = this.#sql.ask<{ form: string; form_version: number; body: Stored }>(
      'SELECT form, form_version, body FROM revision WHERE record_id = ? AND revision = ?',
      recordId,
      revision,
    )
    return () => {
      const [row] = asked()
      return (
        row && { form: row.form, formVersion: row.form_version, values: this.#values(row.body, recordId, revision) }
      )
    }
  }

  outdated(form: string, version: number, { after, limit }: Page): { id: number; number: string }[] {
    return this.#sql.all<{ id: number; number: string }>(
      `SELECT id, number FROM record WHERE form = ? AND form_version < ? AND withdrawn = 0 AND purged_at IS NULL AND id > ?
       ORDER BY id LIMIT ?`,
      form,
      version,
      after,
      limit,
    )
  }

  /** @throws {SettingsError} its key isn't among those given @throws {StorageError} it was changed */
  #values(body: Stored, recordId: number, revision: number): JsonObject {
    return JSON.parse(forCaller(() => this.#sql.sealing.open(body, 'revision', recordId, revision))) as JsonObject
  }

  askStanding(recordId: number): () => ReadonlyMap<string, Hash> {
    const rows = this.#sql.ask<{ name: string; there_hash: Uint8Array }>(
      `SELECT u.name, t.there_hash FROM target t JOIN upstream u ON u.id = t.upstream_id
       WHERE t.record_id = ? AND t.there = 1 AND t.there_hash IS NOT NULL AND t.exposed_by IS NULL`,
      recordId,
    )
    return () => new Map(rows().map((row) => [row.name, row.there_hash]))
  }

  askFrozen(recordId: number): () => ReadonlyMap<number, number> {
    const rows = this.#sql.ask<{ referent_id: number; referent_revision: number }>(
      `SELECT f.referent_id, f.referent_revision FROM reference f JOIN revision v ON v.id = f.revision_id
       JOIN record r ON r.id = v.record_id AND r.revision = v.revision WHERE r.id = ? AND f.referent_revision IS NOT NULL`,
      recordId,
    )
    return () => new Map(rows().map((row) => [row.referent_id, row.referent_revision]))
  }

  askReferences(recordId: number): () => ReadonlyMap<string, string> {
    const rows = this.#sql.ask<{ id: number; name: string; reference: Stored }>(
      `SELECT t.id, u.name, t.reference FROM target t JOIN upstream u ON u.id = t.upstream_id
       WHERE t.record_id = ? AND t.reference IS NOT NULL`,
      recordId,
    )
    return () =>
      new Map(
        rows().map(({ id, name, reference }) => [
          name,
          forCaller(() => this.#sql.sealing.open(reference, 'reference', id)),
        ]),
      )
  }

  deliveriesOf(recordNumber: string): Moved[] {
    const rows = this.#sql.all<MovedRow & { reference: Stored | null; due_at: number | null; account: string | null }>(
      `SELECT t.reference, d.due_at, d.account, ${MOVED_COLUMNS} JOIN target t ON t.id = d.target_id
       WHERE r.number = ? AND t.record_id = r.id AND d.id = (SELECT max(n.id) FROM delivery n WHERE n.target_id = t.id) ORDER BY d.id`,
      recordNumber,
    )
    return rows.map((row) => {
      const dueAt = row.due_at === null ? {} : { dueAt: row.due_at }
      const account = row.account ? { account: row.account } : {}
      const moved = { ...toMoved(row, this.#sql.sealing), ...dueAt, ...account }
      if (row.reference === null) return moved
      return {
        ...moved,
        reference: forCaller(() => this.#sql.sealing.open(row.reference ?? '', 'reference', row.target_id)),
      }
    })
  }

  submission(number: string): SubmissionRow | undefined {
    const row = this.#sql.get<Record<string, unknown>>(
      'SELECT id, number, form, by, division, period, task, source, at FROM submission WHERE number = ?',
      number,
    )
    return (
      row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as SubmissionRow)
    )
  }

  shutGates(now: number): GateStatus[] {
    const rows = this.#sql.all<{
      name: string
      state: GateStatus['state']
      until_at: number | null
      why: string | null
      account: string | null
      shut_at: number | null
      upstream: string
    }>(
      `SELECT g.name, g.state, g.until_at, g.why, g.account, g.shut_at, u.name AS upstream
       FROM gate g JOIN upstream u ON u.gate = coalesce(g.behind, g.name) AND (g.account IS NULL OR u.accounts_hash IS NOT NULL)
       WHERE g.state IN ('paused', 'barred') OR g.state = 'probing' OR (g.state = 'throttled' AND g.until_at > ?) ORDER BY g.name, u.id`,
      now,
    )
    return [...Map.groupBy(rows, ({ name }) => name)].map(([gate, behind]) => {
      const [{ state, until_at, why, account, shut_at }] = behind as [(typeof behind)[0]]
      return {
        gate,
        ...(account === null ? {} : { account }),
        state,
        since: shut_at ?? now,
        ...(until_at === null ? {} : { untilAt: until_at }),
        ...(why === null ? {} : { why }),
        upstreams: behind.map(({ upstream }) => upstream),
      }
    })
  }

  isMoving(of: Parameters<LedgerReader['isMoving']>[0]): boolean {
    const row =
      'submissionId' in of
        ? this.#sql.get('SELECT 1 FROM delivery WHERE submission_id = ? AND moving = 1 LIMIT 1', of.submissionId)
        : this.#sql.get(
            `SELECT 1 FROM target t JOIN delivery d ON d.target_id = t.id
             WHERE t.record_id = ? AND d.open = 1 AND d.moving = 1 LIMIT 1`,
            of.recordId,
          )
    return row !== undefined
  }

  contractHashes(): Map<string, Hash> {
    const rows = this.#sql.all<{ name: string; contract_hash: Uint8Array }>('SELECT name, contract_hash FROM upstream')
    return new Map(rows.map(({ name, contract_hash }) => [name, contract_hash]))
  }

  counts(filter: DeliveryFilter): DeliveryCount[] {
    const { clause, values } = where(filter)
    const joins = `JOIN upstream u ON u.id = d.upstream_id
       ${filter.submission === undefined ? '' : 'JOIN submission s ON s.id = d.submission_id'}
       ${filter.record === undefined ? '' : 'JOIN target t ON t.id = d.target_id JOIN record r ON r.id = t.record_id'}`
    const rows = this.#sql.all<{ upstream: string; state: DeliveryState; count: number }>(
      `SELECT u.name AS upstream, d.state, count(*) AS count FROM delivery d ${joins}
       WHERE ${clause} GROUP BY u.name, d.state ORDER BY u.name, d.state`,
      ...values,
    )
    const byPerson = this.#sql.all<{ upstream: string; count: number }>(
      `SELECT u.name AS upstream, count(DISTINCT d.id) AS count FROM receipt c JOIN delivery d ON d.id = c.delivery_id ${joins}
       WHERE c.evidence = 'person' AND c.says = 'there' AND d.state = 'delivered' AND ${clause} GROUP BY u.name`,
      ...values,
    )
    if (byPerson.length === 0) return rows
    const words = new Map(byPerson.map(({ upstream, count }) => [upstream, count]))
    return rows.map((row) => {
      const count = row.state === 'delivered' ? words.get(row.upstream) : undefined
      return count === undefined ? row : { ...row, byPerson: count }
    })
  }

  problems(filter: DeliveryFilter, page: Page): ProblemRow[] {
    const { clause, values } = where(filter)
    const rows = this.#sql.all<MovedRow>(
      `SELECT ${MOVED_COLUMNS} JOIN submission s ON s.id = d.submission_id
       WHERE ${clause} AND d.open = 1 AND d.moving = 0 AND d.problems <> ? AND d.id > ? ORDER BY d.id LIMIT ?`,
      ...values,
      this.#sql.sealing.plain('[]'),
      page.after,
      page.limit,
    )
    return rows.map((row) => {
      const { delivery, record, revision, form, upstream, state, problems } = toMoved(row, this.#sql.sealing)
      return { delivery, record, revision, form, upstream, state, problems }
    })
  }

  receipts(filter: DeliveryFilter, page: Page): ReceiptRow[] {
    const { clause, values } = where(filter)
    const rows = this.#sql.all<
      Omit<ReceiptRow, 'reference' | 'note'> & { reference: Stored | null; note: Stored | null }
    >(
      `SELECT c.id, d.id AS delivery, r.number AS record, v.revision, u.name AS upstream, c.evidence, c.says, c.reference, c.by, c.note, c.at
       FROM receipt c JOIN delivery d ON d.id = c.delivery_id JOIN revision v ON v.id = d.revision_id
       JOIN record r ON r.id = v.record_id JOIN upstream u ON u.id = d.upstream_id JOIN submission s ON s.id = d.submission_id
       WHERE ${clause} AND c.id > ? ORDER BY c.id LIMIT ?`,
      ...values,
      page.after,
      page.limit,
    )
    const { sealing } = this.#sql
    return rows.map(({ reference, note, ...row }) =>
      forCaller(() => ({
        ...row,
        ...(reference === null ? {} : { reference: sealing.open(reference, 'receipt', row.delivery) }),
        ...(note === null ? {} : { note: sealing.open(note, 'receipt-note', row.delivery) }),
      })),
    )
  }
}
