/**
 * How much typing was saved, counted at both ends: cells typed in accepted rows, and properties that stand in the
 * upstreams' own rows. A constant that the mapping adds is no entry; a line joined from two fields is one.
 */
import type { Json } from '../../base/json.ts'
import { readEntries } from '../../batch/index.ts'
import { openTable } from '../../files/index.ts'
import { compileMapping } from '../../mapping/index.ts'
import type { Upstream } from '../../upstream/index.ts'
import type { SheetResult } from './hand-in.ts'
import type { StandInReport } from './stand-ins.ts'

/** Name and typed cells of one row. */
export interface TypedRow {
  readonly cells: number
  readonly name: string
}

/** Rows of a sheet by row number. */
export async function typedRows(path: string, { sheet }: SheetResult): Promise<ReadonlyMap<number, TypedRow>> {
  const rows = new Map<number, TypedRow>()
  const table = await openTable(path, { sheet: sheet.sheet })
  try {
    for await (const { row, values } of (await readEntries(table, sheet.form)).entries) {
      const { name } = values
      rows.set(row, { cells: leavesOf(values as Json).length, name: typeof name === 'string' ? name : '' })
    }
  } finally {
    await table.close()
  }
  return rows
}

/** Properties in a system's rows whose value came from a field. */
export function receivedEntries(upstreams: readonly Upstream[], { rows }: StandInReport): number {
  const compiled = upstreams.map(({ form, mapping, contract, computed }) => ({
    mapping,
    sources: compileMapping({ form, mapping, contract, computed }).sources,
  }))
  let count = 0
  for (const { payload } of rows) {
    const own = compiled.find(({ mapping }) =>
      Object.keys(payload).every((property) => Object.hasOwn(mapping, property)),
    )
    count += leavesOf(payload as Json).filter((pointer) => (own?.sources(pointer).length ?? 0) > 0).length
  }
  return count
}

/** Pointers of every text, number and flag below a value. */
function leavesOf(value: Json, pointer = ''): string[] {
  if (value === null || typeof value !== 'object') return [pointer]
  return Object.entries(value).flatMap(([name, below]) => leavesOf(below as Json, `${pointer}/${name}`))
}
