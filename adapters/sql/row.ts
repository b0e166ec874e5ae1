/** Payload → row: which columns are written, and with what. Pure. */
import { atPointer, type Json, type JsonObject, type Member, type Operation, toPointer } from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

/** What is stored before anything leaves. A `type` rather than an interface, so that it counts as JSON. */
export type SqlMessage = {
  readonly operation: Operation
  readonly columns: readonly string[]
  /** Each record's own key of ours, in their order. */
  readonly keys: readonly string[]
  readonly rows: readonly (readonly Json[])[]
}

/** A row as it is written: the payload's columns first, then those of the exchange. */
export type Row = readonly Json[]

/** The columns of rows, and what is to be done with them. */
export interface Shape {
  readonly table: readonly string[]
  readonly columns: readonly string[]
  /** How many of them, from the first on, are content: the payload's and the operation. */
  readonly content: number
  readonly key: readonly string[]
  readonly settings: ReadySettings
}

/** Column → pointer into the payload. */
export function pointersOf({ columns }: Pick<ReadySettings, 'columns'>): ReadonlyMap<string, string> {
  return new Map(Array.isArray(columns) ? columns.map((name) => [name, toPointer([name])]) : Object.entries(columns))
}

export function prepareRows(settings: ReadySettings, members: readonly Member[]): SqlMessage {
  const pointers = pointersOf(settings)
  return {
    operation: members[0]?.operation ?? 'create',
    columns: [...pointers.keys()],
    keys: members.map(({ idempotencyKey }) => idempotencyKey),
    rows: members.map(({ payload }) => cellsOf(payload, pointers)),
  }
}

export const cellsOf = (payload: JsonObject, pointers: ReadonlyMap<string, string>): Json[] =>
  Array.from(pointers.values(), (pointer) => (atPointer(payload, pointer) as Json | undefined) ?? null)

/** The columns that a message writes, ours included. */
export function shapeOf(settings: ReadySettings, columns: readonly string[]): Shape {
  const { table, key, operation, serial, source, version, receipt } = settings
  const content = [...columns, ...(operation ? [operation.column] : [])]
  const ours = [serial, source?.column, version, receipt?.column].filter((name) => name !== undefined)
  return { table: table.split('.'), columns: [...content, ...ours], content: content.length, key, settings }
}

// 128 bits of a key: nobody meets another record's.
export const SERIAL_CHARACTERS = 32

/** The rows of a message, in its order, with the exchange's own columns. */
export function rowsOf({ settings }: Shape, message: SqlMessage): Row[] {
  const { operation, serial, source, version, receipt } = settings
  const word = operation?.[message.operation]
  const same: Json[] = [
    ...(source ? [source.value] : []),
    ...(version === undefined ? [] : [1]),
    ...(receipt ? [receipt.pending] : []),
  ]
  return message.rows.map((cells, index) => [
    ...cells,
    ...(word === undefined ? [] : [word]),
    ...(serial === undefined ? [] : [message.keys[index]?.slice(0, SERIAL_CHARACTERS) ?? null]),
    ...same,
  ])
}

/** A row's business key as text, for comparing exactly. */
export const keyText = (cells: readonly unknown[]): string =>
  JSON.stringify(cells.map((cell) => (cell === null ? null : String(cell))))

/** Where the key's columns stand in a row. */
export const keyPlaces = ({ columns, key }: Pick<Shape, 'columns' | 'key'>): number[] =>
  key.map((name) => columns.indexOf(name))
