/** Hands the rows of opened files to a gateway: results in the order of the file, a refused row refused alone. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Problem } from '../base/problem.ts'
import type { Origin } from '../delivery/index.ts'
import type { Gateway, SubmitOptions, SubmitResult } from '../gateway/index.ts'
import type { OpenFile, OpenFiles } from './submit-open.ts'
import { allProblems, type FileOutcome, placeOf, type RowEntry, type RowOutcome, rowsOf } from './submit-rows.ts'

export interface TakeOptions {
  readonly origin: Origin & Pick<SubmitOptions, 'dueAt'>
  readonly allowRepeat: boolean
  /** Stops taking rows; what was handed over is finished. */
  readonly signal?: AbortSignal
  readonly progress?: (counts: RowCounts) => void
}

export interface RowCounts {
  readonly read: number
  readonly accepted: number
  readonly refused: number
  readonly unchanged: number
}

export interface Taken {
  /** 受理号 of the whole; absent when the ledger refused before it was given. */
  readonly submission?: string
  readonly counts: RowCounts
  readonly files: readonly FileOutcome[]
  /** Resolves when what waited for these records is planned. */
  planned(): Promise<unknown>
  /** The ledger refused a write. What `counts` calls accepted is on disk. */
  readonly failure?: unknown
}

interface Open {
  readonly rows: (RowOutcome | undefined)[]
  readonly at: number
  readonly place: Pick<RowOutcome, 'row' | 'sheet'>
}

export async function takeFiles(gateway: Gateway, { form, files }: OpenFiles, options: TakeOptions): Promise<Taken> {
  const { origin, allowRepeat, signal, progress = () => {} } = options
  const counts = { read: 0, accepted: 0, refused: 0, unchanged: 0 }
  const outcomes = files.map((file): Omit<FileOutcome, 'rows'> & { rows: (RowOutcome | undefined)[] } => ({
    file,
    rows: [],
  }))
  const open: Open[] = []
  const close = ({ rows, at, place }: Open, result: SubmitResult) => {
    const row = outcomeOf(place, result)
    rows[at] = row
    counts[row.state] += 1
    progress(counts)
  }

  async function* entries(): AsyncGenerator<RowEntry> {
    for (const outcome of outcomes) {
      for await (const row of rowsOf(outcome, form, { allowRepeat, stopped: () => signal?.aborted ?? false })) {
        const { read, entry } = row
        counts.read += 1
        const place = placeOf(read)
        if (entry) {
          open.push({ rows: outcome.rows, at: outcome.rows.length, place })
          outcome.rows.push(undefined)
          yield entry
        } else {
          outcome.rows.push({ ...place, state: 'refused', problems: await allProblems(gateway, form, row, origin) })
          counts.refused += 1
          progress(counts)
        }
      }
    }
  }

  const source = await sourceOf(files)
  const many = gateway.submitMany(form, entries() as never, {
    ...origin,
    source,
    allowRepeat,
    ...(signal ? { signal } : {}),
  })
  let failure: unknown
  let submission: string | undefined
  try {
    submission = await many.number
    for await (const result of many) close(open.shift() as Open, result)
  } catch (error) {
    failure = error
  }
  // Rows that were read but not answered: the same command takes them.
  counts.read -= open.length
  return {
    ...(submission === undefined ? {} : { submission }),
    counts,
    files: outcomes.map(({ rows, ...outcome }) => ({ ...outcome, rows: rows.filter((row) => row !== undefined) })),
    planned: () => many.settled({ timeoutMs: 0 }),
    ...(failure === undefined ? {} : { failure }),
  }
}

function outcomeOf(place: Pick<RowOutcome, 'row' | 'sheet'>, result: SubmitResult): RowOutcome {
  if (result.state === 'refused') return { ...place, state: 'refused', problems: result.problems }
  const state = result.state === 'accepted' ? 'accepted' : 'unchanged'
  return { ...place, state, number: result.number, problems: [] satisfies Problem[] }
}

/** Formats and content hashes: tells which file it was, without its name, which may hold a person's. */
async function sourceOf(files: readonly OpenFile[]): Promise<string> {
  const sources: string[] = []
  for (const { table } of files) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(table.path), hash)
    sources.push(`${table.format}:${hash.digest('hex').slice(0, 32)}`)
  }
  return sources.join(' ')
}
