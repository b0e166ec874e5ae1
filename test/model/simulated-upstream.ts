/**
 * An upstream for the random walk, with a count of its own: rows by natural key, what it applied late, which keys it
 * remembers. It lies in every way the specification names, but never about what it stored.
 */
import type { Capabilities, Member } from '../../src/upstream/contract-v1.ts'
import type { Found } from '../../src/upstream/outcome.ts'

export type Kind = 'key' | 'lookup' | 'upsert' | 'neither'

export const MAX_PROCESSING_MS = 5_000
const KEY_WINDOW_MS = 3_600_000

export const capabilitiesOf = (kind: Kind): Capabilities => ({
  operations: ['create', 'update', 'withdraw'],
  maxProcessingMs: MAX_PROCESSING_MS,
  ...(kind === 'key' ? { idempotency: { key: { scope: 'item' as const, windowMs: KEY_WINDOW_MS } } } : {}),
  ...(kind === 'lookup' ? { idempotency: { lookup: { settleMs: 1_000 } } } : {}),
  ...(kind === 'upsert' ? { idempotency: { upsert: true as const } } : {}),
})

interface Standing {
  id: string
  content: string
}

export class SimulatedUpstream {
  readonly kind
  /** What stands there now; more than one is a double. */
  readonly rows: Standing[] = []
  /** Requests that arrived and will take effect later. */
  readonly late: { member: Member; applyAt: number }[] = []
  readonly #answers = new Map<string, string>()
  #ids = 0

  constructor(kind: Kind) {
    this.kind = kind
  }

  /** Takes effect now. @returns the row's id */
  apply({ operation, payload, idempotencyKey, reference }: Member): string {
    const known = this.kind === 'key' ? this.#answers.get(idempotencyKey) : undefined
    if (known !== undefined) return known
    const id = this.#write(operation, JSON.stringify(payload), reference)
    this.#answers.set(idempotencyKey, id)
    return id
  }

  /** @returns false when the key was applied before: then the earlier answer is repeated */
  refuse({ idempotencyKey }: Member): boolean {
    if (this.kind !== 'key') return true
    if (this.#answers.has(idempotencyKey)) return false
    this.#answers.set(idempotencyKey, '')
    return true
  }

  #write(operation: Member['operation'], content: string, reference: string | undefined): string {
    const standing =
      this.rows.find(({ id }) => id === reference) ??
      (this.kind === 'upsert' || operation !== 'create' ? this.rows[0] : undefined)
    if (operation === 'withdraw') {
      if (standing) this.rows.splice(this.rows.indexOf(standing), 1)
      return standing?.id ?? ''
    }
    if (standing) {
      standing.content = content
      return standing.id
    }
    const row = { id: `row-${++this.#ids}`, content }
    this.rows.push(row)
    return row.id
  }

  applyLate(now: number): void {
    for (const request of this.late.splice(0)) {
      if (request.applyAt <= now) this.apply(request.member)
      else this.late.push(request)
    }
  }

  look(member: Member): Found {
    const row = this.rows[0]
    if (!row) return { state: 'absent' }
    return row.content === JSON.stringify(member.payload)
      ? { state: 'same', reference: row.id }
      : { state: 'other', reference: row.id }
  }
}
