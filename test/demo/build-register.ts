/**
 * Makes examples/demo/register.xlsx with a real spreadsheet program: writes a flat OpenDocument sheet and has
 * LibreOffice (headless) save it as .xlsx. Run by hand after changing the rows: node test/demo/build-register.ts
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cells, type CellValue, residentRows, visitRows } from './register-rows.ts'

interface Column {
  readonly title: string
  readonly key: string
  /** Columns next to each other with the same group share a merged cell above them. */
  readonly group?: string
  readonly widthMm: number
}

const number: Column = { title: '序号', key: 'number', widthMm: 11 }
const RESIDENT_COLUMNS: readonly Column[] = [
  number,
  { title: '姓名', key: 'name', widthMm: 22 },
  { title: '身份证号', key: 'idNumber', widthMm: 42 },
  { title: '性别', key: 'sex', widthMm: 12 },
  { title: '出生日期', key: 'birthDate', widthMm: 25 },
  { title: '民族', key: 'ethnicity', widthMm: 18 },
  { title: '联系电话', key: 'phone', group: '联系方式', widthMm: 28 },
  { title: '现住址', key: 'address', group: '联系方式', widthMm: 58 },
  { title: '户编号', key: 'householdNumber', group: '家庭信息', widthMm: 18 },
  { title: '与户主关系', key: 'relation', group: '家庭信息', widthMm: 22 },
  { title: '婚姻状况', key: 'maritalStatus', group: '家庭信息', widthMm: 20 },
  { title: '文化程度', key: 'education', widthMm: 24 },
  { title: '政治面貌', key: 'politicalStatus', widthMm: 24 },
  { title: '所属网格', key: 'grid', widthMm: 22 },
  { title: '是否低保', key: 'isLowIncome', widthMm: 18 },
]
const VISIT_COLUMNS: readonly Column[] = [
  number,
  { title: '走访日期', key: 'date', widthMm: 30 },
  { title: '走访人', key: 'visitor', widthMm: 20 },
  { title: '走访对象身份证号', key: 'idNumber', widthMm: 42 },
  { title: '走访事由', key: 'purpose', group: '走访记录', widthMm: 24 },
  { title: '走访情况', key: 'findings', group: '走访记录', widthMm: 62 },
  { title: '是否需要跟进', key: 'followUp', widthMm: 26 },
]

const STYLES = `<office:automatic-styles>
<number:date-style style:name="d"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:number-style style:name="n"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>
<number:text-style style:name="t"><number:text-content/></number:text-style>
<style:style style:name="title" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#ddebf7" fo:border="0.5pt solid #808080" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="text" style:family="table-cell" style:data-style-name="t"><style:table-cell-properties fo:border="0.5pt solid #808080"/></style:style>
<style:style style:name="date" style:family="table-cell" style:data-style-name="d"><style:table-cell-properties fo:border="0.5pt solid #808080"/></style:style>
<style:style style:name="number" style:family="table-cell" style:data-style-name="n"><style:table-cell-properties fo:border="0.5pt solid #808080"/></style:style>
<style:style style:name="high" style:family="table-row"><style:table-row-properties style:row-height="10mm" style:use-optimal-row-height="false"/></style:style>
${[...new Set([...RESIDENT_COLUMNS, ...VISIT_COLUMNS].map(({ widthMm }) => widthMm))]
  .map(
    (mm) =>
      `<style:style style:name="w${mm}" style:family="table-column"><style:table-column-properties style:column-width="${mm}mm"/></style:style>`,
  )
  .join('\n')}
</office:automatic-styles>`

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const stringCell = (text: string, style: string, more = '') =>
  `<table:table-cell table:style-name="${style}"${more} office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>`

function cell(value: CellValue): string {
  if (value === undefined) return '<table:table-cell table:style-name="text"/>'
  if (typeof value === 'string') return stringCell(value, 'text')
  return 'date' in value
    ? `<table:table-cell table:style-name="date" office:value-type="date" office:date-value="${value.date}"/>`
    : `<table:table-cell table:style-name="number" office:value-type="float" office:value="${value.number}"/>`
}

function header(columns: readonly Column[]): string {
  const top = columns.map(({ title, group }, index) => {
    if (group === undefined) return stringCell(title, 'head', ' table:number-rows-spanned="2"')
    if (columns[index - 1]?.group === group) return '<table:covered-table-cell table:style-name="head"/>'
    const span = columns.filter((column) => column.group === group).length
    return stringCell(group, 'head', ` table:number-columns-spanned="${span}"`)
  })
  const below = columns.map(({ title, group }) =>
    group === undefined ? '<table:covered-table-cell table:style-name="head"/>' : stringCell(title, 'head'),
  )
  return `<table:table-row>${top.join('')}</table:table-row>\n<table:table-row>${below.join('')}</table:table-row>`
}

function sheet(name: string, title: string, columns: readonly Column[], rows: readonly Cells[]): string {
  const wide = ` table:number-columns-spanned="${columns.length}"`
  const covered = `<table:covered-table-cell table:number-columns-repeated="${columns.length - 1}"/>`
  const body = rows.map((row, index) => {
    const cells = columns.map(({ key }) => cell(key === 'number' ? { number: String(index + 1) } : row[key]))
    return `<table:table-row>${cells.join('')}</table:table-row>`
  })
  const about = '填报单位：示例县示例乡示例村村民委员会　　填报人：孙小测　　填报日期：2026年11月20日'
  return `<table:table table:name="${name}">
${columns.map(({ widthMm }) => `<table:table-column table:style-name="w${widthMm}"/>`).join('')}
<table:table-row table:style-name="high">${stringCell(title, 'title', wide)}${covered}</table:table-row>
<table:table-row>${stringCell(about, 'Default', wide)}${covered}</table:table-row>
${header(columns)}
${body.join('\n')}
</table:table>`
}

const document = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
${STYLES}
<office:body><office:spreadsheet>
${sheet('居民', '示例村居民信息登记表', RESIDENT_COLUMNS, residentRows())}
${sheet('走访', '示例村入户走访记录表', VISIT_COLUMNS, visitRows())}
</office:spreadsheet></office:body></office:document>
`

const folder = mkdtempSync(join(tmpdir(), 'register-'))
const source = join(folder, 'register.fods')
writeFileSync(source, document)
execFileSync('soffice', ['--headless', '--convert-to', 'xlsx', '--outdir', folder, source], { stdio: 'inherit' })
copyFileSync(join(folder, 'register.xlsx'), join(import.meta.dirname, '../../examples/demo/register.xlsx'))
rmSync(folder, { recursive: true })
