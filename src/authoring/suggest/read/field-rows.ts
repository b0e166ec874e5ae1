/** A sheet that lists fields, one a row, under a header somewhere near its top. */
import type { ListedCode, ListedField } from '../types.ts'
import { isSecondHeader, type Roles, rolesOf } from './columns.ts'
import { dateFormatIn, dateFormatOfExample, dateFormatOfLength } from './date-words.ts'
import { inlineCodes, nameIn } from './dictionaries.ts'
import type { Grid } from './grid.ts'
import { type TypeFacts, typeFacts, yesOrNo } from './type-words.ts'

/** Titles and explanations above the header: more than a handful are rare. */
const HEADER_WITHIN_ROWS = 12

export interface ListedRows {
  readonly title: string
  readonly fields: readonly ListedField[]
}

/** Named somewhere, or shown by an example or a length where the field is a date. */
function formatOf(told: {
  readonly asked: readonly string[]
  readonly label: string
  readonly name: string
  readonly facts: TypeFacts
  readonly length: number | undefined
}): string | undefined {
  const { asked, label, name, facts, length } = told
  const named = asked.map(dateFormatIn).find((format) => format !== undefined)
  if (named !== undefined || facts.format !== undefined) return named ?? facts.format
  const isDate = facts.type === 'date' || facts.type === 'datetime'
  const isText = facts.type === undefined || facts.type === 'string'
  if (!isDate && !(isText && DATED.test(`${label} ${name}`))) return undefined
  return asked.map(dateFormatOfExample).find((format) => format !== undefined) ?? dateFormatOfLength(length)
}

/** Remarks on what nobody fills in. */
const GENERATED =
  /(系统|后台|自动|数据库)(自动)?(生成|产生|填充|填写|赋值|获取|写入)|自增|无需(填写|填报)|不用(填写|填报)/

/** Types of fields that are chosen from a list. */
const CHOICE = /下拉|单选|选择|枚举|字典|代码|select|radio|enum|dict/i

/** What labels and names call a date. */
const DATED = /日期|时间|年月|生日|date|time|birth|rq$|sj$/i

/** Names a dictionary that stands elsewhere in the file. */
export type FindCodes = (name: string, label: string) => readonly ListedCode[] | undefined

/** Undefined where the sheet is no list of fields. */
export function fieldRows(grid: Grid, findCodes: FindCodes): ListedRows | undefined {
  for (const [index, row] of grid.rows.slice(0, HEADER_WITHIN_ROWS).entries()) {
    if (row.filter((text) => text !== '').length < 2) continue
    const next = grid.rows[index + 1] ?? []
    const isTwo = isSecondHeader(next)
    // 数据项 over 名称 and 标识符: the lower word is the column's.
    const header = isTwo ? row.map((text, column) => next[column] || text) : row
    const below = grid.rows.slice(index + (isTwo ? 2 : 1))
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
    const texts = (roles.get(role) ?? []).map((column) => (row[column] ?? '').trim())
    return texts.filter((text) => text !== '').join('；')
  }
  const written = cell('name')
  const told = cell('label')
  const label = inlineCodes(told)?.some(({ title }) => title !== undefined) ? nameIn(told) || told : told
  const name = written === '' ? label : written
  if (name === '' || row.filter((text) => text !== '').length < 2) return []
  const facts = typeFacts(cell('type')) ?? {}
  const isChoice = CHOICE.test(cell('type'))
  const length = /^\d+$/.test(cell('length')) ? Number(cell('length')) : undefined
  const nullable = yesOrNo(cell('nullable'))
  const required = yesOrNo(cell('required')) ?? (nullable === undefined ? undefined : !nullable)
  const marked = required ?? (/^[*＊]|[*＊]$/.test(label) ? true : undefined)
  const codes =
    inlineCodes(cell('codes'), isChoice) ??
    inlineCodes(cell('remark'), isChoice) ??
    inlineCodes(told) ??
    findCodes(cell('codes') || cell('remark'), label)
  const format = formatOf({ asked: [cell('format'), cell('type'), cell('remark'), label], label, name, facts, length })
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
      ...(GENERATED.test(cell('remark')) ? { isGenerated: true as const } : {}),
    },
  ]
}
