/** yibiao status: where everything stands, or one record, or one hand-in. Reads beside the process that delivers. */
import { localTime } from '../../base/local-time.ts'
import { inLang } from '../../base/text.ts'
import { createReader, type Reader, type RecordStatus } from '../../gateway/index.ts'
import {
  type DeliveryState,
  formatReceiptNumber,
  isMoving,
  parseReceiptNumber,
  type SubmissionRow,
} from '../../ledger/index.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { countTable, printJson, printLine, problemJson, toStateCounts, totalsOf } from '../print.ts'
import { printProblems, printShut } from '../problem-list.ts'
import { tableOf } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import { stateWord } from '../words.ts'
import { watchStatus } from './watch.ts'

// Enough for a program to act on; a person reads the first twenty.
const MOST_PROBLEMS = 10_000

export interface StatusOptions {
  readonly watch?: boolean
}

/** @throws {UsageError} `number_not_found` @throws {StorageError} there is no ledger yet */
export async function status(
  number: string | undefined,
  { watch = false }: StatusOptions,
  context: Context,
): Promise<number> {
  const config = await loadConfig(context)
  if (watch) return watchStatus(number, config, context)
  const reader = createReader(config)
  try {
    if (number === undefined) await printAll(reader, config, context)
    else await printOne(number, reader, config, context)
  } finally {
    await reader.close()
  }
  return EXIT.settled
}

async function printAll(reader: Reader, config: LoadedConfig, context: Context): Promise<void> {
  const { counts, shut } = await reader.status()
  const upstreams = toStateCounts(counts)
  const describe = createDescribe(context.lang, context.say, config.upstreams)
  if (context.json) {
    const waiting = shut.map((problem) => problemJson({}, problem, context, describe))
    printJson(context, { deliveries: totalsOf(upstreams), upstreams, shut: waiting })
    return
  }
  printLine(context, countTable(upstreams, config.upstreams, context) ?? context.say('status.empty'))
  printShut(shut.map(describe), context)
}

async function printOne(typed: string, reader: Reader, config: LoadedConfig, context: Context): Promise<void> {
  const number = parseReceiptNumber(typed)?.number
  const submission = number === undefined ? undefined : await reader.submission(number)
  if (submission) return printSubmission(submission, reader, config, context)
  const record = number === undefined ? undefined : await recordOf(reader, number)
  if (!record) throw new UsageError('number_not_found', { number: typed })
  printRecord(record, config, context)
}

async function recordOf(reader: Reader, number: string): Promise<RecordStatus | undefined> {
  try {
    return await reader.record(number)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'number-unknown') return undefined
    throw error
  }
}

function printRecord(record: RecordStatus, { upstreams }: LoadedConfig, context: Context): void {
  const { say, lang, json } = context
  const describe = createDescribe(lang, say, upstreams)
  const { number, form, revision, settled, deliveries } = record
  if (json) {
    const each = deliveries.map(({ upstream, state, reference, nextAt, problems }) => ({
      upstream,
      state,
      reference: reference ?? null,
      nextAt: nextAt === undefined ? null : new Date(nextAt).toISOString(),
      problems: problems.map((problem) => problemJson({}, { ...problem, upstream }, context, describe)),
    }))
    printJson(context, { record: number, form, revision, settled, deliveries: each })
    return
  }
  const titleOf = (name: string) => {
    const upstream = upstreams.find((each) => each.name === name)
    return upstream ? inLang(upstream.title, lang) : name
  }
  printLine(context, say('status.record', { number, form }))
  const isTriedAgain = deliveries.some(({ nextAt }) => nextAt !== undefined)
  const rows = deliveries.map(({ upstream, state, reference, nextAt }) => [
    titleOf(upstream),
    stateWord(say, state),
    reference ?? '',
    ...(isTriedAgain ? [nextAt === undefined ? '' : inLang(localTime(nextAt), lang)] : []),
  ])
  const head = [say('table.upstream'), say('table.state'), say('table.reference')]
  printLine(context, tableOf([[...head, ...(isTriedAgain ? [say('table.next')] : [])], ...rows]))
  const linesOf = (isMeant: (state: DeliveryState) => boolean) =>
    deliveries
      .filter(({ state }) => isMeant(state))
      .flatMap(({ upstream, problems }) => problems.map((problem) => describe({ ...problem, upstream })))
  printShut(linesOf(isMoving), context)
  printProblems(
    linesOf((state) => !isMoving(state)),
    context,
  )
}

async function printSubmission(
  submission: SubmissionRow,
  reader: Reader,
  config: LoadedConfig,
  context: Context,
): Promise<void> {
  const { say, lang, json } = context
  const { number, form, by, at } = submission
  const describe = createDescribe(lang, say, config.upstreams)
  const filter = { submission: number }
  const { counts, shut } = await reader.status(filter)
  const upstreams = toStateCounts(counts)
  const problems: ReturnType<typeof problemJson<{ record: string }>>[] = []
  for await (const { record, revision, upstream, problems: own } of reader.problems(filter)) {
    const place = { record: formatReceiptNumber(record, revision) }
    problems.push(...own.map((problem) => problemJson(place, { ...problem, upstream }, context, describe)))
    if (problems.length >= MOST_PROBLEMS) break
  }
  const when = new Date(at).toISOString()
  if (json)
    return printJson(context, {
      submission: number,
      form,
      by,
      at: when,
      deliveries: totalsOf(upstreams),
      upstreams,
      problems,
      shut: shut.map((problem) => problemJson({}, problem, context, describe)),
    })
  printLine(context, say('status.submission', { number, form, by, at: inLang(localTime(at), lang) }))
  printLine(context, countTable(upstreams, config.upstreams, context) ?? say('status.nothingNew'))
  printShut(shut.map(describe), context)
  const lines = problems.map(({ record, message }) => atPlace(say('place.record', { number: record }), message, say))
  printProblems(lines, context)
}
