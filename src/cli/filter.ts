/** Which deliveries a command means: the same options, read the same way, wherever a command takes them. */
import type { Command } from 'commander'
import { inLang, type Lang } from '../base/text.ts'
import type { DecisionFilter } from '../gateway/index.ts'
import type { LoadedConfig } from './config-file.ts'
import { help } from './help-words.ts'
import { numberOf, statesOf, timeOf, upstreamOf } from './values.ts'

export interface FilterOptions {
  readonly upstream?: string
  readonly state?: string
  readonly code?: string
  readonly submission?: string
  readonly record?: string
  readonly since?: string
  readonly until?: string
}

export const withFilter = (command: Command, lang: Lang): Command =>
  command
    .option('--upstream <NAME>', inLang(help.onlyUpstream, lang))
    .option('--state <STATES>', inLang(help.onlyStates, lang))
    .option('--code <CODE>', inLang(help.onlyCode, lang))
    .option('--submission <NUMBER>', inLang(help.onlySubmission, lang))
    .option('--record <NUMBER>', inLang(help.onlyRecord, lang))
    .option('--since <TIME>', inLang(help.since, lang))
    .option('--until <TIME>', inLang(help.until, lang))

/** @throws {UsageError} a value is wrong, or names an upstream that isn't there */
export function filterOf(options: FilterOptions, config: LoadedConfig): DecisionFilter {
  const { upstream, state, code, submission, record, since, until } = options
  return {
    ...(upstream === undefined ? {} : { upstream: upstreamOf(config, upstream) }),
    ...(state === undefined ? {} : { states: statesOf(state) }),
    ...(code === undefined ? {} : { code }),
    ...(submission === undefined ? {} : { submission: numberOf('--submission', submission) }),
    ...(record === undefined ? {} : { record: numberOf('--record', record) }),
    ...(since === undefined ? {} : { since: timeOf('--since', since) }),
    ...(until === undefined ? {} : { until: timeOf('--until', until) }),
  }
}
