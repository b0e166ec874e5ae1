/** Cells as sheet XML. Text is an inline string: whatever it starts with, no program takes it for a formula. */
import type { OutCell } from './types.ts'

// A cell takes 32,767 characters.
export const MAX_CELL_CHARACTERS = 32_767

/** @param prefix - of the sheet's namespace, colon included; most files have none */
export function textCellXml(reference: string, value: string, style?: number, prefix = ''): string {
  const start = `<${prefix}c r="${reference}"${styleAttribute(style)}`
  return value === ''
    ? `${start}/>`
    : `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${cellText(value)}</${prefix}t></${prefix}is></${prefix}c>`
}

// Digits beyond these are lost in a number cell.
const MOST_DIGITS = 15

/** A cell of its value's own kind; a number with more digits than a number cell keeps is text, null an empty cell. */
export function cellXml(reference: string, value: OutCell, style?: number, prefix = ''): string {
  if (value === null) return textCellXml(reference, '', style, prefix)
  if (typeof value === 'string' || !isExact(value)) return textCellXml(reference, String(value), style, prefix)
  const kind = typeof value === 'boolean' ? ' t="b"' : ''
  return `<${prefix}c r="${reference}"${styleAttribute(style)}${kind}><${prefix}v>${Number(value)}</${prefix}v></${prefix}c>`
}

/** Whether a number cell keeps it whole. */
export const isExact = (value: number | boolean): boolean =>
  typeof value === 'boolean' || String(value).replace(/\D/g, '').length <= MOST_DIGITS

const styleAttribute = (style: number | undefined): string => (style === undefined ? '' : ` s="${style}"`)

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or a quoted attribute. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // What XML can't hold is dropped; text for others is checked first (`firstUnencodable`).
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** No longer than a cell takes; what looks like an escape of the format is escaped itself. */
const cellText = (text: string): string =>
  escapeXml(text.slice(0, MAX_CELL_CHARACTERS).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))
