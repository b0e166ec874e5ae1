/** What helps whoever types into a sheet: a word about a column, and a list to choose from. */
import { columnLetters } from './cell-reference.ts'
import { escapeXml } from './cell-xml.ts'

export interface ColumnHelp {
  /** Shown when a cell of the column is chosen; at most 32 and 255 characters count. */
  readonly title?: string
  readonly text?: string
  /** Values to choose from. Another one is asked about, not refused: whoever reads the sheet knows more spellings. */
  readonly choices?: readonly string[]
}

/** Name of the hidden sheet that the lists stand on. */
export const CHOICES_SHEET = '选项'

// Excel's own bounds on what it shows (ECMA-376 part 1, 18.3.1.32).
const TITLE_CHARACTERS = 32
const TEXT_CHARACTERS = 255

// As far as anybody types by hand; a list over the whole column makes some programs read a million rows.
const ROWS = 5_000

const hasChoices = ({ choices = [] }: ColumnHelp): boolean => choices.length > 0

/** Lists of several columns, each below the letters of its own column; nothing where no column has one. */
export function choicesRows(helps: readonly ColumnHelp[]): string {
  const lists = helps.map(({ choices = [] }) => choices)
  const height = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: height }, (_, row) => {
    const cells = lists.map((list, column) =>
      list[row] === undefined
        ? ''
        : `<c r="${columnLetters(column)}${row + 1}" t="inlineStr"><is><t>${escapeXml(list[row])}</t></is></c>`,
    )
    return `<row r="${row + 1}">${cells.join('')}</row>`
  }).join('')
}

/** The element after `sheetData`; empty where there is nothing to help with. */
export function validationsXml(helps: readonly ColumnHelp[]): string {
  const all = helps.map(validationXml).filter((xml) => xml !== '')
  return all.length === 0 ? '' : `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`
}

function validationXml(help: ColumnHelp, column: number): string {
  const { title = '', text = '', choices = [] } = help
  if (title === '' && text === '' && !hasChoices(help)) return ''
  const letters = columnLetters(column)
  const type = hasChoices(help) ? ' type="list" allowBlank="1" showErrorMessage="1" errorStyle="information"' : ''
  const prompt =
    text === ''
      ? ''
      : ` showInputMessage="1" promptTitle="${cut(title, TITLE_CHARACTERS)}" prompt="${cut(text, TEXT_CHARACTERS)}"`
  const list = hasChoices(help)
    ? `<formula1>${CHOICES_SHEET}!$${letters}$1:$${letters}$${choices.length}</formula1>`
    : ''
  return `<dataValidation${type}${prompt} sqref="${letters}2:${letters}${ROWS}">${list}</dataValidation>`
}

const cut = (text: string, length: number): string => escapeXml(text.slice(0, length))
