/** Members → what is stored before anything leaves: the file's name and its content, the same on every attempt. */
import { createHash } from 'node:crypto'
import {
  csvLine,
  type FileEncoding,
  guarded,
  type Json,
  type JsonObject,
  MappingError,
  type Member,
  type OutCell,
  writeText,
  writeXlsx,
} from 'yibiao/adapter'
import { cellAt, columnsOf, faultsOf, isFormula } from './columns.ts'
import type { ReadySettings } from './settings.ts'

export type TableMessage = {
  /** Without personal data: the members' keys, hashed together where they are several. */
  readonly file: string
  readonly members: number
  readonly content:
    | { readonly kind: 'text'; readonly text: string; readonly encoding: FileEncoding }
    | {
        readonly kind: 'sheet'
        readonly sheet: string
        readonly header: readonly string[]
        readonly rows: readonly (readonly OutCell[])[]
      }
}

// 128 bits of a key: nobody meets another record's file name.
const NAME_CHARACTERS = 32

/** @throws {MappingError} when a payload holds what the file can't: it was planned without `validate` */
export function prepareTable(settings: ReadySettings, members: readonly Member[]): TableMessage {
  for (const { payload } of members) {
    const faults = faultsOf(settings, payload)
    if (faults.length > 0)
      throw new MappingError(
        faults.map(({ pointer, code, params }) => ({ code, who: 'author', params: { pointer, ...params } })),
      )
  }
  return {
    file: `${settings.prefix}${keyOf(members).slice(0, NAME_CHARACTERS)}.${settings.format}`,
    members: members.length,
    content: contentOf(settings, members),
  }
}

/** Writes the file, flushed to disk. @throws {NodeJS.ErrnoException} when `path` exists or can't be written */
export const writeContent = ({ content }: TableMessage, path: string): Promise<void> =>
  content.kind === 'text' ? writeText(path, content.text, content.encoding) : writeXlsx(path, content)

function keyOf(members: readonly Member[]): string {
  const keys = members.map(({ idempotencyKey }) => idempotencyKey)
  if (keys.length === 1 && keys[0]) return keys[0]
  return createHash('sha256').update(keys.join('\n')).digest('hex')
}

function contentOf(settings: ReadySettings, members: readonly Member[]): TableMessage['content'] {
  const { format, encoding, operationColumn, sheet, formulas } = settings
  if (format === 'jsonl') {
    const lines = members.map((member) => `${JSON.stringify(lineOf(settings, member))}\n`)
    return { kind: 'text', text: lines.join(''), encoding }
  }
  const columns = columnsOf(
    settings,
    members.map(({ payload }) => payload),
  )
  const header = [...columns.map((column) => column.header), ...(operationColumn ? [operationColumn.header] : [])]
  const rows = members.map(({ payload, operation }) => [
    ...columns.map(({ pointer }) => cellAt(payload, pointer)),
    ...(operationColumn ? [operationColumn[operation]] : []),
  ])
  if (format === 'xlsx') return { kind: 'sheet', sheet, header, rows }
  const safe = (cell: OutCell) =>
    formulas === 'apostrophe' && typeof cell === 'string' && isFormula(cell) ? guarded(cell) : cell
  const mark = encoding === 'utf-8' && settings.byteOrderMark ? '\ufeff' : ''
  return { kind: 'text', text: mark + [header, ...rows].map((row) => csvLine(row.map(safe))).join(''), encoding }
}

function lineOf({ operationColumn }: ReadySettings, { payload, operation }: Member): Json {
  return operationColumn
    ? ({ ...payload, [operationColumn.header]: operationColumn[operation] } as JsonObject)
    : payload
}
