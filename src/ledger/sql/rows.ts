/** SQL rows and their meaning: the only place that knows column names on the delivering side. */
import type { Problem } from '../../base/problem.ts'
import type { RecordContext } from '../../mapping/index.ts'
import type { Operation } from '../../upstream/contract-v1.ts'
import type { Moved } from '../contract.ts'
import { KEY_VARIABLE } from '../key-ring.ts'
import type { DeliveryRow, Failure, TargetRow } from '../rows-delivery.ts'
import type { DeliveryState } from '../states.ts'
import { isPlain, SealError, type Sealing, type Stored } from './sealed.ts'

/** A delivery with its target, as the rules see it. */
export interface DueRow {
  id: number
  state: DeliveryState
  wanted: 'present' | 'withdrawn'
  operation: Operation | null
  body: Stored | null
  payload_hash: Uint8Array | null
  ordinal: number | null
  idempotency_key: string | null
  parcel_id: number | null
  account: string | null
  tries: number
  failure: string | null
  first_sent_at: number | null
  due_at: number | null
  look_only: number
  ticket: string | null
  parcel_max: number | null
  priority: number
  created_at: number
  deadline_at: number | null
  give_up_at: number
  /** What its gate had been shut in sum when the give-up clock began. */
  shut_ms: number
  submission_id: number
  target_id: number
  revision_id: number
  there: number
  there_hash: Uint8Array | null
  reference: string | null
  target_ordinal: number
  exposed_by: number | null
  target_first_sent_at: number | null
  target_last_sent_at: number | null
  quiet_at: number | null
  rekeyed: number
  target_account: string | null
  newer_open: number
  number: string
  origin: Uint8Array
  revision: number
  form: string
  upstream: string
  /** `seenOf` this row, where somebody else may have changed it since. No column. */
  seen?: string
}

export const DUE_COLUMNS = `
  d.id, d.state, d.wanted, d.operation, d.body, d.payload_hash, d.ordinal, d.idempotency_key, d.parcel_id, d.account, d.tries, d.failure, d.first_sent_at, d.due_at,
  d.look_only, d.ticket, d.parcel_max, d.priority, d.created_at, d.deadline_at, d.give_up_at, d.shut_ms, d.submission_id, d.target_id, d.revision_id,
  t.there, t.there_hash, t.reference, t.ordinal AS target_ordinal, t.exposed_by,
  t.first_sent_at AS target_first_sent_at, t.last_sent_at AS target_last_sent_at, t.quiet_at, t.rekeyed, t.account AS target_account,
  CASE WHEN EXISTS (SELECT 1 FROM delivery n WHERE n.target_id = d.target_id AND n.id > d.id) THEN 1 ELSE 0 END AS newer_open,
  r.number, r.origin, v.revision, v.form, u.name AS upstream
  FROM delivery d JOIN target t ON t.id = d.target_id JOIN revision v ON v.id = d.revision_id
  JOIN record r ON r.id = t.record_id JOIN upstream u ON u.id = d.upstream_id`

/** The same without the payload, where a row is only compared. */
export const SEEN_COLUMNS = DUE_COLUMNS.replace(' d.body,', ' NULL AS body,')

/** All that a decision about it stands on, as it was read: another text, another decision. */
export const seenOf = ({
  body: _body,
  due_at: _dueAt,
  seen: _seen,
  position: _position,
  ...row
}: DueRow & { position?: number }): string =>
  JSON.stringify(row, (_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value))

/** Nobody has moved it since `row` was read: what may be said of that is true of it. */
export const isAsSeen = (found: DueRow | undefined, row: DueRow): boolean =>
  found !== undefined && found.due_at === row.due_at && seenOf(found) === row.seen

/** A row as it was read, its small texts opened in place. @throws {SealError} */
export function opened(row: DueRow, sealing: Sealing): DueRow {
  if (row.reference !== null) row.reference = sealing.open(row.reference, 'reference', row.target_id)
  if (row.ticket !== null) row.ticket = sealing.open(row.ticket, 'ticket', row.target_id, row.revision_id)
  return row
}

export const toDelivery = (row: DueRow): DeliveryRow => ({
  id: row.id,
  state: row.state,
  wanted: row.wanted,
  operation: row.operation,
  payloadHash: row.payload_hash,
  tries: row.tries,
  firstSentAt: row.first_sent_at,
  lookOnly: row.look_only === 1,
  ticket: row.ticket,
  priority: row.priority,
  createdAt: row.created_at,
  giveUpAt: row.give_up_at,
  deadlineAt: row.deadline_at,
  failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
  newerOpen: row.newer_open === 1,
})

export const toTarget = (row: DueRow): TargetRow => ({
  id: row.target_id,
  there: row.there === 1 ? { payloadHash: row.there_hash } : null,
  reference: row.reference,
  ordinal: row.target_ordinal,
  exposedBy: row.exposed_by,
  firstSentAt: row.target_first_sent_at,
  lastSentAt: row.target_last_sent_at,
  quietAt: row.quiet_at,
  account: row.target_account,
  ...(row.rekeyed === 1 ? { rekeyed: true } : {}),
})

export interface MovedRow {
  id: number
  target_id: number
  revision_id: number
  submission_id: number
  number: string
  revision: number
  form: string
  upstream: string
  state: DeliveryState
  problems: Stored | null
}

export const MOVED_COLUMNS = `
  d.id, d.target_id, d.revision_id, d.submission_id, r.number, v.revision, v.form, u.name AS upstream, d.state, d.problems
  FROM delivery d JOIN revision v ON v.id = d.revision_id JOIN record r ON r.id = v.record_id JOIN upstream u ON u.id = d.upstream_id`

type ProblemsRow = Pick<MovedRow, 'problems' | 'target_id' | 'revision_id' | 'upstream'>

export function toProblems(
  { problems, target_id, revision_id, upstream }: ProblemsRow,
  sealing: Sealing,
): readonly Problem[] {
  if (problems === null) return []
  try {
    // What quotes nobody is never sealed.
    const text = isPlain(problems)
      ? sealing.plainText(problems)
      : sealing.open(problems, 'problems', target_id, revision_id)
    return JSON.parse(text) as Problem[]
  } catch (error) {
    if (error instanceof SealError) return [sealProblem(error, upstream)]
    throw error
  }
}

/** What stands in for a text that can't be opened. */
export const sealProblem = ({ key, why }: SealError, upstream: string): Problem => ({
  code: why === 'key-missing' ? 'row_key_missing' : 'row_damaged',
  who: 'operator',
  upstream,
  params: { key, variable: KEY_VARIABLE },
})

export const toMoved = (row: MovedRow, sealing: Sealing): Moved => ({
  delivery: row.id,
  submission: row.submission_id,
  record: row.number,
  revision: row.revision,
  form: row.form,
  upstream: row.upstream,
  state: row.state,
  problems: toProblems(row, sealing),
})

/** Who handed a revision in, for which place and time. */
export interface ContextRow {
  by: string
  division: string | null
  period: string | null
  task: string | null
}

export const toContext = ({ by, division, period, task }: ContextRow): RecordContext => ({
  by,
  ...(division === null ? {} : { division }),
  ...(period === null ? {} : { period }),
  ...(task === null ? {} : { task }),
})
