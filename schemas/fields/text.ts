/** Text as people type it: trimmed, without control characters, well-formed. */
import { z } from 'zod'
import { says } from '../../src/form/index.ts'

// The line breaks that sheets and web forms put into a cell.
const NEW_LINES = /\r\n?|\u2028|\u2029/g
// Marks that are invisible and travel along with copied text: zero-width space and joiners, BOM, direction marks.
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g
const CONTROL = /(?![\n\t])\p{Cc}/u
const CONTROL_OR_BREAK = /\p{Cc}/u

const tidyLines = (text: string): string => text.replace(INVISIBLE, '').replace(NEW_LINES, '\n').trim()
const tidyLine = (text: string): string =>
  tidyLines(text)
    .replace(/[\n\t]+/g, ' ')
    .replace(/ {2,}/g, ' ')

const BROKEN = says(
  '文字里有无法识别的字符，请重新输入',
  'The text holds characters that cannot be read; please type it again.',
)

/**
 * One line of 1 to `max` UTF-16 units. Trimmed (full-width spaces too); line breaks and tabs become a space.
 * Other control characters and half surrogates are refused: no upstream stores them as they are.
 */
export const line = (max: number) =>
  z
    .string()
    .overwrite(tidyLine)
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !CONTROL_OR_BREAK.test(text), BROKEN)

/** Several lines of 1 to `max` UTF-16 units in all; line breaks are kept as `\n`. */
export const paragraph = (max: number) =>
  z
    .string()
    .overwrite(tidyLines)
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), BROKEN)

/** Full-width digits, letters and signs (０-９, Ａ-Ｚ, －) as ASCII. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))

/** What a number-like text (an id, a phone) loses: invisible marks, every space, the apostrophe that sheets prefix. */
export const compact = (text: string): string =>
  halfWidth(text)
    .replace(INVISIBLE, '')
    .replace(/\s+/g, '')
    .replace(/^['’‘`]+/, '')
