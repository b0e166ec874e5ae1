/** What has been due longest, by upstream: found by the index alone, however much is due. */
import type { LedgerStats } from '../rows-keeping.ts'
import type { Statements } from './statements.ts'

export function oldestDue(sql: Statements): LedgerStats['oldestDue'] {
  const rows = sql.all<{ upstream: string; due_at: number | null }>(
    `SELECT u.name AS upstream, (
       SELECT min(o.due_at) FROM (
         SELECT (SELECT d.due_at FROM delivery d WHERE d.upstream_id = u.id AND d.priority = p.priority AND d.due_at IS NOT NULL
                 ORDER BY d.due_at LIMIT 1) AS due_at
         FROM (SELECT 0 AS priority UNION ALL SELECT 1 UNION ALL SELECT 2) p) o) AS due_at
     FROM upstream u ORDER BY u.name`,
  )
  return rows.flatMap(({ upstream, due_at }) => (due_at === null ? [] : [{ upstream, dueAt: due_at }]))
}
