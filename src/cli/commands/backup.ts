/** yibiao backup and yibiao restore: a copy beside the running owner, and one put back with all that is then in doubt. */
import { resolve } from 'node:path'
import { createGateway } from '../../gateway/index.ts'
import { backupLedger, isDatabase, markRestored, restoreLedger } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { checkPlace } from '../system-error.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf } from '../values.ts'

/** @throws {SettingsError} `backup_exists` @throws {StorageError} the copy can't be written; no half copy is left */
export async function backup(file: string, context: Context): Promise<number> {
  const { say, json, cwd } = context
  const { ledger } = await loadConfig(context)
  const copy = resolve(cwd, file)
  checkPlace(copy)
  const { bytes } = await backupLedger(ledger, copy, Date.now())
  if (json) printJson(context, { file, bytes })
  else printLine(context, say('backup.done', { file, megabytes: (bytes / 1_000_000).toFixed(1) }))
  return EXIT.settled
}

export interface RestoreOptions {
  readonly takenAt?: string
  readonly endDoubt?: boolean
  readonly by?: string
}

/** @throws {StorageError} the ledger is in use @throws {SettingsError} the copy is none */
export async function restore(file: string | undefined, options: RestoreOptions, context: Context): Promise<number> {
  const { say, json, cwd, env } = context
  const config = await loadConfig(context)
  if (options.endDoubt) {
    const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
    await gateway.endDoubt({ by: actorOf(options.by, config, env) })
    await gateway.close()
    if (json) printJson(context, { doubt: false })
    else printLine(context, say('restore.ended'))
    return EXIT.settled
  }
  const takenAt = options.takenAt === undefined ? undefined : timeOf(options.takenAt)
  const restored = putBack(config, file === undefined ? undefined : resolve(cwd, file), takenAt)
  // Opened once, so that everything in doubt is exposed before anybody delivers.
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  const { counts } = await gateway.status({ states: ['uncertain'] })
  await gateway.close()
  const doubtful = counts.reduce((sum, { count }) => sum + count, 0)
  const when = new Date(restored.takenAt).toISOString()
  if (json) printJson(context, { takenAt: when, uncertain: doubtful, replaced: restored.replaced ?? null })
  else {
    printLine(context, say('restore.done', { when, count: doubtful }))
    if (restored.replaced !== undefined) printLine(context, say('restore.replaced', { file: restored.replaced }))
    printLine(context, say('restore.next'))
  }
  return EXIT.settled
}

function putBack({ ledger, ledgerKeys }: LoadedConfig, copy: string | undefined, takenAt: number | undefined) {
  if (copy !== undefined)
    return restoreLedger(ledger, copy, { now: Date.now(), ...(takenAt === undefined ? {} : { takenAt }) })
  if (isDatabase(ledger)) return markRestored(ledger, takenAt, ledgerKeys)
  throw new UsageError('usage_argument_missing', { argument: 'FILE', command: 'restore' })
}

function timeOf(typed: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(typed)
    ? Date.parse(typed)
    : Number.NaN
  if (Number.isFinite(time) && time <= Date.now()) return time
  const detail = {
    zh: '应是过去的时间，带时区，例如 2026-11-25T02:00:00+08:00',
    en: 'it takes a moment in the past with its zone, such as 2026-11-25T02:00:00+08:00.',
  }
  throw new UsageError('usage_value_wrong', { option: '--taken-at', typed, detail })
}
