/** Where a marked copy's columns go, from what the header says: those of an earlier copy are used again. */
import { inLang, type Lang } from '../base/text.ts'
import type { MarkLayout } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import { createFieldNames } from './field-names.ts'
import { type HeaderMatch, OWN_COLUMNS, OWN_COLUMNS_IF_TAKEN, type OwnColumn } from './header.ts'

/** @param lang - of titles that the file doesn't have yet */
export function markLayouts(header: readonly HeaderMatch[], form: Form, lang: Lang): MarkLayout[] {
  const names = createFieldNames(form)
  return header.map(({ sheet, lastRow, columns }) => {
    const column = (role: OwnColumn) => {
      // A form may have a field of that name (a dispute's 处理结果): its column is the clerk's.
      const usual = inLang(OWN_COLUMNS[role], lang)
      const title = names.find([usual]) ? inLang(OWN_COLUMNS_IF_TAKEN[role], lang) : usual
      const index = columns.find((each) => each.role === role)?.index
      return index === undefined ? { title } : { title, index }
    }
    const roles = { result: column('result'), receiptNumber: column('receiptNumber'), reason: column('reason') }
    return { sheet, headerRow: lastRow, columns: roles }
  })
}
