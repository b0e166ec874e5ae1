/**
 * Parcels this owner has in hand, with the rows an answer will be judged on. Nobody else writes them meanwhile: one
 * process owns the file, and decisions about deliveries leave `sending` alone. It saves reading them again.
 */
import type { DueRow } from './rows.ts'

export type InFlight = Map<number, { readonly attempt: number; readonly rows: readonly DueRow[] }>
