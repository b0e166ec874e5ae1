/** What the list calls fields that a form calls otherwise: sheets headed like the list are then understood. */
import { type Form, placeOf, referentOf } from '../../../form/index.ts'
import type { SuggestedField } from '../suggest.ts'

/** Further names by path of a form, as `form.json` has them under `aliases`. */
export type SheetNames = Readonly<Record<string, readonly string[]>>

/** The form's field that a column with this heading asks for as it is; undefined where the form knows no such name. */
export type PathOf = (form: Form, heading: string) => string | undefined

interface Named {
  readonly form: Form
  /** Undefined: no field stands for it. */
  readonly path: string | undefined
  readonly label: string
}

/**
 * By name of the form: of the list's own and of those that it names records of, which are handed in with the same sheet.
 *
 * A label counts that stands once in the list, for a field that nothing else in the list speaks of, where no field of the
 * form is called so: anything else would name two columns alike, or one column twice.
 */
export function sheetNames(
  form: Form | undefined,
  fields: readonly SuggestedField[],
  pathOf: PathOf,
): ReadonlyMap<string, SheetNames> {
  const places = form ? placesOf(form, fields) : []
  const found = new Map<string, Record<string, readonly string[]>>()
  for (const place of places) {
    const { form: at, path, label } = place
    const isAlone = places.every(
      (other) => other === place || other.form !== at || (other.label !== label && other.path !== path),
    )
    if (path === undefined || label === '' || !isAlone || pathOf(at, label) !== undefined) continue
    found.set(at.name, { ...found.get(at.name), [path]: [label] })
  }
  return found
}

/** Which field of which form each label asks for. */
function placesOf(form: Form, fields: readonly SuggestedField[]): readonly Named[] {
  const used = new Set(
    fields.flatMap(({ match }) => (match?.isNamed ? (placeOf(form, match.field.path)?.reference.place ?? []) : [])),
  )
  return fields.flatMap(({ listed, match }): Named[] => {
    if (listed.name.includes('.*.')) return []
    const label = listed.label === '' ? listed.name : listed.label
    // It takes its label from every field that would be called so.
    if (!match) return [{ form, path: undefined, label }]
    const { path } = match.field
    const through = match.isNamed ? placeOf(form, path) : undefined
    const other = through && referentOf(form, through.reference)
    if (through && other) return [{ form: other, path: through.rest, label }]
    // The key of a record that is named is that record's own, too.
    const keys = form.references.flatMap((reference): Named[] => {
      const referent = referentOf(form, reference)
      const [key] = referent?.key ?? []
      return reference.key === path && used.has(reference.place) && referent && key
        ? [{ form: referent, path: key, label }]
        : []
    })
    return [{ form, path, label }, ...keys]
  })
}
