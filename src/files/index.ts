/** Files of rows: read as a stream, handed back marked, written. */
export { columnLetters } from './cell-reference.ts'
export { escapeXml, MAX_CELL_CHARACTERS } from './cell-xml.ts'
export {
  CHARACTER_SETS,
  type CharacterSet,
  firstOutside,
  firstUnencodable,
} from './characters.ts'
export { guarded, looksLikeFormula } from './csv-cells.ts'
export { daySerial } from './day-serial.ts'
export { FileError } from './errors.ts'
export { encodeGb18030 } from './gb18030.ts'
export { headerKeys, headerPath } from './header-text.ts'
export { markWorkbook } from './mark.ts'
export { type Mark, type MarkLayout, markKey } from './mark-cursor.ts'
export { openTable } from './open-table.ts'
export type { ColumnHelp } from './sheet-help.ts'
export { formatOfName } from './sniff.ts'
export type { StreamSource } from './source.ts'
export { openTemplate, type Template, type TemplateOptions } from './template.ts'
export { fillTemplate, type TemplateContent } from './template-fill.ts'
export type { Cell, GridTable, LinesTable, Merge, OutCell, Row, Table } from './types.ts'
export { csvLine, writeText } from './write-text.ts'
export { type SheetContent, writeXlsx } from './write-xlsx.ts'
