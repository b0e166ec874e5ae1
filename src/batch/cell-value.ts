/**
 * A cell's text as the kind of value its field holds. Nothing is guessed: what doesn't read as that kind is a problem
 * that says what does.
 */

import type { MessageCode } from '../base/messages/index.ts'
import type { Params, Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { Cell } from '../files/index.ts'
import { type CodeList, codeFor, type FieldKind } from '../form/index.ts'
import { isoDate } from './date-text.ts'

/** The field that a cell is read for. */
export interface CellField {
  /** Path with positions, and the title as it is told to the person. */
  readonly path: string
  readonly title: Text
  readonly kind: FieldKind
  readonly codes?: CodeList
}

export type CellValue = { readonly value: unknown } | { readonly problem: Problem }

// Code lists have up to 60 entries; more than these don't help in a cell.
const ALLOWED_SHOWN = 8
const YES = new Set(['是', 'true', '1', '√', '✓', '✔', 'y', 'yes', '有', '对'])
const NO = new Set(['否', 'false', '0', '×', '✗', '✘', 'n', 'no', '无', '错', 'x'])

/** The value in a cell that isn't blank. */
export function cellValue(cell: Cell, field: CellField): CellValue {
  if (cell.kind === 'fault') {
    return failure(cell.fault, field, cell.error === undefined ? undefined : { error: cell.error })
  }
  const text = cleanText(cell.text)
  const even = text.normalize('NFKC')
  switch (field.kind) {
    case 'integer': {
      if (!/^[+-]?\d+$/.test(even)) return failure('cell_not_integer', field)
      const value = Number(even)
      return Number.isSafeInteger(value) ? { value: value === 0 ? 0 : value } : failure('cell_not_integer', field)
    }
    case 'number':
      return /^[+-]?\d+(\.\d+)?$/.test(even) && significantDigits(even) <= 15
        ? { value: Number(even) === 0 ? 0 : Number(even) }
        : failure('cell_not_number', field)
    case 'boolean': {
      const word = even.toLowerCase()
      if (YES.has(word) || YES.has(text)) return { value: true }
      return NO.has(word) || NO.has(text) ? { value: false } : failure('cell_not_boolean', field)
    }
    case 'date': {
      const value = isoDate(even)
      return value === undefined ? failure('cell_not_date', field) : { value }
    }
    case 'code':
      return field.codes ? codeValue(text, even, field, field.codes) : { value: text }
    default:
      return { value: text }
  }
}

/** Without what copying leaves behind: outer white space, invisible characters, the apostrophe that marks text. */
export function cleanText(text: string): string {
  const bare = text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').trim()
  const unmarked = /^['‘’][\d=+\-@]/.test(bare) ? bare.slice(1) : bare
  // A number typed with the wide keyboard; inside a sentence wide digits stay as they are.
  return /^[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+$/.test(unmarked) ? unmarked.normalize('NFKC') : unmarked
}

/** The separators of a list of plain values in one cell. */
export const splitList = (text: string): string[] =>
  text
    .split(/[、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const significantDigits = (text: string): number => text.replace(/^[+-]?0*\.?0*/, '').replace('.', '').length

function codeValue(text: string, even: string, field: CellField, codes: CodeList): CellValue {
  const code = codeFor(codes, text) ?? codeFor(codes, even) ?? codeAndTitle(even, codes)
  if (code !== undefined) return { value: code }
  const shown = codes.codes.slice(0, ALLOWED_SHOWN)
  const more = codes.codes.length > ALLOWED_SHOWN ? '…' : ''
  const allowed = {
    zh: shown.map(({ zh }) => zh).join('、') + more,
    en: shown.map(({ en }) => en).join(', ') + more,
  }
  return failure('cell_not_code', field, { allowed })
}

// 1-男, 1 男, 1.男: what drop-downs of official templates hold. Both halves must be the same code.
function codeAndTitle(text: string, codes: CodeList): string | undefined {
  const match = /^([0-9A-Za-z]+)[\s\-_.、:|]+(.+)$/.exec(text)
  const [, head = '', rest = ''] = match ?? []
  const code = match ? codeFor(codes, head) : undefined
  return code !== undefined && codeFor(codes, rest) === code ? code : undefined
}

function failure(code: MessageCode, field: CellField, params?: Params): CellValue {
  const problem: Problem = { code, who: 'reporter', field: field.path, title: field.title }
  return { problem: params ? { ...problem, params } : problem }
}
