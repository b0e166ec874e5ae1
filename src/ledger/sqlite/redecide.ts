/** Decisions about deliveries that are not in flight: a person's retry, a re-planned payload, a cause that went away. */
import type { JsonObject } from '../../base/json.ts'
import type { DeliveryFilter, Ledger, Moved } from '../contract.ts'
import { where } from './filter.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'

type Decide = Parameters<Ledger['redecide']>[3]

export interface Redeciding {
  readonly filter: DeliveryFilter
  readonly by: string
  readonly now: number
  readonly decide: Decide
  /** Last delivery id of the page before. */
  readonly after: number
  readonly limit: number
}

/** Runs one page inside a transaction. @returns what moved, and the last id seen; `last` is undefined at the end */
export function redecidePage(sql: Statements, movements: Movements, request: Redeciding): { moved: Moved[]; last?: number } {
  const { clause, values } = where(request.filter)
  const rows = sql.all<DueRow & { values: string; parcel_open: number }>(
    `SELECT v.body AS "values", ${DUE_COLUMNS} JOIN submission s ON s.id = d.submission_id
     WHERE ${clause} AND d.state <> 'sending' AND d.id > ? ORDER BY d.id LIMIT ?`,
    ...values,
    request.after,
    request.limit,
  )
  const moved: Moved[] = []
  for (const row of rows) {
    const decision = request.decide(toDelivery(row), toTarget(row), JSON.parse(row.values) as JsonObject)
    if (!decision) continue
    if (decision.payload) {
      sql.run('UPDATE delivery SET body = ?, payload_hash = ? WHERE id = ?', decision.payload.json, decision.payload.hash, row.id)
      row.payload_hash = decision.payload.hash
    }
    moved.push(...movements.apply(row, decision.verdict, request.now, request.by))
  }
  const last = rows.at(-1)?.id
  return { moved, ...(last === undefined ? {} : { last }) }
}
