/** Rows for the tests of the rules: a delivery that was sent a minute ago, its target, and upstreams of every nature. */
import type { Capabilities } from '../../upstream/contract-v1.ts'
import { contentHash } from '../keys.ts'
import type { DeliveryRow, TargetRow } from '../rows-delivery.ts'
import type { ClaimRules } from './claim.ts'
import type { SettleRules } from './settle.ts'

export const NOW = Date.UTC(2026, 0, 5, 8)
export const SENT_AT = NOW - 60_000
export const MAX_PROCESSING_MS = 5_000
export const LEASE_MS = 30_000
export const KEY_WINDOW_MS = 3_600_000
export const SETTLE_MS = 20_000
export const CONTENT = contentHash('content')

export const KINDS = ['key', 'upsert', 'lookup', 'neither'] as const
export type Kind = (typeof KINDS)[number]

const IDEMPOTENCY: Record<Kind, Capabilities['idempotency']> = {
  key: { key: { scope: 'item', windowMs: KEY_WINDOW_MS } },
  upsert: { upsert: true },
  lookup: { lookup: { settleMs: SETTLE_MS } },
  neither: undefined,
}

function capabilitiesOf(kind: Kind, more: Partial<Capabilities> = {}): Capabilities {
  const idempotency = IDEMPOTENCY[kind]
  return {
    operations: ['create', 'update', 'withdraw'],
    maxProcessingMs: MAX_PROCESSING_MS,
    ...(idempotency ? { idempotency } : {}),
    ...more,
  }
}

export const claimRules = (kind: Kind, more: Partial<Capabilities> = {}): ClaimRules => ({
  upstream: 'u',
  capabilities: capabilitiesOf(kind, more),
  canPoll: false,
  leaseMs: LEASE_MS,
  now: NOW,
})

export const settleRules = (kind: Kind, more: Partial<SettleRules> = {}): SettleRules => ({
  ...claimRules(kind),
  claimedAt: NOW - 1_000,
  random: 0.5,
  ...more,
})

export const delivery = (more: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id: 7,
  state: 'pending',
  wanted: 'present',
  operation: 'create',
  payloadHash: CONTENT,
  tries: 0,
  firstSentAt: SENT_AT,
  lookOnly: false,
  ticket: null,
  priority: 1,
  createdAt: SENT_AT,
  giveUpAt: NOW + 86_400_000,
  deadlineAt: null,
  failure: null,
  newerOpen: false,
  ...more,
})

export const target = (more: Partial<TargetRow> = {}): TargetRow => ({
  id: 3,
  there: null,
  reference: null,
  ordinal: 1,
  exposedBy: null,
  firstSentAt: SENT_AT,
  lastSentAt: SENT_AT,
  quietAt: null,
  account: null,
  ...more,
})
