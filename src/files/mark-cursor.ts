/** What became of each row, and handing it out as the rows go by. */

export interface Mark {
  /** As the entry names it; absent for .jsonl. */
  readonly sheet?: string
  /** As the person sees it, from 1. */
  readonly row: number
  readonly ok: boolean
  /** One or two words: 已受理, 退回. */
  readonly result: string
  /** Plain words; blank when there is nothing to say. */
  readonly reason: string
  readonly receiptNumber?: string
  /** Refused cells of the row, as column positions from 0. */
  readonly cells: readonly number[]
}

/** By `markKey`, or in the order of the file: sheets as in the workbook, rows ascending. */
export type Marks = ReadonlyMap<string, Mark> | AsyncIterable<Mark>

export const markKey = (sheet: string | undefined, row: number): string => `${row}!${sheet ?? ''}`

export interface MarkColumn {
  /** Written as the header where the column is new. */
  readonly title: string
  /** Position from 0 where the file has the column already. */
  readonly index?: number
}

export interface MarkLayout {
  readonly sheet: string
  /** Last row of the header; new column titles go there. */
  readonly headerRow: number
  readonly columns: { readonly result: MarkColumn; readonly receiptNumber: MarkColumn; readonly reason: MarkColumn }
}

/** New columns stand in this order: the reason last, where a long text has room to run on. */
export const MARK_ORDER = ['result', 'receiptNumber', 'reason'] as const

export interface MarkCursor {
  /** The mark of a row, asked for in the order of the file. */
  take(sheet: string | undefined, row: number): Promise<Mark | undefined>
  /** @throws {RangeError} when a mark was left over: a refusal that nobody would see */
  finish(): Promise<void>
}

export function createMarkCursor(marks: Marks): MarkCursor {
  return Symbol.asyncIterator in marks ? inOrder(marks) : byKey(marks)
}

function byKey(marks: ReadonlyMap<string, Mark>): MarkCursor {
  let taken = 0
  return {
    async take(sheet, row) {
      const mark = marks.get(markKey(sheet, row))
      if (mark) taken += 1
      return mark
    },
    async finish() {
      if (taken < marks.size) throw new RangeError(`${marks.size - taken} marks name rows that the file does not have`)
    },
  }
}

function inOrder(marks: AsyncIterable<Mark>): MarkCursor {
  const iterator = marks[Symbol.asyncIterator]()
  let next: Mark | undefined
  let started = false
  const advance = async () => {
    const step = await iterator.next()
    next = step.done ? undefined : step.value
  }
  return {
    async take(sheet, row) {
      if (!started) await advance()
      started = true
      if (!next || (sheet !== undefined && next.sheet !== sheet) || next.row > row) return undefined
      if (next.row < row)
        throw new RangeError(`the mark of row ${next.row} is out of order or names no row of the file`)
      const mark = next
      await advance()
      return mark
    },
    async finish() {
      if (!started) await advance()
      if (next) throw new RangeError(`the mark of row ${next.row} names a row that the file does not have`)
      await iterator.return?.()
    },
  }
}

/** What goes into our columns for one row. */
export const markTexts = (mark: Mark) => ({
  result: mark.result,
  receiptNumber: mark.receiptNumber ?? '',
  reason: mark.reason,
})

/** Where our columns are: those that exist, and the new ones from `width` on. */
export function placeColumns(
  layout: MarkLayout,
  width: number,
): { role: (typeof MARK_ORDER)[number]; index: number; title?: string }[] {
  let free = width
  return MARK_ORDER.map((role) => {
    const { index, title } = layout.columns[role]
    if (index !== undefined) return { role, index }
    free += 1
    return { role, index: free - 1, title }
  })
}
