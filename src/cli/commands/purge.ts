/** yibiao purge: the texts of what was settled long ago go; what recognises a repeat stays. */
import { createGateway } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf } from '../values.ts'

export interface PurgeOptions {
  readonly before: string
  readonly dryRun?: boolean
  readonly by?: string
}

/** @throws {StorageError} another process owns the ledger: there, `gateway.purge` does it */
export async function purge({ before, dryRun = false, by }: PurgeOptions, context: Context): Promise<number> {
  const { say, json, signal, env } = context
  const moment = startOf(before)
  const config = await loadConfig(context)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    const records = await gateway.purge({ before: moment, by: actorOf(by, config, env), dryRun, signal })
    if (json) printJson(context, { before: new Date(moment).toISOString(), records, dryRun })
    else printLine(context, say(dryRun ? 'purge.would' : 'purge.done', { records, before }))
    return signal.aborted ? EXIT.interrupted : EXIT.settled
  } finally {
    await gateway.close()
  }
}

// Days begin in Beijing: that is where the forms are filled in.
const ZONE = '+08:00'

function startOf(typed: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00${ZONE}`) : Number.NaN
  const isReal = Number.isFinite(time) && new Date(time + 8 * 3_600_000).toISOString().startsWith(typed)
  if (isReal && time <= Date.now()) return time
  const detail = { zh: '应是过去的日期，例如 2025-01-01', en: 'it takes a day in the past, such as 2025-01-01.' }
  throw new UsageError('usage_value_wrong', { option: '--before', typed, detail })
}
