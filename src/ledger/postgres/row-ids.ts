/**
 * Row ids, counted by the ledger, since nobody else writes meanwhile: an insert then waits for no answer. A sequence of the
 * database's own would have to be asked each time.
 */

export class RowIds {
  readonly #ask
  /** The last row of each table, in this transaction. */
  readonly #last = new Map<string, number>()
  /** Tables that are counted, all of them with the first. */
  readonly #counted = new Set<string>()
  #asked: (() => unknown[]) | undefined

  /** @param ask - asks without waiting */
  constructor(ask: (text: string) => () => unknown[]) {
    this.#ask = ask
  }

  /** A transaction begins: what is asked here leaves with its first question, so it costs no wait of its own. */
  begin(): void {
    this.#last.clear()
    this.#asked = this.#counted.size > 0 ? this.#askAll() : undefined
  }

  next(table: string): number {
    const id = (this.#last.get(table) ?? this.#read(table)) + 1
    this.#last.set(table, id)
    return id
  }

  #read(table: string): number {
    const isNew = !this.#counted.has(table)
    this.#counted.add(table)
    if (isNew || this.#asked === undefined) this.#asked = this.#askAll()
    const [row] = this.#asked() as [Record<string, number>]
    for (const each of this.#counted) this.#last.set(each, this.#last.get(each) ?? (row[each] as number))
    return this.#last.get(table) as number
  }

  #askAll(): () => unknown[] {
    const of = (table: string) => `(SELECT coalesce(max(id), 0) FROM ${table}) AS ${table}`
    return this.#ask(`SELECT ${[...this.#counted].map(of).join(', ')}`)
  }
}

/** `INSERT INTO table (a, b) VALUES (?, ?)`, or `SELECT …`, with the row's id before all others. */
export function withId(sql: string): { readonly table: string; readonly text: string } {
  const table = /^\s*INSERT INTO (\w+) \(/.exec(sql)?.[1]
  if (table === undefined) throw new RangeError('an insert that takes no id')
  return { table, text: sql.replace('(', '(id, ').replace(/\b(VALUES \(|SELECT )/, '$1?, ') }
}
