/** What `submit` prints: for people a table and the first problems, for programs one object. */
import type { Problem } from '../../base/problem.ts'
import { inLang } from '../../base/text.ts'
import { inFile, type OpenFiles } from '../../batch/index.ts'
import { type DeliveryState, isMoving } from '../../ledger/index.ts'
import type { Upstream } from '../../upstream/index.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe, describeInFile } from '../describe.ts'
import { errorJson } from '../failure.ts'
import { countTable, printJson, printLine, problemJson, totalsOf } from '../print.ts'
import { printProblems, printShut } from '../problem-list.ts'
import type { Marked } from './mark.ts'
import type { HandedIn } from './run.ts'

export interface Result {
  readonly opened: OpenFiles
  readonly handed: HandedIn
  readonly marked: Marked
  readonly dryRun: boolean
  /** The one sheet that was asked for. */
  readonly sheet?: string
  readonly upstreams: readonly Upstream[]
}

interface Placed {
  readonly file: string
  /** Where more than one sheet is read. */
  readonly sheet?: string
  readonly row: number
  readonly problem: Problem
}

export function printSubmitJson({ opened, handed, upstreams: known }: Result, context: Context): void {
  const { lang, say } = context
  const { report, failure } = handed
  const describe = createDescribe(lang, say, known)
  const severalFiles = opened.files.length > 1
  const problems = placedProblems(handed).map(({ file, sheet, row, problem }) =>
    problemJson(
      { ...(severalFiles ? { file } : {}), ...(sheet === undefined ? {} : { sheet }), row },
      problem,
      context,
      describe,
    ),
  )
  const warnings = opened.files.flatMap(({ table, reading }) =>
    reading.warnings.map((warning) => {
      const row = reading.header.find(({ sheet }) => sheet === warning.params?.sheet)?.lastRow ?? 1
      const place = { ...(severalFiles ? { file: table.name } : {}), row }
      return problemJson(place, inFile(warning, table), context, (problem) => describeInFile(problem, describe, say))
    }),
  )
  const { submission = null, records, upstreams } = report
  printJson(context, {
    submission,
    records,
    deliveries: totalsOf(upstreams),
    upstreams,
    problems: [...warnings, ...problems],
    ...(handed.shut.length > 0
      ? { shut: handed.shut.map((problem) => problemJson({}, problem, context, describe)) }
      : {}),
    ...(handed.woken > 0 && { woken: handed.woken }),
    ...(failure ? { error: errorJson(failure, context) } : {}),
  })
}

export function printSubmitText(result: Result, context: Context): void {
  const { opened, handed, marked, dryRun, upstreams } = result
  const { report } = handed
  const { lang, say } = context
  const form = inLang(opened.form.title, lang)
  if (report.submission !== undefined) printLine(context, say('submit.number', { number: report.submission, form }))
  else if (dryRun) printLine(context, say('submit.dry', { form }))
  printLine(context, say(dryRun ? 'submit.dryRecords' : 'submit.records', { ...report.records }))
  const table = countTable(report.upstreams, upstreams, context)
  if (table !== undefined) printLine(context, `\n${table}`)

  const describe = createDescribe(lang, say, upstreams)
  const lines = placedProblems(handed).map((placed) => {
    const file = opened.files.length > 1 ? say('place.file', { file: placed.file }) : ''
    const sheet = placed.sheet === undefined ? '' : `${say('place.sheet', { sheet: placed.sheet })} `
    return file + sheet + atPlace(say('place.row', { row: placed.row }), describe(placed.problem), say)
  })
  const waits = report.files.flatMap(({ rows }) => rows.flatMap((row) => row.waits.map(describe)))
  printShut([...new Set(waits)], context)
  printProblems(lines, context, { inMarkedCopy: marked.paths.length > 0 })
  printNext(result, lines.length > 0, context)
}

function printNext({ opened, handed, marked, dryRun, sheet }: Result, hasProblems: boolean, context: Context): void {
  const { say } = context
  const lines = marked.paths.map((path) => say('submit.marked', { path }))
  const [path] = marked.paths
  const format = opened.files[0]?.table.format
  if (hasProblems && path !== undefined && format !== undefined) {
    const form = opened.guessed ? '' : ` --form ${opened.form.name}`
    const only = sheet === undefined ? '' : ` --sheet ${quoted(sheet)}`
    lines.push(say(`next.mend.${format}`, { path: quoted(path), form: form + only }))
  }
  if (dryRun && !hasProblems) lines.push(say('next.dry'))
  const isShut = new Set(handed.shut.map(({ upstream }) => upstream))
  const [shut, open] = [true, false].map((wanted) => movingAt(handed, (upstream) => isShut.has(upstream) === wanted))
  if (open) lines.push(say('next.waiting', { count: open }))
  // They don't go on by that alone.
  if (shut) lines.push(say('next.shut', { count: shut }))
  if (handed.woken > 0) lines.push(say('next.woken', { count: handed.woken }))
  if (lines.length > 0) printLine(context, `\n${lines.join('\n')}`)
}

/** Deliveries still on their way to such upstreams. */
function movingAt({ report }: HandedIn, fits: (upstream: string) => boolean): number {
  const chosen = Object.entries(report.upstreams).filter(([upstream]) => fits(upstream))
  return Object.entries(totalsOf(Object.fromEntries(chosen)))
    .filter(([state]) => isMoving(state as DeliveryState))
    .reduce((sum, [, each]) => sum + each, 0)
}

function placedProblems({ report }: HandedIn): Placed[] {
  return report.files.flatMap(({ file: { table, reading }, rows }) =>
    rows.flatMap(({ row, sheet, problems }) =>
      problems.map((problem) => ({
        file: table.name,
        ...(sheet === undefined || reading.header.length < 2 ? {} : { sheet }),
        row,
        problem,
      })),
    ),
  )
}

// For a shell; what needs no quotes gets none.
const quoted = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)
