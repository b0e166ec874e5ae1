/** What the list calls fields that the form calls otherwise: sheets headed like the list are then understood. */
import type { SuggestedField } from '../suggest.ts'
import { isChinese } from '../words/label.ts'

/** Further names by path of the form, as `form.json` has them under `aliases`. */
export type SheetNames = Readonly<Record<string, readonly string[]>>

/**
 * A label that stands once in the list, for a field that nothing else in the list speaks of, where no field of the form is
 * called so: anything else would name two columns alike, or one column twice.
 *
 * @param pathOf - the field that a column with this heading asks for as it is
 */
export function sheetNames(
  fields: readonly SuggestedField[],
  pathOf: (heading: string) => string | undefined,
): SheetNames {
  const own = fields.filter(({ match, listed }) => match && !match.isNamed && !listed.name.includes('.*.'))
  return Object.fromEntries(
    own.flatMap(({ match, listed }) => {
      const label = listed.label === '' && isChinese(listed.name) ? listed.name : listed.label
      const path = match?.field.path ?? ''
      const alike = fields.filter((other) => other.listed.label === listed.label)
      const same = own.filter((other) => other.match?.field.path === path)
      const isFree = label !== '' && pathOf(label) === undefined
      return isFree && alike.length === 1 && same.length === 1 ? [[path, [label]]] : []
    }),
  )
}
