/** Deliveries that are not in flight, with what is decided about them: a page at a time, by whoever reads. */
import type { JsonObject } from '../../base/json.ts'
import type { DeliveryFilter, Page, StandingStill } from '../contract.ts'
import { where } from './filter.ts'
import {
  type ContextRow,
  DUE_COLUMNS,
  type DueRow,
  opened,
  toContext,
  toDelivery,
  toProblems,
  toTarget,
} from './rows.ts'
import { forCaller, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

export function standingStill(sql: Statements, filter: DeliveryFilter, page: Page): StandingStill[] {
  const { clause, values } = where(filter)
  const rows = sql.all<
    DueRow & { values: Stored; form_version: number; record_id: number; problems: Stored | null } & ContextRow
  >(
    `SELECT v.body AS "values", v.form_version, v.record_id, v.by, v.division, v.period, v.task, d.problems, ${DUE_COLUMNS}
     JOIN submission s ON s.id = d.submission_id
     WHERE ${clause} AND d.state <> 'sending' AND d.id > ? ORDER BY d.id LIMIT ?`,
    ...values,
    page.after,
    page.limit,
  )
  return rows.map((row) =>
    forCaller(() => ({
      recordId: row.record_id,
      record: row.number,
      revision: row.revision,
      delivery: toDelivery(opened(row, sql.sealing)),
      target: toTarget(row),
      problems: toProblems(row, sql.sealing),
      form: row.form,
      formVersion: row.form_version,
      values: JSON.parse(sql.sealing.open(row.values, 'revision', row.record_id, row.revision)) as JsonObject,
      context: toContext(row),
    })),
  )
}
