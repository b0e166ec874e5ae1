/**
 * Deliveries and parcels this owner has in hand, with the rows an answer will be judged on. Nobody else writes them
 * meanwhile: one process owns the file, and whoever decides anew leaves `sending` alone. It saves reading them again.
 */
import type { Operation } from '../../upstream/contract-v1.ts'
import type { DueRow } from './rows.ts'

export interface Reserved {
  readonly row: DueRow
  readonly act: 'send' | 'resend' | 'lookup' | 'poll'
  readonly operation: Operation
  readonly key: string
  /** The parcel it left with before goes again, the same in every byte. */
  readonly again: boolean
}

export interface InHand {
  /** Due and handed out for preparing; nothing is written of it. */
  readonly reserved: Map<number, Reserved>
  readonly parcels: Map<
    number,
    { readonly attempt: number; readonly members: readonly { readonly row: DueRow; readonly exposedBefore: boolean }[] }
  >
}
