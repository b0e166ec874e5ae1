/** What a row can't hold, by the table's own columns: told to the reporter before anything is sent. Pure. */
import { firstOutside, type Json, type PayloadFault } from 'yibiao/adapter'
import type { Catalogue, Column, Kind } from './database.ts'
import { pointersOf, type Row } from './row.ts'
import type { ReadySettings } from './settings.ts'

/** @param row - its first cells are the payload's columns */
export function faultsOf(settings: ReadySettings, catalogue: Catalogue | undefined, row: Row): readonly PayloadFault[] {
  return [...pointersOf(settings)].flatMap(([name, pointer], index) => {
    const value = row[index] ?? null
    if (value === null) return missing(settings, catalogue?.columns.get(name), name, pointer)
    return [...cellFaults(settings, catalogue?.columns.get(name), value, pointer)]
  })
}

/** Kinds of columns that databases round or cut to size without a word, strict or not: decimals, dates with a time. */
const ROUNDED: readonly Kind[] = ['decimal', 'date']

/** What would be stored as something else, and nobody told. */
export function lossesOf(settings: ReadySettings, catalogue: Catalogue, row: Row): readonly PayloadFault[] {
  return [...pointersOf(settings)].flatMap(([name, pointer], index) => {
    const column = catalogue.columns.get(name)
    const value = row[index] ?? null
    return column && value !== null && ROUNDED.includes(column.kind)
      ? [...cellFaults(settings, column, value, pointer)]
      : []
  })
}

function missing(
  { key }: ReadySettings,
  column: Column | undefined,
  name: string,
  pointer: string,
): readonly PayloadFault[] {
  return key.includes(name) || column?.nullable === false ? [{ pointer, code: 'incomplete' }] : []
}

const INTEGER = /^[+-]?\d+$/
const DECIMAL = /^[+-]?(\d*)(?:\.(\d*))?$/
const DAY = /^\d{4}-?\d{2}-?\d{2}$/

function* cellFaults(
  { characters }: ReadySettings,
  column: Column | undefined,
  value: Json,
  pointer: string,
): Generator<PayloadFault> {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const kept = column?.characters ?? characters
  const rare = firstOutside(text, kept)
  if (rare > 0) yield { pointer, code: 'value_rare_character', params: { position: rare, characters: kept } }
  const zero = text.indexOf('\0')
  if (zero >= 0) yield { pointer, code: 'value_not_encodable', params: { position: zero + 1, encoding: 'SQL' } }
  if (!column) return
  const { kind, maxLength, precision, scale } = column
  if (maxLength !== undefined && [...text].length > maxLength)
    yield { pointer, code: 'value_too_long', params: { limit: maxLength } }
  if (typeof value === 'boolean') return
  if (kind === 'integer' && !INTEGER.test(text)) yield { pointer, code: 'value_not_number' }
  if (kind === 'date' && !DAY.test(text)) yield { pointer, code: 'value_bad_format' }
  if (kind !== 'decimal') return
  const [, whole, part = ''] = DECIMAL.exec(text) ?? []
  if (whole === undefined || whole + part === '') yield { pointer, code: 'value_not_number' }
  else if (scale !== undefined && part.replace(/0+$/, '').length > scale)
    yield { pointer, code: 'value_too_many_decimals', params: { decimals: scale } }
  else if (precision !== undefined && whole.replace(/^0+/, '').length > precision - (scale ?? 0))
    yield { pointer, code: 'value_not_number' }
}
