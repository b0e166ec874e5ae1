/**
 * One row of a sheet as an entry for a form.
 *
 * A blank cell is absent: the stored value stays. List items whose cells are all blank are left out, so that 成员1 and
 * 成员3 make a list of two.
 */
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { Cell } from '../files/index.ts'
import { type Form, fieldAt, titleAt } from '../form/index.ts'
import { type CellField, cellValue, cleanText, splitList } from './cell-value.ts'
import type { HeaderMatch } from './header.ts'

export interface RowEntry {
  readonly values: Record<string, unknown>
  readonly problems: Problem[]
  /** What couldn't be read, by field, as text; absent where nothing of the row could. */
  readonly unread?: Readonly<Record<string, string>>
  readonly receiptNumber?: string
  /** Column (from 0) that a field of this entry was typed in: `members.0.name`. Undefined where it has none. */
  columnOf(field: string): number | undefined
}

export interface EntryOptions {
  /** A cell that holds exactly this word clears the field. None by default: a blank cell never clears. */
  readonly clearWord?: string
}

type Cells = readonly (Cell | undefined)[]

interface Column {
  readonly index: number
  readonly field: CellField
  /** Where it lies in a list: the list's path, the position as the header counts it, the path below the item. */
  readonly item?: { readonly list: string; readonly position: number; readonly rest: string }
  readonly plainList: boolean
}

/** Reads rows below a header. Returns undefined for a row in which nobody typed anything. */
export function createRowReader(form: Form, header: HeaderMatch, options: EntryOptions = {}) {
  const columns: Column[] = []
  let receiptColumn = -1
  for (const column of header.columns) {
    if (column.role === 'receiptNumber') receiptColumn = column.index
    if (column.role === 'field') columns.push(toColumn(form, column.index, column.place))
  }
  const lists = [...new Set(columns.flatMap(({ item }) => (item ? [item.list] : [])))]
  const flat = new Map(columns.filter(({ item }) => !item).map(({ field, index }) => [field.path, index]))

  /** @param typed - the row as it stands · `filled` - with merged cells filled in */
  return (typed: Cells, filled: Cells): RowEntry | undefined => {
    if (!columns.some(({ index }) => !isBlankCell(typed[index]))) return undefined
    const positions = new Map(lists.map((list) => [list, positionsIn(list, columns, filled)]))
    const pathOf = ({ item, field }: Column): string =>
      item ? `${item.list}.${positions.get(item.list)?.indexOf(item.position)}${item.rest}` : field.path
    const values: Record<string, unknown> = {}
    const problems: Problem[] = []
    const unread: Record<string, string> = {}
    for (const column of columns) {
      const cell = filled[column.index]
      if (!cell || isBlankCell(cell)) continue
      const path = pathOf(column)
      const title: Text = column.item ? titleAt(form, path) : column.field.title
      const read = readCell(cell, { ...column.field, path, title }, column, options.clearWord)
      if ('value' in read) setAt(values, path, read.value)
      else {
        problems.push(...read.problems)
        unread[path] = cell.kind === 'fault' ? '?' : cleanText(cell.text)
      }
    }
    const receipt = receiptColumn < 0 ? undefined : filled[receiptColumn]
    const receiptNumber = receipt && receipt.kind !== 'fault' ? cleanText(receipt.text) : ''
    return {
      values,
      problems,
      unread,
      ...(receiptNumber === '' ? {} : { receiptNumber }),
      columnOf(field) {
        const direct = flat.get(field)
        return direct ?? columns.find((column) => column.item && pathOf(column) === field)?.index
      },
    }
  }
}

function toColumn(form: Form, index: number, place: { field: { path: string }; position?: number }): Column {
  const { path } = place.field
  const field = fieldAt(form, path)
  const plainList = field?.kind === 'list'
  const valueField = plainList ? fieldAt(form, `${path}.*`) : field
  const codes = valueField?.meta.codes
  const cellField: CellField = {
    path,
    title: titleAt(form, path),
    kind: valueField?.kind ?? 'other',
    ...(codes ? { codes } : {}),
  }
  const [list = '', rest = ''] = path.split('.*')
  const item = place.position === undefined ? undefined : { list, position: place.position, rest }
  return { index, field: cellField, plainList, ...(item ? { item } : {}) }
}

function positionsIn(list: string, columns: readonly Column[], cells: Cells): number[] {
  const used = new Set<number>()
  for (const { index, item } of columns) if (item?.list === list && !isBlankCell(cells[index])) used.add(item.position)
  return [...used].sort((one, other) => one - other)
}

function readCell(
  cell: Cell,
  field: CellField,
  { plainList, item }: Column,
  clearWord: string | undefined,
): { value: unknown } | { problems: Problem[] } {
  if (clearWord !== undefined && !item && cell.kind === 'text' && cleanText(cell.text) === clearWord) {
    return { value: null }
  }
  const parts = plainList && cell.kind === 'text' ? splitList(cell.text).map((text) => ({ ...cell, text })) : [cell]
  const read = parts.map((part) => cellValue(part, field))
  const problems = read.flatMap((each) => ('problem' in each ? [each.problem] : []))
  if (problems.length > 0) return { problems: problems.slice(0, 1) }
  const values = read.flatMap((each) => ('value' in each ? [each.value] : []))
  return { value: plainList ? values : values[0] }
}

const isBlankCell = (cell: Cell | undefined): boolean =>
  cell === undefined || (cell.kind !== 'fault' && cleanText(cell.text) === '')

// Paths are the form's own: they hold no name that reaches a prototype.
function setAt(values: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.')
  let place: Record<string, unknown> = values
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]
    if (next === undefined) place[step] = value
    else {
      place[step] ??= /^\d+$/.test(next) ? [] : {}
      place = place[step] as Record<string, unknown>
    }
  }
}
