/** Records as text: csv, lines of JSON, fields of fixed width, elements. Pure. */
import {
  byteLength,
  csvLine,
  escapeXml,
  guarded,
  type Json,
  type JsonObject,
  type Member,
  type OutCell,
} from 'yibiao/adapter'
import { isFormula } from './check.ts'
import { cellOf, columnsOf, type ReadyColumn } from './columns.ts'
import type { ReadySettings } from './settings.ts'

export function textOf(settings: ReadySettings, members: readonly Member[]): string {
  switch (settings.format) {
    case 'jsonl':
      return members.map((member) => `${JSON.stringify(withOperation(settings, member))}\n`).join('')
    case 'xml':
      return xmlOf(settings, members)
    case 'fixed':
      return fixedOf(settings, members)
    default:
      return csvOf(settings, members)
  }
}

export interface Grid {
  readonly columns: readonly ReadyColumn[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly OutCell[])[]
}

/** Header and cells, the operation's column last. */
export function gridOf(settings: ReadySettings, members: readonly Member[], date1904 = false): Grid {
  const { operationColumn } = settings
  const columns = columnsOf(
    settings,
    members.map(({ payload }) => payload),
  )
  const header = [...columns.map(({ title }) => title), ...(operationColumn ? [operationColumn.header] : [])]
  const rows = members.map(({ payload, operation }, row) => [
    ...columns.map((column) => cellOf(column, payload, row, date1904)),
    ...(operationColumn ? [operationColumn[operation]] : []),
  ])
  return { columns, header, rows }
}

function csvOf(settings: ReadySettings, members: readonly Member[]): string {
  const { encoding, byteOrderMark, formulas } = settings
  const { header, rows } = gridOf(textDates(settings), members)
  const safe = (cell: OutCell) =>
    formulas === 'apostrophe' && typeof cell === 'string' && isFormula(cell) ? guarded(cell) : cell
  const mark = encoding === 'utf-8' && byteOrderMark ? '\ufeff' : ''
  return mark + [header, ...rows].map((row) => csvLine(row.map(safe))).join('')
}

/** Each field filled up to its width in bytes; a wider one was refused before. */
function fixedOf(settings: ReadySettings, members: readonly Member[]): string {
  const { encoding } = settings
  const { columns, rows } = gridOf(textDates(settings), members)
  const lines = rows.map((cells) =>
    cells
      .map((cell, index) => {
        const text = cell === null ? '' : String(cell)
        const { maxBytes = 0, align = 'left', fill = ' ' } = columns[index] ?? {}
        const rest = fill.repeat(Math.max(0, maxBytes - byteLength(text, encoding)))
        return align === 'right' ? rest + text : text + rest
      })
      .join(''),
  )
  return lines.map((line) => `${line}\r\n`).join('')
}

function xmlOf(settings: ReadySettings, members: readonly Member[]): string {
  const { root, record } = settings.xml
  const records = members.map((member) => elementOf(record, withOperation(settings, member))).join('')
  return `<?xml version="1.0" encoding="${settings.encoding.toUpperCase()}"?>\n<${root}>\n${records}</${root}>\n`
}

/** Objects become nested elements, lists repeated ones, null an empty one. */
function elementOf(name: string, value: Json | undefined): string {
  if (Array.isArray(value)) return value.map((item) => elementOf(name, item)).join('')
  if (value === null || value === undefined) return `<${name}/>\n`
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>\n`
  const inner = Object.entries(value).map(([key, each]) => elementOf(key, each))
  return `<${name}>\n${inner.join('')}</${name}>\n`
}

const withOperation = ({ operationColumn }: ReadySettings, { payload, operation }: Member): JsonObject =>
  operationColumn ? { ...payload, [operationColumn.header]: operationColumn[operation] } : payload

/** Only a workbook has dates of its own; text keeps what the mapping wrote. */
const textDates = (settings: ReadySettings): ReadySettings => ({
  ...settings,
  ...(settings.columns && {
    columns: settings.columns.map(({ type, ...column }) => (type === 'row-number' ? { ...column, type } : column)),
  }),
})
