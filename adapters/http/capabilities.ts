/** What an upstream is said to be able to, out of its settings. */
import type { Capabilities, Operation } from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]

export function capabilitiesOf(settings: ReadySettings): Capabilities {
  const { batch } = settings
  const { key, upsert } = settings.idempotency
  return {
    operations: OPERATIONS.filter((operation) => settings[operation] !== undefined),
    maxProcessingMs: settings.maxProcessingMs,
    ...(batch && { batch: { max: batch.max, atomic: batch.atomic, answers: batch.items ? 'each' : 'whole' } }),
    ...(settings.repeatGuardMs !== undefined && { repeatGuardMs: settings.repeatGuardMs }),
    idempotency: {
      ...(key && { key: { scope: batch ? 'call' : 'item', windowMs: key.windowMs } }),
      ...(upsert && { upsert }),
      ...(settings.lookup && { lookup: { settleMs: settings.lookup.settleMs } }),
    },
  }
}
