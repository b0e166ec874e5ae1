/** Where a marked copy's columns go, from what the header says: those of an earlier copy are used again. */
import type { MarkLayout } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import { createFieldNames } from './field-names.ts'
import { type HeaderMatch, OWN_COLUMNS, OWN_COLUMNS_IF_TAKEN } from './header.ts'

export function markLayouts(header: readonly HeaderMatch[], form: Form): MarkLayout[] {
  const names = createFieldNames(form)
  return header.map(({ sheet, lastRow, columns }) => {
    const column = (role: 'result' | 'receiptNumber' | 'reason') => {
      // A form may have a field of that name (a dispute's 处理结果): its column is the clerk's.
      const title = names.find([OWN_COLUMNS[role]]) ? OWN_COLUMNS_IF_TAKEN[role] : OWN_COLUMNS[role]
      const index = columns.find((each) => each.role === role)?.index
      return index === undefined ? { title } : { title, index }
    }
    const roles = { result: column('result'), receiptNumber: column('receiptNumber'), reason: column('reason') }
    return { sheet, headerRow: lastRow, columns: roles }
  })
}
