/**
 * The invariants of docs/reliability.md as SQL: each query returns the rows that break it. Run them after every fault.
 *
 * The SQL is common to SQLite and PostgreSQL. What only time or an upstream's nature can judge (I4, I8) takes the
 * upstreams' declared facts.
 */
import type { Capabilities } from '../../upstream/contract-v1.ts'

export interface Invariant {
  readonly id: string
  readonly title: string
  /** Rows that break it. */
  readonly sql: string
}

/** Every attempt that put bytes on the wire, or may have, by target. */
const SENDS = `
  SELECT d.target_id, d.id AS delivery_id, m.payload_hash, a.parcel_id, a.number, a.started_at, a.ended_at, u.name AS upstream,
    lag(a.parcel_id) OVER sent AS parcel_before, lag(coalesce(am.result, a.result)) OVER sent AS result_before, lag(a.started_at) OVER sent AS started_before,
    lag(a.ended_at) OVER sent AS ended_before, lag(m.payload_hash) OVER sent AS hash_before
  FROM (SELECT parcel_id, number, act, started_at, ended_at, result FROM attempt WHERE late = 0
        UNION ALL SELECT p.id, p.attempts, p.act, p.attempted_at, NULL, NULL FROM parcel p
          WHERE NOT EXISTS (SELECT 1 FROM attempt e WHERE e.parcel_id = p.id AND e.number = p.attempts AND e.late = 0)) a
  JOIN parcel_member m ON m.parcel_id = a.parcel_id JOIN delivery d ON d.id = m.delivery_id
  LEFT JOIN attempt_member am ON am.parcel_id = a.parcel_id AND am.number = a.number AND am.late = 0 AND am.position = m.position
  JOIN upstream u ON u.id = d.upstream_id
  WHERE a.act = 'send'
  WINDOW sent AS (PARTITION BY d.target_id ORDER BY a.started_at, a.parcel_id, a.number)`

/** A look-up of the target, begun after the earlier send, that said how things stand. */
const SEEN = `EXISTS (
  SELECT 1 FROM attempt l JOIN parcel_member lm ON lm.parcel_id = l.parcel_id JOIN delivery ld ON ld.id = lm.delivery_id
  WHERE l.act = 'lookup' AND ld.target_id = s.target_id AND l.started_at >= s.started_before AND l.started_at <= s.started_at
    AND l.result IN ('absent', 'other', 'same'))`

const DOUBT = `(s.result_before IS NULL OR s.result_before IN ('unknown', 'lost', 'duplicate', 'processing'))`

