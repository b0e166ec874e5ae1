/**
 * Deliveries and parcels this process has in hand, with the rows an answer will be judged on: it saves reading them again.
 * Nobody else writes them meanwhile where one process owns the ledger, and whoever decides anew leaves `sending` alone.
 * Where several share it, what is reserved is compared with its row when it is claimed (`seen`), and what is claimed is
 * fenced by its parcel's owner and attempt when it is settled.
 *
 * A transaction that is taken back takes its part of this back too. What a claim or release that failed for good had been
 * asked for is no longer reserved: it is found due again.
 */
import type { Operation } from '../../upstream/contract-v1.ts'
import type { DueRow } from './rows.ts'
import type { Undo } from './undo.ts'

export interface Reserved {
  readonly row: DueRow
  readonly act: 'send' | 'resend' | 'lookup' | 'poll'
  readonly operation: Operation
  readonly key: string
  /** When it was due, before it was put off for others. */
  readonly dueAt: number | null
  /** The same content left before under this key, and goes under it again. */
  readonly again: boolean
  /** The parcel it left with goes again, the same in every byte; absent: it needs another. */
  readonly parcel?: number
  /** It left with others and goes without them: a key of the whole call says nothing of it any more. */
  readonly apart: boolean
  /** Its place in a parcel whose ticket is asked about. */
  readonly position?: number
}

/**
 * Where several processes share a ledger, what one has read ahead is put off for the others so long: none of them prepares it in
 * vain. Longer, and what a dead process had read waits; shorter, and a busy lane loses what it holds ready.
 */
export const RESERVED_MS = 10_000

export interface ParcelInHand {
  readonly attempt: number
  readonly members: readonly { readonly row: DueRow; readonly exposedBefore: boolean }[]
}

export class InHand {
  readonly #undo
  readonly #reserved = new Map<number, Reserved>()
  readonly #parcels = new Map<number, ParcelInHand>()

  constructor(undo: Undo) {
    this.#undo = undo
  }

  /** Due and handed out for preparing; nothing is written of it. */
  get reserved(): ReadonlyMap<number, Reserved> {
    return this.#reserved
  }

  reserve(delivery: number, reserved: Reserved): void {
    this.#reserved.set(delivery, reserved)
    this.#undo.add(() => this.#reserved.delete(delivery))
  }

  /** Those of them that are still reserved. */
  held(deliveries: readonly number[]): readonly Reserved[] {
    return deliveries.flatMap((delivery) => this.#reserved.get(delivery) ?? [])
  }

  /** Runs inside a transaction. */
  giveBack(delivery: number): void {
    const reserved = this.#reserved.get(delivery)
    if (reserved && this.#reserved.delete(delivery)) this.#undo.add(() => this.#reserved.set(delivery, reserved))
  }

  /** Whatever became of the transaction that it was asked for. */
  drop(delivery: number): void {
    this.#reserved.delete(delivery)
  }

  parcel(id: number): ParcelInHand | undefined {
    return this.#parcels.get(id)
  }

  claimed(id: number, parcel: ParcelInHand): void {
    const before = this.#parcels.get(id)
    this.#parcels.set(id, parcel)
    this.#undo.add(() => this.#back(id, before))
  }

  /** Its answer is written, or comes too late. */
  done(id: number): void {
    const before = this.#parcels.get(id)
    this.#parcels.delete(id)
    this.#undo.add(() => this.#back(id, before))
  }

  #back(id: number, parcel: ParcelInHand | undefined): void {
    if (parcel) this.#parcels.set(id, parcel)
    else this.#parcels.delete(id)
  }
}
