/**
 * A record of any form made of its fields' own examples. An example that only makes sense beside another answer (a second
 * owner, an end) is left out here, by name.
 */
import { type Field, type Form, fieldsOf } from '../src/form/index.ts'
import { syntheticId } from './synthetic.ts'

/** Fields that cannot stand beside the others, and values that must differ from their example. */
const ADJUSTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  household: { 'members.*.idNumber': syntheticId(5) },
  house: { ownerCreditCode: undefined },
  resident: { diedOn: undefined, movedOutOn: undefined },
  disability: { certificateNumber: '50999919900101001543' },
  'left-behind-child': { guardianIdNumber: syntheticId(6) },
}

/** Every field filled in, and valid. */
export const fullRecord = (form: Form): Record<string, unknown> => build(form, () => true)

/** What the form can't do without, and nothing else. */
export const leastRecord = (form: Form): Record<string, unknown> => build(form, ({ optional }) => !optional)

function build(form: Form, wanted: (field: Field) => boolean): Record<string, unknown> {
  const adjusted = ADJUSTED[form.name] ?? {}
  const all = fieldsOf(form)
  const valueAt = (field: Field): unknown => {
    if (Object.hasOwn(adjusted, field.path)) return adjusted[field.path]
    if (field.kind === 'list') return [valueAt(all.find(({ path }) => path === `${field.path}.*`) as Field)]
    if (field.kind !== 'object') return field.meta.example
    const below = all.filter(
      ({ path }) => path.startsWith(`${field.path}.`) && !path.slice(field.path.length + 1).includes('.'),
    )
    return membersOf(below)
  }
  const membersOf = (fields: readonly Field[]) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = wanted(field) ? valueAt(field) : undefined
        return value === undefined ? [] : [[field.path.slice(field.path.lastIndexOf('.') + 1), value]]
      }),
    )
  return membersOf(all.filter(({ path }) => !path.includes('.')))
}
