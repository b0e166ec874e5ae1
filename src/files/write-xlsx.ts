/**
 * A plain workbook of one sheet: a header and rows. Text cells have the format Text, so that an id stays what it is
 * when somebody edits the cell. The same rows make the same bytes.
 */
import { columnLetters } from './cell-reference.ts'
import { cellXml, escapeXml, isExact, textCellXml } from './cell-xml.ts'
import { CHOICES_SHEET, type ColumnHelp, choicesRows, validationsXml } from './sheet-help.ts'
import type { OutCell } from './types.ts'
import { createZipWriter } from './zip-writer.ts'

export interface SheetContent {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly sheet: string
  readonly header: readonly string[]
  readonly rows: Iterable<readonly OutCell[]>
  /** Columns from 0 whose numbers are days as a workbook counts them (`daySerial`). */
  readonly dates?: readonly number[]
  /** By column from 0: for sheets that people fill in. */
  readonly help?: readonly ColumnHelp[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

// Indexes into `cellXfs` of the styles part below.
const TEXT = 1
const HEADER = 2
const DATE = 3
// `@`, the built-in format Text.
const TEXT_FORMAT = 49
// The first of one's own.
const DATE_FORMAT = 164

/** @throws {NodeJS.ErrnoException} when `path` exists already or can't be written */
export async function writeXlsx(path: string, content: SheetContent): Promise<void> {
  const writer = await createZipWriter(path)
  try {
    const choices = choicesRows(content.help ?? [])
    for (const [name, text] of Object.entries(parts(content.sheet, choices !== '')))
      await writer.add(name, [DECLARATION + text])
    await writer.add('xl/worksheets/sheet1.xml', sheetXml(content))
    if (choices !== '')
      await writer.add('xl/worksheets/sheet2.xml', [
        `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${choices}</sheetData></worksheet>`,
      ])
  } catch (cause) {
    await writer.abort()
    throw cause
  }
  await writer.finish()
}

function* sheetXml({ header, rows, dates = [], help = [] }: SheetContent): Generator<string> {
  const letters = header.map((_, column) => columnLetters(column))
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`
  yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  yield `<sheetFormatPr defaultRowHeight="15"/><cols>`
  for (const [column, title] of header.entries()) {
    const width = Math.min(40, Math.max(14, title.length * 2 + 4))
    yield `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1" style="${TEXT}"/>`
  }
  yield '</cols><sheetData><row r="1">'
  for (const [column, title] of header.entries()) yield textCellXml(`${letters[column]}1`, title, HEADER)
  yield '</row>'
  let number = 1
  for (const row of rows) {
    number += 1
    let text = `<row r="${number}">`
    for (const [column, value] of row.entries()) {
      if (value !== null)
        text += cellXml(
          `${letters[column] ?? columnLetters(column)}${number}`,
          value,
          styleOf(value, dates.includes(column)),
        )
    }
    yield `${text}</row>`
  }
  yield `</sheetData>${validationsXml(help)}</worksheet>`
}

function styleOf(value: string | number | boolean, isDate: boolean): number | undefined {
  if (typeof value === 'string' || !isExact(value)) return TEXT
  return isDate ? DATE : undefined
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`

const parts = (sheet: string, hasChoices: boolean): Readonly<Record<string, string>> => ({
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    contentType('workbook.xml', 'sheet.main') +
    contentType('styles.xml', 'styles') +
    `${contentType('worksheets/sheet1.xml', 'worksheet')}${hasChoices ? contentType('worksheets/sheet2.xml', 'worksheet') : ''}</Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="r1"/>${hasChoices ? `<sheet name="${CHOICES_SHEET}" sheetId="2" state="hidden" r:id="r3"/>` : ''}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'styles', 'styles.xml')}${hasChoices ? relation('r3', 'worksheet', 'worksheets/sheet2.xml') : ''}</Relationships>`,
  'xl/styles.xml':
    `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>` +
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    `<xf numFmtId="${TEXT_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
    `<xf numFmtId="${TEXT_FORMAT}" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
    `<xf numFmtId="${DATE_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
})

const contentType = (part: string, kind: string): string =>
  `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
