/** What a filled template changes outside its sheet: the print area, and that formulas are computed on opening. */
import { columnLetters } from './cell-reference.ts'
import { escapeXml } from './cell-xml.ts'
import { withAttribute } from './sheet-text.ts'
import { areasOf } from './template-lists.ts'
import type { WorkbookMap } from './workbook.ts'
import type { Zip } from './zip.ts'

const MAX_WORKBOOK_BYTES = 16_777_216
// `<prefix:f>` over two chunks.
const LONGEST_TAG_START = 16

/** The workbook part with what has to follow the new rows; undefined where nothing has to. */
export async function workbookPatch(
  zip: Zip,
  map: WorkbookMap,
  sheet: string,
  firstRow: number,
  lastRow: number,
): Promise<string | undefined> {
  const xml = (await zip.bytes(map.workbookPart, MAX_WORKBOOK_BYTES)).toString('utf8')
  const longer = withPrintArea(xml, sheet, firstRow, lastRow)
  const patched = (await hasFormulas(zip, map)) ? withFullCalculation(longer) : longer
  return patched === xml ? undefined : patched
}

const PRINT_AREA = /(<(?:\w+:)?definedName[^>]*name="_xlnm\.Print_Area"[^>]*>)([^<]*)(?=<)/g

function withPrintArea(xml: string, sheet: string, firstRow: number, lastRow: number): string {
  const names = [escapeXml(sheet), `'${escapeXml(sheet.replaceAll("'", "''"))}'`]
  return xml.replace(PRINT_AREA, (whole, start: string, text: string) => {
    const [, name = '', reference = ''] = /^(.*)!([$A-Z0-9:]+)$/.exec(text) ?? []
    const [area] = areasOf(reference)
    if (!names.includes(name) || !area || firstRow < area.top || firstRow > area.bottom + 1 || lastRow <= area.bottom)
      return whole
    const corner = (column: number, row: number) => `$${columnLetters(column)}$${row}`
    return `${start}${name}!${corner(area.left, area.top)}:${corner(area.right, lastRow)}`
  })
}

async function hasFormulas(zip: Zip, map: WorkbookMap): Promise<boolean> {
  if (map.hasFormulas) return true
  for (const { part } of map.sheets) {
    let end = ''
    for await (const chunk of zip.chunks(part)) {
      const text = end + chunk.toString('latin1')
      if (/<(?:\w+:)?f[\s>]/.test(text)) return true
      end = text.slice(-LONGEST_TAG_START)
    }
  }
  return false
}

function withFullCalculation(xml: string): string {
  const settings = /<(?:\w+:)?calcPr(?=[\s/>])[^>]*>/.exec(xml)?.[0]
  if (settings !== undefined) return xml.replace(settings, () => withAttribute(settings, 'fullCalcOnLoad', '1'))
  const prefix = /<(\w+:)?workbook[\s>]/.exec(xml)?.[1] ?? ''
  // Behind what the schema wants before it.
  const before = ['definedNames', 'externalReferences', 'functionGroups', 'sheets']
  const end = before.map((name) => new RegExp(`</(?:\\w+:)?${name}\\s*>`).exec(xml)).find((found) => found !== null)
  if (!end) return xml
  const at = end.index + end[0].length
  return `${xml.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`
}
