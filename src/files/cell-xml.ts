/** Cells as sheet XML. Text is an inline string: whatever it starts with, no program takes it for a formula. */

// A cell takes 32,767 characters.
export const MAX_CELL_CHARACTERS = 32_767

/** @param prefix - of the sheet's namespace, colon included; most files have none */
export function textCellXml(reference: string, value: string, style?: number, prefix = ''): string {
  const start = `<${prefix}c r="${reference}"${styleAttribute(style)}`
  return value === ''
    ? `${start}/>`
    : `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(value)}</${prefix}t></${prefix}is></${prefix}c>`
}

export const numberCellXml = (reference: string, value: number, style?: number, prefix = ''): string =>
  `<${prefix}c r="${reference}"${styleAttribute(style)}><${prefix}v>${value}</${prefix}v></${prefix}c>`

export const booleanCellXml = (reference: string, value: boolean, style?: number, prefix = ''): string =>
  `<${prefix}c r="${reference}"${styleAttribute(style)} t="b"><${prefix}v>${value ? 1 : 0}</${prefix}v></${prefix}c>`

const styleAttribute = (style: number | undefined): string => (style === undefined ? '' : ` s="${style}"`)

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or a quoted attribute, no longer than a cell takes. */
export const escapeXml = (text: string): string =>
  text
    .slice(0, MAX_CELL_CHARACTERS)
    .toWellFormed()
    // What XML can't hold is dropped; what looks like an escape of the format is escaped itself.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
