/** Which due deliveries leave together: one operation, one account, no more than the upstream takes in a call, in order of due. */
import type { Operation } from '../../upstream/contract-v1.ts'

interface Group {
  readonly number: number
  readonly max: number
  size: number
}

export class Gathering {
  readonly #max
  readonly #open = new Map<string, Group>()
  #groups = 0

  /** @param max - members of a parcel, 1 where the upstream takes one record a call */
  constructor(max: number) {
    this.#max = max
  }

  /** How many more deliveries fill `limit` parcels. */
  room(limit: number): number {
    let room = (limit - this.#groups) * this.#max
    for (const { size, max } of this.#open.values()) room += Math.min(max, this.#max) - size
    return Math.max(room, 0)
  }

  /** A parcel of its own, whoever else is due. */
  alone(): number {
    return this.#groups++
  }

  /** @param max - largest parcel this delivery may travel in, after a refusal; null: any */
  join(operation: Operation, max: number | null, account: string | null): number {
    const kind = account === null ? operation : `${operation} ${account}`
    const own = Math.min(max ?? this.#max, this.#max)
    const open = this.#open.get(kind)
    // Halves of a refused parcel stay apart from others: a group's bound is one for all of its members.
    if (open && open.size < open.max && open.max === own) {
      open.size += 1
      return open.number
    }
    const group = { number: this.#groups++, max: own, size: 1 }
    this.#open.set(kind, group)
    return group.number
  }
}
