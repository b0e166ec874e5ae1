/** What a ledger knows of itself, by name: texts, and bytes that are secret or sealed. */
import type { Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

export class Meta {
  readonly #sql

  constructor(sql: Statements) {
    this.#sql = sql
  }

  stored(name: string): Stored | undefined {
    return this.#sql.get<{ value: Stored }>('SELECT value FROM meta WHERE name = ?', name)?.value
  }

  text(name: string): string | undefined {
    const stored = this.stored(name)
    return stored === undefined ? undefined : this.#sql.sealing.plainText(stored)
  }

  /** @param value - bytes stand there as they are */
  set(name: string, value: Stored): void {
    this.#sql.run(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      typeof value === 'string' ? this.#sql.sealing.plain(value) : value,
    )
  }

  delete(name: string): void {
    this.#sql.run('DELETE FROM meta WHERE name = ?', name)
  }
}
