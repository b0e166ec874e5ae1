/** What a file can't take of a payload, before anything is written. Pure. */
import {
  atPointer,
  byteLength,
  daySerial,
  firstOutside,
  firstUnencodable,
  type Json,
  type JsonObject,
  looksLikeFormula,
  MAX_CELL_CHARACTERS,
  type PayloadFault,
  toPointer,
} from 'yibiao/adapter'
import { columnsOf, type ReadyColumn } from './columns.ts'
import type { ReadySettings } from './settings.ts'

const NUMBER = /^[+-]?[\d.,\s()-]*\d[\d.,\s()-]*$/
const MOST_LISTED = 12

/** Values that drop-down lists of the template take, by pointer into the payload. */
export type Lists = ReadonlyMap<string, ReadonlySet<string>>

export function faultsOf(settings: ReadySettings, payload: JsonObject, lists?: Lists): readonly PayloadFault[] {
  const { format, template } = settings
  if (format === 'jsonl' || format === 'xml') {
    return [
      ...textFaults(settings, payload, ''),
      ...(format === 'xml' ? nameFaults(payload, '') : []),
      ...clashes(settings, payload),
    ]
  }
  // A form of single cells has no columns unless they are named.
  const columns = template && !settings.columns ? [] : columnsOf(settings, [payload])
  const cells = Object.values(template?.cells ?? {})
  const faults: PayloadFault[] = [
    ...columns.flatMap((column) => cellFaults(settings, column, payload)),
    ...cells.flatMap((pointer) => cellFaults(settings, { pointer }, payload)),
    ...listFaults(payload, lists),
  ]
  const covered = [...cells, ...columns.flatMap(({ pointer }) => pointer ?? [])]
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

function* listFaults(payload: JsonObject, lists: Lists | undefined): Generator<PayloadFault> {
  for (const [pointer, list] of lists ?? []) {
    const value = atPointer(payload, pointer)
    if (value === undefined || value === null || value === '' || list.has(String(value))) continue
    const shown = [...list].slice(0, MOST_LISTED).join('、')
    yield { pointer, code: 'value_not_in_list', params: { allowed: list.size > MOST_LISTED ? `${shown}……` : shown } }
  }
}

function cellFaults(
  settings: ReadySettings,
  { pointer, maxBytes, type }: Pick<ReadyColumn, 'pointer' | 'maxBytes' | 'type'>,
  payload: JsonObject,
): readonly PayloadFault[] {
  const value = pointer === undefined ? undefined : atPointer(payload, pointer)
  if (pointer === undefined) return []
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
  if (format === 'fixed' && /[\r\n]/.test(text)) faults.push({ pointer, code: 'value_line_break' })
  if (type === 'date' && format === 'xlsx' && daySerial(text) === undefined)
    faults.push({ pointer, code: 'value_bad_format' })
  if (format === 'xlsx' && text.length > MAX_CELL_CHARACTERS)
    faults.push({ pointer, code: 'value_too_long', params: { limit: MAX_CELL_CHARACTERS } })
  return faults
}

/** `-5` and `+86 138 …` start like a formula and are none. */
export const isFormula = (text: string): boolean => looksLikeFormula(text) && text.length > 1 && !NUMBER.test(text)

/** Properties become elements: their names have to be names there too. */
function* nameFaults(value: Json | undefined, pointer: string): Generator<PayloadFault> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    const place = pointer + toPointer([name])
    const detail = { zh: '这个名字不能作 XML 元素名', en: 'it has a name that no XML element can have' }
    if (!Array.isArray(value) && !/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name))
      yield { pointer: place, code: 'value_unfit', who: 'author', params: { detail } }
    yield* nameFaults(inner, place)
  }
}

function* textFaults(settings: ReadySettings, value: Json | undefined, pointer: string): Generator<PayloadFault> {
  if (typeof value === 'string') yield* textFault(settings, value, pointer)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* textFaults(settings, inner, pointer + toPointer([name]))
  }
}

function* textFault({ encoding, format, characters }: ReadySettings, text: string, pointer: string) {
  const isXml = format === 'xlsx' || format === 'xml'
  const inXml = isXml ? firstUnencodable(text, 'xml') : 0
  const inEncoding = format === 'xlsx' ? 0 : firstUnencodable(text, encoding)
  const lost = inXml || inEncoding
  const rare = lost > 0 ? 0 : firstOutside(text, characters)
  const fault = (code: PayloadFault['code'], params: PayloadFault['params']): PayloadFault =>
    params === undefined ? { pointer, code } : { pointer, code, params }
  if (lost > 0)
    yield fault('value_not_encodable', { position: lost, encoding: inXml > 0 ? 'XML' : encoding.toUpperCase() })
  if (rare > 0) yield fault('value_rare_character', { position: rare, characters })
}
