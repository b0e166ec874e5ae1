/** What one answer means for deliveries that left together (I10). Pure. */
import type { Capabilities } from '../../upstream/contract-v1.ts'
import type { Outcome } from '../../upstream/outcome.ts'
import type { Verdict } from '../verdict.ts'

/**
 * How large the next parcels of these members may be, after one refusal that names nobody: halves, until one is alone
 * and refused alone. Undefined: each answer counts for its own member.
 */
export function splitSize(outcomes: readonly Outcome[], batch: Capabilities['batch']): number | undefined {
  const refusedAsOne =
    outcomes.length > 1 && batch?.answers === 'whole' && outcomes.every(({ state }) => state === 'rejected')
  return refusedAsOne ? Math.ceil(outcomes.length / 2) : undefined
}

/** Members that come to the same stay one parcel: they are due at one time, the latest of theirs. */
export function keepTogether(verdicts: readonly Verdict[]): readonly Verdict[] {
  const [first] = verdicts
  if (verdicts.length < 2 || !first || first.delivery.regroup) return verdicts
  if (!verdicts.every(({ delivery }) => delivery.state === first.delivery.state)) return verdicts
  const dueAts = verdicts.map(({ delivery }) => delivery.dueAt)
  if (!dueAts.every((dueAt) => typeof dueAt === 'number')) return verdicts
  const dueAt = Math.max(...dueAts)
  return verdicts.map((verdict) => ({ ...verdict, delivery: { ...verdict.delivery, dueAt } }))
}
