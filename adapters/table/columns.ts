/** Payload → cells, and what a cell can't take. Pure. */
import {
  atPointer,
  byteLength,
  firstOutside,
  firstUnencodable,
  type Json,
  type JsonObject,
  looksLikeFormula,
  MAX_CELL_CHARACTERS,
  type OutCell,
  type PayloadFault,
  toPointer,
} from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

interface ReadyColumn {
  readonly header: string
  readonly pointer: string
  readonly maxBytes?: number
}

const NUMBER = /^[+-]?[\d.,\s()-]*\d[\d.,\s()-]*$/

/** The columns of a file with these payloads. */
export function columnsOf(settings: ReadySettings, payloads: readonly JsonObject[]): readonly ReadyColumn[] {
  if (settings.columns) {
    return settings.columns.map(({ header, value, maxBytes }) => ({
      header,
      pointer: value ?? toPointer([header]),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    }))
  }
  const names = new Set(payloads.flatMap((payload) => Object.keys(payload)))
  return [...names].map((name) => ({ header: name, pointer: toPointer([name]) }))
}

/** A cell's value. What is no scalar was refused by `faultsOf` before. */
export function cellAt(payload: JsonObject, pointer: string): OutCell {
  const value = atPointer(payload, pointer)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

export function faultsOf(settings: ReadySettings, payload: JsonObject): readonly PayloadFault[] {
  if (settings.format === 'jsonl') return [...textFaults(settings, payload, ''), ...clashes(settings, payload)]
  const columns = columnsOf(settings, [payload])
  const faults: PayloadFault[] = columns.flatMap((column) => cellFaults(settings, column, payload))
  const covered = columns.map(({ pointer }) => pointer)
  for (const name of Object.keys(payload)) {
    const pointer = toPointer([name])
    const isCovered = covered.some((each) => each === pointer || each.startsWith(`${pointer}/`))
    if (!isCovered) faults.push({ pointer, code: 'value_without_column', who: 'author' })
  }
  return faults
}

/** A jsonl has no columns: there the operation stands beside the payload's own properties. */
function clashes({ operationColumn }: ReadySettings, payload: JsonObject): readonly PayloadFault[] {
  if (!operationColumn || !Object.hasOwn(payload, operationColumn.header)) return []
  const detail = {
    zh: 'operationColumn 用了同一个名字，请换一个',
    en: 'operationColumn has the same name; choose another',
  }
  return [{ pointer: toPointer([operationColumn.header]), code: 'value_unfit', who: 'author', params: { detail } }]
}

function cellFaults(settings: ReadySettings, column: ReadyColumn, payload: JsonObject): readonly PayloadFault[] {
  const { pointer, maxBytes } = column
  const value = atPointer(payload, pointer)
  if (value === undefined || value === null) return []
  if (typeof value === 'object') return [{ pointer, code: 'value_not_for_cell', who: 'author' }]
  const { encoding, format, formulas } = settings
  const text = String(value)
  const faults = [...textFault(settings, text, pointer)]
  const bytes = maxBytes === undefined ? 0 : byteLength(text, encoding)
  if (maxBytes !== undefined && bytes > maxBytes) {
    const params = { limit: maxBytes, bytes, each: byteLength('汉', encoding) }
    faults.push({ pointer, code: 'value_too_many_bytes', params })
  }
  if (format === 'csv' && formulas === 'refuse' && isFormula(text)) faults.push({ pointer, code: 'value_like_formula' })
  if (format === 'xlsx' && text.length > MAX_CELL_CHARACTERS)
    faults.push({ pointer, code: 'value_too_long', params: { limit: MAX_CELL_CHARACTERS } })
  return faults
}

/** `-5` and `+86 138 …` start like a formula and are none. */
export const isFormula = (text: string): boolean => looksLikeFormula(text) && text.length > 1 && !NUMBER.test(text)

function* textFaults(settings: ReadySettings, value: Json | undefined, pointer: string): Generator<PayloadFault> {
  if (typeof value === 'string') yield* textFault(settings, value, pointer)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* textFaults(settings, inner, pointer + toPointer([name]))
  }
}

function* textFault({ encoding, format, characters }: ReadySettings, text: string, pointer: string) {
  const fileEncoding = format === 'xlsx' ? 'utf-8' : encoding
  const lost = firstUnencodable(text, fileEncoding)
  const rare = lost > 0 ? 0 : firstOutside(text, characters)
  const fault = (code: PayloadFault['code'], params: PayloadFault['params']): PayloadFault =>
    params === undefined ? { pointer, code } : { pointer, code, params }
  if (lost > 0) yield fault('value_not_encodable', { position: lost, encoding: fileEncoding.toUpperCase() })
  if (rare > 0) yield fault('value_rare_character', { position: rare, characters })
}
