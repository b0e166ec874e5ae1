/**
 * A file of rows as it was handed in. Types only.
 *
 * A cell is what a person reads there: text, a number's digits, a date as ISO text. Nothing is coerced: which kind of
 * value a field wants is decided by the room above.
 */
import type { Problem } from '../base/problem.ts'

export type Format = 'xlsx' | 'csv' | 'jsonl'

/** Why a cell has no usable text. */
export type CellFault = 'number_damaged' | 'cell_error' | 'formula_without_value'

export type Cell =
  | {
      /** `date` holds ISO text (`1990-05-01`, `1990-05-01T08:30:00`, `08:30:00`); `boolean` TRUE or FALSE. */
      readonly kind: 'text' | 'number' | 'date' | 'boolean'
      readonly text: string
      /** A number exactly as the workbook stores it, where that differs from what is shown. */
      readonly raw?: string
    }
  | {
      readonly kind: 'fault'
      readonly fault: CellFault
      /** `#N/A`, `#REF!` … */
      readonly error?: string
    }

/** A cell to write; null is an empty one. */
export type OutCell = string | number | boolean | null

export interface Row {
  /** As the person sees it in the margin, from 1. Rows that the file leaves out are missing here too. */
  readonly number: number
  /** By column position from 0; undefined where the cell is empty. */
  readonly cells: readonly (Cell | undefined)[]
  /** Hidden by hand or by a filter. Read like any other row: a filter takes nobody out of a list. */
  readonly hidden: boolean
}

export interface Line {
  /** From 1. */
  readonly number: number
  readonly value?: Readonly<Record<string, unknown>>
  /** Present instead of `value` where the line is broken; the other lines are read all the same. */
  readonly problem?: Problem
}

/** A rectangle of merged cells; rows from 1, columns from 0, both ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

interface TableBase {
  /** File name without its folder, for messages. */
  readonly name: string
  /** Where the bytes are: the given path, or the copy made of a stream. */
  readonly path: string
  /** Closes the file, and removes the copy that was made of a stream. */
  close(): Promise<void>
}

/** .xlsx and .csv. */
export interface GridTable extends TableBase {
  readonly format: 'xlsx' | 'csv'
  /** Sheets that are read, in order: the visible ones, or the one that was asked for. A csv has one, with the file's name. */
  readonly sheets: readonly string[]
  /** May be called several times; every call reads from the first row. */
  rows(sheet: string): AsyncIterable<Row>
  merges(sheet: string): Promise<readonly Merge[]>
}

/** .jsonl: rows that are objects already. */
export interface LinesTable extends TableBase {
  readonly format: 'jsonl'
  lines(): AsyncIterable<Line>
}

export type Table = GridTable | LinesTable

export interface Limits {
  /** Largest file read, in bytes as it lies on disk. */
  readonly maxFileBytes: number
  /** Most parts in a workbook. */
  readonly maxEntries: number
  /** All parts of a workbook together, unpacked, in bytes. */
  readonly maxInflatedBytes: number
  /** Unpacked bytes per packed byte of one part. */
  readonly maxRatio: number
  /** Texts that a workbook shares between cells, in bytes: they are what is held in memory. */
  readonly maxSharedTextBytes: number
}
