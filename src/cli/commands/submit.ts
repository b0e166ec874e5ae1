/** yibiao submit: files in, their rows to every upstream that takes the form, results out, the file back marked. */
import { resolve } from 'node:path'
import type { GatewayError } from '../../base/errors.ts'
import { inLang } from '../../base/text.ts'
import { inFile, type OpenFiles, openFiles } from '../../batch/index.ts'
import type { StreamSource } from '../../files/index.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe, describeInFile } from '../describe.ts'
import { EXIT, exitCodeFor, exitCodeOf } from '../exit-code.ts'
import { linesOf } from '../failure.ts'
import { note } from '../print.ts'
import { createProgress } from '../progress.ts'
import { checkTarget, markFiles } from '../submit/mark.ts'
import { printSubmitJson, printSubmitText } from '../submit/print.ts'
import { foresee, type HandedIn, handIn } from '../submit/run.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf, endOf, formNamed, secondsOf } from '../values.ts'

export interface SubmitOptions {
  readonly form?: string
  readonly dryRun?: boolean
  readonly wait: string
  readonly out?: string
  readonly by?: string
  readonly division?: string
  readonly period?: string
  readonly due?: string
  readonly task?: string
  readonly allowRepeat?: boolean
  readonly sheet?: string
}

export async function submit(paths: readonly string[], options: SubmitOptions, context: Context): Promise<number> {
  const waitMs = secondsOf('--wait', options.wait) * 1_000
  checkTogether(paths, options)
  const config = await loadConfig(context)
  const form = options.form === undefined ? undefined : formNamed(config.forms, options.form)
  const opened = await openFiles(sources(paths, context), {
    forms: config.forms,
    ...(form ? { form } : {}),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
  })
  try {
    if (options.out !== undefined) checkTarget(options.out, opened, context)
    noteBefore(opened, config, context)
    const progress = createProgress(context)
    const origin = originOf(options, config, context)
    const settings = { config, opened, progress, context, allowRepeat: options.allowRepeat === true, origin }
    const handed = options.dryRun ? await foresee(settings) : await handIn({ ...settings, waitMs })
    const dryRun = options.dryRun === true
    const marked = await markFiles({ opened, handed, dryRun, out: options.out }, config, context)
    const print = context.json ? printSubmitJson : printSubmitText
    const { sheet } = options
    const asked = sheet === undefined ? {} : { sheet }
    print({ opened, handed, marked, dryRun, upstreams: config.upstreams, ...asked }, context)
    return finish(handed, marked.failure, context)
  } finally {
    await opened.close()
  }
}

function checkTogether(paths: readonly string[], { out, dryRun }: SubmitOptions): void {
  const wrong = (zh: string, en: string) => new UsageError('usage_wrong', { detail: { zh, en } })
  if (paths.filter((path) => path === '-').length > 1)
    throw wrong('标准输入“-”只能写一次', 'Standard input “-” can be read only once.')
  if (out !== undefined && paths.length > 1) throw wrong('--out 只能配一个文件', '--out goes with one file only.')
  if (out !== undefined && dryRun)
    throw wrong('--dry-run 什么都不写，不能带 --out', '--dry-run writes nothing, so --out can’t go with it.')
}

const sources = (paths: readonly string[], { cwd, stdin }: Context): (string | StreamSource)[] =>
  paths.map((path) => (path === '-' ? { stream: stdin, name: 'stdin' } : resolve(cwd, path)))

function originOf(options: SubmitOptions, config: LoadedConfig, { env }: Context) {
  const { period, task, due, division = config.division } = options
  return {
    by: actorOf(options.by, config, env),
    ...(division === undefined ? {} : { division }),
    ...(period === undefined ? {} : { period }),
    ...(task === undefined ? {} : { task }),
    ...(due === undefined ? {} : { dueAt: endOf('--due', due) }),
  }
}

/** What the person should know before the rows are taken. */
function noteBefore({ form, guessed, files }: OpenFiles, { upstreams }: LoadedConfig, context: Context): void {
  const { say, lang } = context
  if (guessed) note(context, say('submit.guessed', { form: form.name }))
  const takers = upstreams.filter((upstream) => upstream.form.name === form.name)
  if (takers.length === 0) note(context, say('warning') + say('submit.noForm', { form: form.name }))
  for (const { enabled, title } of takers)
    if (!enabled) note(context, say('warning') + say('submit.off', { upstream: inLang(title, lang) }))
  const describe = createDescribe(lang, say, upstreams)
  for (const { table, reading } of files) {
    const sheets = reading.header.map(({ sheet }) => sheet).filter((sheet) => sheet !== undefined)
    if (sheets.length > 1) note(context, say('submit.sheets', { sheets: sheets.join(lang === 'en' ? ', ' : '、') }))
    for (const warning of reading.warnings) {
      note(context, say('warning') + describeInFile(inFile(warning, table), describe, say))
    }
  }
}

function finish(
  { report, failure, broken, interrupted, woken }: HandedIn,
  markFailure: GatewayError | undefined,
  context: Context,
): number {
  const { say } = context
  for (const error of [failure, ...broken, markFailure]) {
    if (error) for (const line of linesOf(error, context)) note(context, say('error') + line)
  }
  if (failure) return exitCodeOf(failure)
  if (interrupted) {
    note(context, say('stop.done'))
    return EXIT.interrupted
  }
  if (markFailure) return EXIT.storage
  const exitCode = exitCodeFor(report.upstreams, report.records.refused + broken.length)
  return exitCode === EXIT.settled && woken > 0 ? EXIT.waiting : exitCode
}
