/**
 * A cell merged over several rows of one column (户编号 over the members of a household) counts for each of them.
 * Merges across columns count for their first column only: whose value the rest would be, nobody can say.
 */
import type { Cell, Merge, Row } from '../files/index.ts'

type Filled = readonly (Cell | undefined)[]

/** Fills rows in order, from the first row below the header on. */
export function createMergeFiller(merges: readonly Merge[], headerRow: number): (row: Row) => Filled {
  const columns = new Map<number, Merge[]>()
  for (const merge of merges) {
    if (merge.bottom <= headerRow || merge.bottom === merge.top) continue
    const list = columns.get(merge.left) ?? []
    list.push(merge)
    columns.set(merge.left, list)
  }
  if (columns.size === 0) return (row) => row.cells
  for (const list of columns.values()) list.sort((one, other) => one.top - other.top)
  const anchors = new Map<number, Cell | undefined>()
  return (row) => {
    const cells = [...row.cells]
    for (const [column, list] of columns) {
      while (list[0] && list[0].bottom < row.number) list.shift()
      const merge = list[0]
      if (!merge || row.number < merge.top) continue
      if (row.number === merge.top) anchors.set(column, row.cells[column])
      else cells[column] ??= anchors.get(column)
    }
    return cells
  }
}
