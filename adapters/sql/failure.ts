/** What the database refused, as outcomes: the constraint's column becomes the payload's property. */
import { type Fault, missingVariable, type Outcome, SettingsError } from 'yibiao/adapter'
import { faultsOf } from './check.ts'
import type { Catalogue, Database, Failure } from './database.ts'
import { pointersOf, type Row, type Shape } from './row.ts'

class Failed extends RangeError {
  readonly failure
  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'Failed'
    this.failure = failure
  }
}

const NOT_STORED = 'not-stored'

/** A row that a trigger or rule swallowed: nothing stands there, and the database told nobody. */
export const notStored = () => new Failed({ kind: 'row', code: NOT_STORED })

/** Somebody has to act before anything can be written. */
export const unusable = (code: string) => new Failed({ kind: 'barred', bar: 'right', code })

/** What was thrown, in our words. */
export function failureOf(database: Pick<Database, 'failureOf'>, error: unknown): Failure {
  if (error instanceof Failed) return error.failure
  if (error instanceof SettingsError)
    return { kind: 'barred', bar: 'credentials', code: error.message, ...missingVariable(error) }
  return database.failureOf(error)
}

/** Nothing was committed. */
export const notApplied = ({ kind, bar = 'right', code, variable }: Failure): Outcome => ({
  state: 'not-applied',
  why: kind === 'barred' ? { barred: bar, ...(variable === undefined ? {} : { variable }) } : 'unavailable',
  detail: code,
})

/** One row that the database refused. */
export function refusedRow(failure: Failure, catalogue: Catalogue, shape: Shape, row: Row): Outcome {
  const { code, text, column, constraint = '', isUnique = false } = failure
  const { key, settings } = shape
  const columns = column === undefined ? (catalogue.constraints.get(constraint) ?? []) : [column]
  if (isUnique) {
    // Nobody else has our own key: this very content came before.
    if (settings.serial !== undefined && isSame(columns, [settings.serial])) return { state: 'delivered' }
    if (isSame(columns, key)) return { state: 'duplicate' }
  }
  const words = {
    upstreamCode: constraint === '' ? code : `${code} ${constraint}`,
    ...(text !== undefined && { upstreamText: text }),
  }
  const pointers = pointersOf(settings)
  const named = columns.flatMap((name) => pointers.get(name) ?? [])
  // Where the database names no column, ours is the one that doesn't fit it.
  const found = columns.length > 0 ? named : faultsOf(settings, catalogue, row).map(({ pointer }) => pointer)
  const faults: Fault[] = found.length === 0 ? [words] : found.map((pointer) => ({ pointer, ...words }))
  const isOurs = columns.length === 0 || named.length > 0
  return { state: 'rejected', who: code === NOT_STORED ? 'operator' : isOurs ? 'reporter' : 'author', faults }
}

const isSame = (columns: readonly string[], others: readonly string[]): boolean =>
  columns.length === others.length && columns.every((name) => others.includes(name))
