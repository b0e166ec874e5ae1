/** Files of rows: read as a stream, handed back marked. */
export { columnLetters } from './cell-reference.ts'
export { FileError } from './errors.ts'
export { type MarkOptions, markWorkbook } from './mark.ts'
export { type Mark, type MarkColumn, type MarkLayout, type Marks, markKey } from './mark-cursor.ts'
export { type OpenOptions, openTable } from './open-table.ts'
export type { StreamSource } from './source.ts'
export type { Cell, CellFault, Format, GridTable, Limits, Line, LinesTable, Merge, Row, Table } from './types.ts'
