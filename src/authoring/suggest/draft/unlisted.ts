/** What forms want of every record and a list doesn't speak of: its sheet needs a column more. */
import { type Field, type Form, fieldsOf, placeOf, referentOf } from '../../../form/index.ts'
import type { Suggestion } from '../suggest.ts'

export interface Unlisted {
  readonly form: Form
  readonly fields: readonly Field[]
}

/** Of the list's own form, and of those whose records it names. */
export function unlistedOf({ form, fields }: Suggestion): readonly Unlisted[] {
  if (!form) return []
  const told = new Map<Form, Set<string>>([[form, new Set()]])
  const tell = (at: Form, path: string) => told.set(at, (told.get(at) ?? new Set(at.key)).add(path.split('.')[0] ?? ''))
  for (const { match } of fields) {
    const through = match?.isNamed ? placeOf(form, match.field.path) : undefined
    const referent = through && referentOf(form, through.reference)
    if (through && referent) tell(referent, through.rest)
    else if (match) tell(form, match.field.path)
  }
  return [...told].flatMap(([at, given]) => {
    const wanted = fieldsOf(at).filter(({ path, optional }) => !optional && !path.includes('.') && !given.has(path))
    return wanted.length > 0 ? [{ form: at, fields: wanted }] : []
  })
}
