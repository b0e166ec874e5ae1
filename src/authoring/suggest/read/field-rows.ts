/** A sheet that lists fields, one a row, under a header somewhere near its top. */
import type { ListedCode, ListedField } from '../types.ts'
import { type Roles, rolesOf } from './columns.ts'
import { inlineCodes } from './dictionaries.ts'
import type { Grid } from './grid.ts'
import { typeFacts, yesOrNo } from './type-words.ts'

/** Titles and explanations above the header: more than a handful are rare. */
const HEADER_WITHIN_ROWS = 12

export interface ListedRows {
  readonly title: string
  readonly fields: readonly ListedField[]
}

/** Names a dictionary that stands elsewhere in the file. */
export type FindCodes = (name: string, label: string) => readonly ListedCode[] | undefined

/** Undefined where the sheet is no list of fields. */
export function fieldRows(grid: Grid, findCodes: FindCodes): ListedRows | undefined {
  for (const [index, header] of grid.rows.slice(0, HEADER_WITHIN_ROWS).entries()) {
    if (header.filter((text) => text !== '').length < 2) continue
    const below = grid.rows.slice(index + 1)
    const roles = rolesOf(header, below)
    if (!roles) continue
    const fields = below.flatMap((row) => fieldOf(row, roles, findCodes))
    if (fields.length > 0) return { title: titleAbove(grid, index), fields }
  }
  return undefined
}

/** The text that stands alone in a row above the header: 《残疾人信息采集表》. */
export function titleAbove({ rows, name }: Grid, header: number): string {
  const alone = rows.slice(0, header).find((row) => row.filter((text) => text !== '').length === 1)
  const title = alone?.find((text) => text !== '') ?? ''
  return title === '' ? (/^sheet\d*$/i.test(name) ? '' : name) : title
}

function fieldOf(row: readonly string[], roles: Roles, findCodes: FindCodes): ListedField[] {
  const cell = (role: Parameters<Roles['get']>[0]): string => {
    const column = roles.get(role)
    return column === undefined ? '' : (row[column] ?? '').trim()
  }
  const written = cell('name')
  const label = cell('label')
  const name = written === '' ? label : written
  if (name === '' || row.filter((text) => text !== '').length < 2) return []
  const facts = typeFacts(cell('type')) ?? {}
  const length = /^\d+$/.test(cell('length')) ? Number(cell('length')) : undefined
  const nullable = yesOrNo(cell('nullable'))
  const required = yesOrNo(cell('required')) ?? (nullable === undefined ? undefined : !nullable)
  const marked = required ?? (/^[*＊]|[*＊]$/.test(label) ? true : undefined)
  const format = cell('format') === '' ? facts.format : cell('format')
  const codes =
    inlineCodes(cell('codes')) ?? inlineCodes(cell('remark')) ?? inlineCodes(label) ?? findCodes(cell('codes'), label)
  const maxLength = facts.type === undefined || facts.type === 'string' ? (length ?? facts.maxLength) : undefined
  const decimals = /^\d$/.test(cell('decimals')) ? Number(cell('decimals')) : facts.decimals
  return [
    {
      name,
      label,
      ...(facts.type === undefined ? {} : { type: facts.type }),
      ...(marked === undefined ? {} : { required: marked }),
      ...(maxLength === undefined || maxLength === 0 ? {} : { maxLength }),
      ...(decimals === undefined ? {} : { decimals }),
      ...(format === undefined ? {} : { format }),
      ...(codes === undefined ? {} : { codes }),
    },
  ]
}
