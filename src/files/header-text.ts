/**
 * Header cells: the way from the top row down to a column, and when two names mean the same one.
 *
 * What two spellings of a column's name have in common: width, white space, case, marks such as `*`, and a hint in
 * brackets (`身份证号（18位）`) don't tell columns apart.
 */
import type { Merge, Row } from './types.ts'

const MARKS = /[\s\u200b\ufeff*※★●☆:"'`_\-—.·/\\]/g
const HINTS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g

/** The name with its hint, and without it; the first wins where both are known. */
export interface HeaderKeys {
  readonly full: string
  readonly bare: string
}

export function headerKeys(text: string): HeaderKeys {
  const even = text.normalize('NFKC').toLowerCase()
  return { full: even.replace(MARKS, ''), bare: even.replace(HINTS, '').replace(MARKS, '') }
}

/** Header cells of one column from top to bottom, as written; merged ones once. */
export function headerPath(band: readonly Row[], index: number, merges: readonly Merge[]): string[] {
  const path: string[] = []
  let above: string | undefined
  for (const row of band) {
    const merge = merges.find(
      ({ top, bottom, left, right }) => row.number >= top && row.number <= bottom && index >= left && index <= right,
    )
    const anchor = merge ? `${merge.top}:${merge.left}` : `${row.number}:${index}`
    const anchorRow = merge ? band.find(({ number }) => number === merge.top) : row
    const cell = anchorRow?.cells[merge?.left ?? index]
    if (anchor !== above && cell && cell.kind !== 'fault' && cell.text.trim() !== '') path.push(cell.text.trim())
    above = anchor
  }
  return path
}