const DECIDED = `EXISTS (SELECT 1 FROM receipt c WHERE c.target_id = s.target_id AND c.evidence = 'person' AND c.at >= s.started_before)`

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** @param upstreams - capabilities by upstream name */
export function invariants(upstreams: Readonly<Record<string, Capabilities>>): readonly Invariant[] {
  const lost = Object.entries(upstreams).filter(([, { idempotency }]) => !idempotency?.key && !idempotency?.upsert)
  const names = lost.length > 0 ? lost.map(([name]) => quoted(name)).join(', ') : "''"
  const quiet = Object.entries(upstreams).map(
    ([name, { maxProcessingMs }]) => `WHEN ${quoted(name)} THEN ${maxProcessingMs}`,
  )
  return [
    {
      id: 'I1',
      title: 'one target per record and upstream, one delivery per revision and target, and one more per planning anew',
      sql: `SELECT target_id, revision_id FROM delivery GROUP BY target_id, revision_id, plan HAVING count(*) > 1
        UNION ALL SELECT record_id, upstream_id FROM target GROUP BY record_id, upstream_id HAVING count(*) > 1
        UNION ALL SELECT t.id, 0 FROM target t WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.target_id = t.id)
        UNION ALL SELECT d.id, v.id FROM delivery d JOIN target t ON t.id = d.target_id JOIN revision v ON v.id = d.revision_id
          WHERE v.record_id <> t.record_id
        UNION ALL SELECT r.id, r.revision FROM record r
          WHERE NOT EXISTS (SELECT 1 FROM revision v WHERE v.record_id = r.id AND v.revision = r.revision)`,
    },
    {
      id: 'I2',
      title: 'bytes leave only after parcel, members, key, payload hash and attempt are on disk',
      sql: `SELECT d.id FROM delivery d WHERE (d.first_sent_at IS NOT NULL OR d.state = 'sending') AND NOT EXISTS (
          SELECT 1 FROM parcel p JOIN parcel_member m ON m.parcel_id = p.id
          WHERE p.id = d.parcel_id AND m.delivery_id = d.id AND p.attempts > 0 AND length(m.key) > 0 AND length(p.message_hash) > 0)`,
    },
    {
      id: 'I3',
      title: 'delivered needs a receipt for this very content',
      sql: `SELECT d.id FROM delivery d WHERE d.state = 'delivered' AND NOT EXISTS (
          SELECT 1 FROM receipt c WHERE c.delivery_id = d.id AND c.says = 'there' AND (c.payload_hash = d.payload_hash OR d.payload_hash IS NULL))
        UNION ALL SELECT c.id FROM receipt c WHERE c.evidence = 'person' AND c.by = 'gateway'`,
    },
    {
      id: 'I4',
      title: 'nothing is sent again while in doubt, unless a key or an upsert makes it harmless or a look-up has seen',
      sql: `SELECT s.delivery_id FROM (${SENDS}) s
        WHERE s.started_before IS NOT NULL AND s.upstream IN (${names}) AND ${DOUBT} AND NOT ${SEEN} AND NOT ${DECIDED}`,
    },
    {
      id: 'I5',
      title: 'an attempt that is over is never the current one of a parcel in flight',
      sql: `SELECT d.id FROM delivery d JOIN parcel p ON p.id = d.parcel_id
        WHERE d.state = 'sending' AND (p.act <> 'send' OR p.state <> 'open' OR EXISTS (
          SELECT 1 FROM attempt a WHERE a.parcel_id = p.id AND a.number = p.attempts AND a.late = 0))`,
    },
    {
      id: 'I6',
      title: 'a lease is never shorter than 15 seconds',
      sql: `SELECT p.id FROM parcel p WHERE p.lease_until - p.attempted_at < 15000`,
    },
    {
      id: 'I7',
      title: 'at most one exposed delivery per target, and the target knows which',
      sql: `SELECT d.id FROM delivery d JOIN target t ON t.id = d.target_id
          WHERE d.state IN ('sending', 'uncertain', 'processing') AND t.exposed_by IS DISTINCT FROM d.id
        UNION ALL SELECT min(id) FROM delivery WHERE state IN ('sending', 'uncertain', 'processing') GROUP BY target_id HAVING count(*) > 1`,
    },
    {
      id: 'I8',
      title: 'after an unknown outcome other content leaves only when the upstream must be through with the first',
      sql: `SELECT s.delivery_id FROM (${SENDS}) s
        WHERE s.started_before IS NOT NULL AND ${DOUBT} AND s.hash_before IS DISTINCT FROM s.payload_hash
          AND s.started_at < s.started_before + CASE s.upstream ${quiet.join(' ')} ELSE 0 END AND NOT ${DECIDED}`,
    },
    {
      id: 'I9',
      title: 'unchanged means that this very content was evidenced at this target before',
      sql: `SELECT d.id FROM delivery d WHERE d.state = 'unchanged' AND NOT EXISTS (
          SELECT 1 FROM receipt c WHERE c.target_id = d.target_id AND c.says = 'there' AND c.payload_hash = d.payload_hash)`,
    },
    {
      id: 'I10',
      title:
        'a retry is the same parcel: its members, keys, hashes and account are those of the delivery, its key is theirs',
      sql: `SELECT p.id FROM parcel p JOIN parcel_member m ON m.parcel_id = p.id GROUP BY p.id, p.key
          HAVING count(DISTINCT m.delivery_id) <> count(*) OR max(m.position) <> count(*) - 1 OR (count(*) = 1 AND min(m.key) <> p.key)
        UNION ALL SELECT d.id FROM delivery d JOIN parcel_member m ON m.parcel_id = d.parcel_id AND m.delivery_id = d.id
          JOIN parcel p ON p.id = d.parcel_id
        WHERE d.state IN ('sending', 'uncertain', 'processing', 'delivered') AND (m.key <> d.idempotency_key
          OR (m.payload_hash IS DISTINCT FROM d.payload_hash) OR (p.account IS DISTINCT FROM d.account))`,
    },
    {
      id: 'I11',
      title: 'nothing waits without a waker',
      sql: `SELECT d.id FROM delivery d WHERE d.open = 1 AND d.due_at IS NULL AND d.state <> 'sending'
        AND NOT EXISTS (SELECT 1 FROM wait w WHERE w.delivery_id = d.id)
        UNION ALL SELECT w.delivery_id FROM wait w JOIN delivery d ON d.id = w.delivery_id JOIN target t ON t.id = d.target_id
          WHERE w.cause = 'exposed' AND (t.exposed_by IS NULL OR t.exposed_by = d.id)`,
    },
    {
      id: 'I11',
      title: 'what waits for a record that is named is woken by it',
      sql: `SELECT f.id FROM reference f JOIN record r ON r.form = f.form AND r.key_hash = f.key_hash WHERE f.referent_id IS NULL
        UNION ALL SELECT d.id FROM wait w JOIN delivery d ON d.id = w.delivery_id
          WHERE w.cause = 'reference' AND d.open = 1 AND NOT EXISTS (
            SELECT 1 FROM reference f LEFT JOIN record r ON r.id = f.referent_id
            WHERE f.revision_id = d.revision_id AND (r.id IS NULL OR r.withdrawn = 1 OR r.purged_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM reference f JOIN replan p ON p.record_id = f.referent_id WHERE f.revision_id = d.revision_id)
        UNION ALL SELECT w.delivery_id FROM wait w JOIN delivery d ON d.id = w.delivery_id
          JOIN target t ON t.reference IS NOT NULL JOIN upstream u ON u.id = t.upstream_id
          WHERE w.cause = 'target' AND d.open = 1 AND w.subject = t.record_id || ' ' || u.name
            AND NOT EXISTS (SELECT 1 FROM replan p WHERE p.record_id = t.record_id)`,
    },
    {
      id: 'I12',
      title: 'exposure points at a delivery that is still open; only evidence clears it',
      sql: `SELECT t.id FROM target t LEFT JOIN delivery d ON d.id = t.exposed_by
        WHERE t.exposed_by IS NOT NULL AND (d.id IS NULL OR d.open = 0 OR d.target_id <> t.id)`,
    },
  ]
}

/** Runs all of them. @returns what is broken, as `I7: at most one … (rows 3)`; empty when everything holds */
export function brokenInvariants(
  upstreams: Readonly<Record<string, Capabilities>>,
  query: (sql: string) => readonly unknown[],
): readonly string[] {
  return invariants(upstreams).flatMap(({ id, title, sql }) => {
    const rows = query(sql)
    return rows.length === 0 ? [] : [`${id}: ${title} (rows ${rows.length}: ${JSON.stringify(rows.slice(0, 3))})`]
  })
}
