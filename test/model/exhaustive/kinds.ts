/** The natures of an upstream, as the search takes them: times are small whole numbers, so that every age is met. */
import type { Capabilities } from '../../../src/upstream/contract-v1.ts'

export const KINDS = ['key', 'upsert', 'lookup', 'unique', 'neither'] as const

/**
 * - `key`: recognises a key for a window, and nothing else
 * - `upsert`: overwrites what stands under the natural key
 * - `lookup`: can be asked, and takes a second create without a word
 * - `unique`: can be asked, and refuses a second create as a duplicate
 * - `neither`
 */
export type Kind = (typeof KINDS)[number]

export const MAX_PROCESSING_MS = 2
/** The gateway's deadline for one send. */
export const TIMEOUT_MS = 1
export const LEASE_MS = 2
export const KEY_WINDOW_MS = 5
/** A look-up shows everything this long after its send; longer than the processing, as some do. */
export const SETTLE_MS = 3
/** Ages above are alike to every rule. */
export const OLDEST_MS = KEY_WINDOW_MS + LEASE_MS + MAX_PROCESSING_MS + 1

const IDEMPOTENCY: Record<Kind, Capabilities['idempotency']> = {
  key: { key: { scope: 'item', windowMs: KEY_WINDOW_MS } },
  upsert: { upsert: true },
  lookup: { lookup: { settleMs: SETTLE_MS } },
  unique: { lookup: { settleMs: SETTLE_MS } },
  neither: undefined,
}

export function capabilitiesOf(kind: Kind): Capabilities {
  const idempotency = IDEMPOTENCY[kind]
  return {
    operations: ['create', 'update', 'withdraw'],
    maxProcessingMs: MAX_PROCESSING_MS,
    ...(idempotency ? { idempotency } : {}),
  }
}
