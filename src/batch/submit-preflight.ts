/** What handing files in would come to, without writing or sending anything. */
import { createHash } from 'node:crypto'
import type { Problem } from '../base/problem.ts'
import type { Origin } from '../delivery/index.ts'
import { type Form, normaliseEntry, sameEventKey } from '../form/index.ts'
import type { Reader } from '../gateway/index.ts'
import type { RowCounts } from './submit.ts'
import type { OpenFile, OpenFiles } from './submit-open.ts'
import { createCounter, preflightRow, type Report, type ReportRow } from './submit-report.ts'
import { allProblems, type FileOutcome, placeOf, rowsOf, type TakeRow } from './submit-rows.ts'

export interface PreflightOptions {
  readonly allowRepeat: boolean
  /** Who would hand them in, for which place and time. */
  readonly origin?: Partial<Origin>
  readonly signal?: AbortSignal
  readonly progress?: (counts: RowCounts) => void
}

export interface Foreseen extends Report {
  /** Files that broke off while they were read. */
  readonly broken: readonly NonNullable<FileOutcome['broken']>[]
}

export async function preflightFiles(
  reader: Pick<Reader, 'preflight'>,
  { form, files }: OpenFiles,
  { allowRepeat, origin = {}, signal, progress = () => {} }: PreflightOptions,
): Promise<Foreseen> {
  const records = { read: 0, accepted: 0, refused: 0, unchanged: 0 }
  const counter = createCounter()
  const broken: NonNullable<FileOutcome['broken']>[] = []
  const reported: { file: OpenFile; rows: ReportRow[] }[] = []
  const repeats = allowRepeat ? () => undefined : createEventGuard(form)
  for (const file of files) {
    const outcome: Pick<FileOutcome, 'file' | 'broken'> = { file }
    const rows: ReportRow[] = []
    for await (const taken of rowsOf(outcome, form, { allowRepeat, stopped: () => signal?.aborted ?? false })) {
      const row = await answer(taken)
      rows.push(row)
      records.read += 1
      records[row.state] += 1
      progress(records)
    }
    reported.push({ file, rows })
    if (outcome.broken) broken.push(outcome.broken)
  }
  return { records, upstreams: counter.counts, files: reported, broken }

  async function answer(taken: TakeRow): Promise<ReportRow> {
    const { read, entry } = taken
    const place = placeOf(read)
    const refused = (why: readonly Problem[]): ReportRow => ({
      ...place,
      state: 'refused',
      problems: why,
      needsPerson: true,
      moving: false,
      waits: [],
    })
    if (!entry) return refused(await allProblems(reader, form, taken, origin))
    const { entry: values, ...identity } = entry
    const foreseen = await reader.preflight(form, values as never, { ...origin, ...identity })
    const repeat = foreseen.record === 'new' ? repeats(values, place.row) : undefined
    return repeat ? refused([repeat]) : preflightRow(place, foreseen, counter.add)
  }
}

/** Two new rows that tell of the same event; the ledger sees it only when the first one is written. */
function createEventGuard(form: Form) {
  const seen = new Map<string, number>()
  return (values: unknown, row: number): Problem | undefined => {
    const key = form.key.length > 0 ? undefined : sameEventKey(form, normaliseEntry(form, values))
    if (key === undefined) return undefined
    const hash = createHash('sha256').update(key).digest('base64url')
    const firstRow = seen.get(hash)
    if (firstRow !== undefined) return { code: 'event_repeated', who: 'reporter', params: { row, firstRow } }
    seen.set(hash, row)
    return undefined
  }
}
