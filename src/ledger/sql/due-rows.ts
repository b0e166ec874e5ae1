/**
 * What is due, in order, by index alone: reports that are due soon, then by priority. While some accounts of an upstream are
 * shut, those that are open are read one by one, the longest due first, so that nobody reads past what waits behind a shut one.
 */
import type { InHand } from './in-hand.ts'
import { DUE_COLUMNS, type DueRow } from './rows.ts'
import type { Statements } from './statements.ts'

const PRIORITIES = [0, 1, 2] as const

// A report that is due within this time goes before any backlog, whatever its priority.
const URGENT_MS = 86_400_000

type Priority = (typeof PRIORITIES)[number] | 'urgent'

/** Accounts that let nothing through now. */
export type ShutAccounts = ReadonlyMap<string, number | null>

/** Accounts that anything is due for, and since when: a step of the index for each, however much is due. */
const headsOf = (head: string, where: string) =>
  `WITH RECURSIVE seen (account) AS (
     SELECT (SELECT min(d.account) FROM delivery d WHERE d.upstream_id = ? AND d.account IS NOT NULL AND d.due_at IS NOT NULL)
     UNION ALL
     SELECT (SELECT min(d.account) FROM delivery d
             WHERE d.upstream_id = ? AND d.account > s.account AND d.account IS NOT NULL AND d.due_at IS NOT NULL)
     FROM seen s WHERE s.account IS NOT NULL)
   SELECT s.account, (SELECT min(d.${head}) FROM delivery d
     WHERE d.upstream_id = ? AND d.account = s.account AND d.account IS NOT NULL AND d.due_at IS NOT NULL AND ${where}) AS head
   FROM seen s WHERE s.account IS NOT NULL`

const URGENT_HEADS = headsOf('deadline_at', 'd.deadline_at IS NOT NULL')
const HEADS = headsOf('due_at', 'd.priority = ?')

export class DueRows {
  readonly #sql
  readonly #inHand

  constructor(sql: Statements, inHand: InHand) {
    this.#sql = sql
    this.#inHand = inHand
  }

  /** At most `limit`, without what is in hand. */
  find(upstreamId: number, limit: number, now: number, shut: ShutAccounts): DueRow[] {
    return shut.size === 0 ? this.#ofAll(upstreamId, limit, now) : this.#ofOpen(upstreamId, limit, now, shut)
  }

  #ofAll(upstreamId: number, limit: number, now: number): DueRow[] {
    const { reserved } = this.#inHand
    const found = new Map<number, DueRow>()
    const take = (rows: readonly DueRow[]) => {
      for (const row of rows)
        if (!reserved.has(row.id) && found.size < limit) found.set(row.id, found.get(row.id) ?? row)
    }
    // What is reserved may still be in the index: read past it.
    const most = limit + reserved.size
    const urgent = this.#ask(upstreamId, undefined, 'urgent', now, most)
    // Together: usually the first two have nothing, and then nothing is read in vain.
    const early = [
      this.#ask(upstreamId, undefined, 0, now, most),
      this.#ask(upstreamId, undefined, 1, now, most),
    ] as const
    take(urgent())
    // Those stand among the others too.
    const past = found.size
    const again = (priority: Priority) => this.#ask(upstreamId, undefined, priority, now, most + past)()
    for (const [index, rows] of early.entries())
      if (found.size < limit) take(past === 0 ? rows() : again(index === 0 ? 0 : 1))
    if (found.size < limit) take(again(2))
    return [...found.values()]
  }

  /** An account after the other. */
  #ofOpen(upstreamId: number, limit: number, now: number, shut: ShutAccounts): DueRow[] {
    const { reserved } = this.#inHand
    const found = new Map<number, DueRow>()
    for (const priority of ['urgent', ...PRIORITIES] as const) {
      for (const account of this.#open(upstreamId, priority, now, shut)) {
        if (found.size >= limit) return [...found.values()]
        // What is due soon stands among the others too.
        const rows = this.#ask(upstreamId, account, priority, now, limit + reserved.size + found.size)()
        for (const row of rows)
          if (!reserved.has(row.id) && found.size < limit) found.set(row.id, found.get(row.id) ?? row)
      }
    }
    return [...found.values()]
  }

  /** Accounts that are open and have something due, the longest due first. */
  #open(upstreamId: number, priority: Priority, now: number, shut: ShutAccounts): string[] {
    const id = upstreamId
    const heads =
      priority === 'urgent'
        ? this.#sql.all<{ account: string; head: number | null }>(URGENT_HEADS, id, id, id)
        : this.#sql.all<{ account: string; head: number | null }>(HEADS, id, id, id, priority)
    const until = priority === 'urgent' ? now + URGENT_MS : now
    return heads
      .filter(({ account, head }) => head !== null && head <= until && !shut.has(account))
      .sort((a, b) => Number(a.head) - Number(b.head))
      .map(({ account }) => account)
  }

  /** Reports that are due soon, or were, the most pressing first; or those of a priority, by age. */
  #ask(id: number, account: string | undefined, priority: Priority, now: number, limit: number): () => DueRow[] {
    const under = account === undefined ? '' : 'AND d.account = ? AND d.account IS NOT NULL '
    const at = account === undefined ? [id] : [id, account]
    if (priority === 'urgent')
      return this.#sql.ask<DueRow>(
        `SELECT ${DUE_COLUMNS} WHERE d.upstream_id = ? ${under}AND d.deadline_at <= ? AND d.due_at <= ? ORDER BY d.deadline_at, d.id LIMIT ?`,
        ...at,
        now + URGENT_MS,
        now,
        limit,
      )
    return this.#sql.ask<DueRow>(
      `SELECT ${DUE_COLUMNS} WHERE d.upstream_id = ? ${under}AND d.priority = ? AND d.due_at <= ? ORDER BY d.due_at, d.id LIMIT ?`,
      ...at,
      priority,
      now,
      limit,
    )
  }

  /** When to look again. */
  next(upstreamId: number, now: number): () => number | undefined {
    const { reserved } = this.#inHand
    // What is in hand here may be put off for others: nothing that has to be waited for.
    const isReserved = new Set(reserved.keys())
    const asked = PRIORITIES.map((priority) =>
      this.#sql.ask<{ id: number; due_at: number }>(
        'SELECT id, due_at FROM delivery WHERE upstream_id = ? AND priority = ? AND due_at > ? ORDER BY due_at LIMIT ?',
        upstreamId,
        priority,
        now,
        this.#sql.isShared ? isReserved.size + 1 : 1,
      ),
    )
    return () => {
      const times = asked.flatMap((rows) => rows().find(({ id }) => !isReserved.has(id))?.due_at ?? [])
      return times.length === 0 ? undefined : Math.min(...times)
    }
  }
}
