/**
 * A workbook to fill in: one column for every field that a column can fill, named so that it is found again when the
 * sheet is handed in, with the official names to choose from and a word about what belongs there.
 */
import { extname } from 'node:path'
import { inLang, type Lang } from '../base/text.ts'
import { type ColumnHelp, csvLine, type SheetContent, writeText, writeXlsx } from '../files/index.ts'
import { type Field, type Form, fieldAt } from '../form/index.ts'
import { createFieldNames } from './field-names.ts'

export interface BlankSheet extends SheetContent {
  readonly help: readonly ColumnHelp[]
}

// Columns for so many members of a list; who has more adds columns by the same pattern.
const LIST_ITEMS = 3

// Excel's own bound on the name of a sheet, and the characters it refuses.
const SHEET_CHARACTERS = 31
const NOT_IN_SHEET_NAMES = /[\\/?*[\]:]/g

export function blankSheet(form: Form, lang: Lang): BlankSheet {
  const columns = createFieldNames(form).fields.flatMap((field) => columnsOf(form, field, lang))
  return {
    sheet: inLang(form.title, lang).replace(NOT_IN_SHEET_NAMES, ' ').slice(0, SHEET_CHARACTERS),
    header: columns.map(({ header }) => header),
    rows: [],
    help: columns.map(({ help }) => help),
  }
}

/** What a blank sheet can be, by the end of its name. A csv has the columns only: no lists to choose from, no words of help. */
export const SHEET_ENDINGS = ['.xlsx', '.csv'] as const

export const isSheetName = (path: string): boolean =>
  SHEET_ENDINGS.some((ending) => extname(path).toLowerCase() === ending)

/**
 * @param path - its name ends as one of `SHEET_ENDINGS` does
 * @throws {NodeJS.ErrnoException} when `path` exists already or can't be written
 */
export function writeBlankSheet(path: string, form: Form, lang: Lang): Promise<void> {
  const blank = blankSheet(form, lang)
  if (extname(path).toLowerCase() === '.xlsx') return writeXlsx(path, blank)
  // With a byte order mark: without one, Excel reads Chinese titles as another encoding.
  return writeText(path, `\ufeff${csvLine(blank.header)}`, 'utf-8')
}

interface Column {
  readonly header: string
  readonly help: ColumnHelp
}

function columnsOf(form: Form, field: Field, lang: Lang): Column[] {
  const help = helpOf(field, lang)
  const positions = field.path.includes('.*.') ? Array.from({ length: LIST_ITEMS }, (_, i) => i + 1) : [undefined]
  return positions.map((position) => ({ header: headerOf(form, field, position, lang), help }))
}

/** Titles on the way to the field, a position behind its list's, a star where it must be filled in. */
function headerOf(form: Form, field: Field, position: number | undefined, lang: Lang): string {
  const steps = field.path.split('.')
  const ways = steps.map((_, index) => fieldAt(form, steps.slice(0, index + 1).join('.')))
  const titles = steps.flatMap((step, index) => {
    if (step === '*') return []
    const title = ways[index] ? inLang(ways[index].meta.title, lang) : step
    return [steps[index + 1] === '*' && position !== undefined ? `${title}${position}` : title]
  })
  const isRequired = position === undefined && ways.every((way) => way?.optional === false)
  return `${isRequired ? '*' : ''}${titles.join('·')}`
}

function helpOf(field: Field, lang: Lang): ColumnHelp {
  const { title, hint, standard, codes, example } = field.meta
  const words = [
    hint && inLang(hint, lang),
    field.kind === 'date' && !hint ? inLang({ zh: '如 2026-11-25', en: 'such as 2026-11-25' }, lang) : undefined,
    example !== undefined && field.kind !== 'code' && `${inLang({ zh: '例：', en: 'Example: ' }, lang)}${example}`,
    standard,
  ].filter((word): word is string => typeof word === 'string' && word !== '')
  const choices = choicesOf(field, codes, lang)
  return {
    title: inLang(title, lang),
    ...(words.length === 0 ? {} : { text: words.join('\n') }),
    ...(choices ? { choices } : {}),
  }
}

function choicesOf(field: Field, codes: Field['meta']['codes'], lang: Lang): readonly string[] | undefined {
  if (field.kind === 'code' && codes) return codes.codes.map((code) => inLang(code, lang))
  if (field.kind === 'boolean') return lang === 'en' ? ['yes', 'no'] : ['是', '否']
  return undefined
}
