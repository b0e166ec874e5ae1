/** Cells of a csv as they are written: quoted where they must be, and nothing that a spreadsheet program would run. */

/** RFC 4180: what holds the delimiter, a quote, a line break or white space at an end is quoted. */
export const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** A spreadsheet program runs what starts like this when it opens a csv. */
export const looksLikeFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)

/** With an apostrophe in front where a spreadsheet program would run it. */
export const guarded = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text)
