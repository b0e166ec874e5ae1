/** Files of rows: read as a stream, handed back marked. */
export { columnLetters } from './cell-reference.ts'
export { FileError } from './errors.ts'
export { markWorkbook } from './mark.ts'
export { type Mark, type MarkLayout, markKey } from './mark-cursor.ts'
export { openTable } from './open-table.ts'
export type { StreamSource } from './source.ts'
export type { Cell, GridTable, LinesTable, Merge, Row, Table } from './types.ts'
