/**
 * The rules of the search: the ledger's own, pure as they are, and in one place the few that live in its transactions.
 * A switch takes one of them away, from the outside: production code knows nothing of switches.
 */
import { decideClaim } from '../../../src/ledger/rules/claim.ts'
import { decideLook } from '../../../src/ledger/rules/look.ts'
import { decidePerson } from '../../../src/ledger/rules/person.ts'
import { decideSettle, delivered } from '../../../src/ledger/rules/settle.ts'
import { KINDS, type Kind, TIMEOUT_MS } from './kinds.ts'

export interface Rules {
  readonly claim: typeof decideClaim
  readonly settle: typeof decideSettle
  readonly look: typeof decideLook
  readonly person: typeof decidePerson
  /** Whether what was claimed then may still be written to the wire. */
  readonly maySend: (claimedAt: number, now: number) => boolean
  /** An answer counts only for the current attempt. */
  readonly isFenced: boolean
  /** `sending` is on disk before a byte leaves. */
  readonly isWrittenFirst: boolean
  /** Newer content supersedes older that never left: when it is accepted, and when the older one comes back. */
  readonly supersedesAtAccept: boolean
  readonly supersedesOnReturn: boolean
  /** What may have left is never superseded: newer content waits behind it. */
  readonly waitsBehindExposed: boolean
  readonly keepsExposure: boolean
  /** What waits is woken by whatever removes the cause. */
  readonly wakes: boolean
  /** What has not changed is decided when it is claimed. */
  readonly comparesAtClaim: boolean
  /** Other content has another key, even when it is like the one before the last. */
  readonly keysByOrdinal: boolean
  /** A retry goes under the key of the first try. */
  readonly keepsKey: boolean
}

export const RULES: Rules = {
  claim: decideClaim,
  settle: decideSettle,
  look: decideLook,
  person: decidePerson,
  maySend: (claimedAt, now) => now - claimedAt <= TIMEOUT_MS,
  isFenced: true,
  isWrittenFirst: true,
  supersedesAtAccept: true,
  supersedesOnReturn: true,
  waitsBehindExposed: true,
  keepsExposure: true,
  wakes: true,
  comparesAtClaim: true,
  keysByOrdinal: true,
  keepsKey: true,
}

export interface Switch {
  readonly name: string
  readonly without: Partial<Rules>
  /** Upstreams that must be seen to suffer. */
  readonly breaks: readonly Kind[]
}

const endless = <R extends Parameters<typeof decideClaim>[2]>(rules: R): R => {
  const { idempotency } = rules.capabilities
  if (!idempotency?.key) return rules
  const key = { ...idempotency.key, windowMs: Number.POSITIVE_INFINITY }
  return { ...rules, capabilities: { ...rules.capabilities, idempotency: { ...idempotency, key } } }
}

/** A rule that is told of an upstream whose requests take effect at once. */
const hasty = <R extends { readonly capabilities: Parameters<typeof decideClaim>[2]['capabilities'] }>(rules: R): R => {
  const { idempotency } = rules.capabilities
  const lookup = idempotency?.lookup && { lookup: { settleMs: 0 } }
  const capabilities = { ...rules.capabilities, maxProcessingMs: 0, ...(lookup ? { idempotency: lookup } : {}) }
  return { ...rules, capabilities }
}

export const SWITCHES: readonly Switch[] = [
  {
    name: 'I2 written before it leaves',
    without: { isWrittenFirst: false },
    breaks: ['key', 'upsert', 'lookup', 'neither'],
  },
  {
    name: 'I3 evidence of this content: "duplicate" believed',
    without: {
      settle: (delivery, answer, rules) =>
        answer.outcome.state === 'duplicate' ? delivered(delivery, 'answer') : decideSettle(delivery, answer, rules),
    },
    breaks: ['unique'],
  },
  {
    name: 'I3 evidence of this content: whatever is found believed',
    without: {
      look: (delivery, target, found, rules) =>
        decideLook(delivery, target, found.state === 'other' ? { state: 'same' } : found, rules),
    },
    breaks: ['lookup', 'unique'],
  },
  {
    name: 'I4 in doubt, look first',
    without: {
      claim: (delivery, target, rules) =>
        delivery.state === 'uncertain' ? { act: 'resend' } : decideClaim(delivery, target, rules),
    },
    breaks: ['key', 'lookup', 'neither'],
  },
  {
    name: 'I4 the window of a key',
    without: { claim: (delivery, target, rules) => decideClaim(delivery, target, endless(rules)) },
    breaks: ['key'],
  },
  {
    name: 'I4 "absent" only after the longest processing time',
    without: { look: (delivery, target, found, rules) => decideLook(delivery, target, found, hasty(rules)) },
    breaks: ['lookup'],
  },
  {
    name: 'I4 what a look-up shows may be old',
    without: {
      look: (delivery, target, found, rules) => decideLook(delivery, { ...target, ordinal: 1 }, found, rules),
    },
    breaks: ['lookup', 'unique'],
  },
  { name: 'I5 fence', without: { isFenced: false }, breaks: [...KINDS] },
  {
    name: 'I6 never after the deadline',
    without: { maySend: () => true },
    breaks: ['key', 'upsert', 'lookup', 'unique'],
  },
  {
    name: 'I7 one exposed delivery per target',
    without: {
      waitsBehindExposed: false,
      claim: (delivery, target, rules) => decideClaim(delivery, { ...target, exposedBy: delivery.id }, rules),
    },
    breaks: ['key', 'upsert', 'lookup', 'neither'],
  },
  { name: 'I7 superseded at accept', without: { supersedesAtAccept: false }, breaks: [...KINDS] },
  { name: 'I7 superseded on return', without: { supersedesOnReturn: false }, breaks: [...KINDS] },
  {
    name: 'I8 a late request overwrites',
    without: {
      claim: (delivery, target, rules) => decideClaim(delivery, { ...target, quietAt: null }, rules),
      look: (delivery, target, found, rules) => decideLook(delivery, target, found, hasty(rules)),
    },
    breaks: ['upsert', 'lookup'],
  },
  { name: 'I9 unchanged at claim, not at accept', without: { comparesAtClaim: false }, breaks: [...KINDS] },
  { name: 'I10 a retry keeps its key', without: { keepsKey: false }, breaks: ['key'] },
  { name: 'I10 other content has another key', without: { keysByOrdinal: false }, breaks: ['key'] },
  { name: 'I11 a waker', without: { wakes: false }, breaks: [...KINDS] },
  {
    name: 'I12 exposure stays',
    without: { keepsExposure: false },
    breaks: ['key', 'upsert', 'lookup', 'neither'],
  },
  {
    name: 'I12 an answer to the repeat says nothing of the first',
    without: {
      settle: (delivery, answer, rules) => decideSettle(delivery, { ...answer, exposedBefore: false }, rules),
    },
    breaks: ['key', 'upsert'],
  },
  {
    name: 'I12 a person looks when nothing is on its way any more',
    without: { person: (delivery, target, word, rules) => decidePerson(delivery, target, word, hasty(rules)) },
    breaks: ['key', 'neither'],
  },
]
