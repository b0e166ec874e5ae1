/**
 * An upstream's own words without what was typed: “张三的证件号 509999… 已存在” quotes a person. The field, the row and
 * the 受理号 say whom it is about; the words stay useful without.
 */
import { escapeToken } from '../base/json-pointer.ts'
import { maskPersonal, maskValue, type Sensitivity } from '../base/mask.ts'
import { strikeSecrets } from '../base/secret-values.ts'
import type { Form } from '../form/index.ts'
import type { CompiledMapping } from './compile.ts'
import { fieldIndex } from './fields.ts'

// One character stands inside other words; codes of one digit are no secret.
const SHORTEST_VALUE = 2

/** @param payload - what was sent; each of its values that the text quotes is masked as its field is delicate */
export function maskWords(compiled: CompiledMapping, form: Form, text: string, payload: unknown): string {
  const values = [...valuesIn(payload, '')].filter(
    ({ value }) => value.length >= SHORTEST_VALUE && text.includes(value),
  )
  // The longest first: a name may stand inside an address.
  values.sort((a, b) => b.value.length - a.value.length)
  const masked = values.reduce(
    (rest, { value, pointer }) => rest.replaceAll(value, maskValue(value, sensitivityAt(compiled, form, pointer))),
    text,
  )
  return maskPersonal(strikeSecrets(masked))
}

function* valuesIn(value: unknown, pointer: string): Generator<{ value: string; pointer: string }> {
  if (typeof value === 'string' || typeof value === 'number') yield { value: String(value), pointer }
  else if (value !== null && typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) yield* valuesIn(member, `${pointer}/${escapeToken(name)}`)
  }
}

const ORDER: readonly Sensitivity[] = ['public', 'personal', 'sensitive']

/** Of the most delicate field that had a part in it; what came from no field is the mapping's own. */
function sensitivityAt(compiled: CompiledMapping, form: Form, pointer: string): Sensitivity {
  const fields = [...fieldIndex(form).byPath.values()]
  const found = compiled.sources(pointer).map((path) => {
    const plain = path.replace(/\.\d+(?=\.|$)/g, '')
    return (
      fields.find((field) => field.path.replace(/\.(?:\d+|\*)(?=\.|$)/g, '') === plain)?.meta.sensitivity ?? 'personal'
    )
  })
  return found.reduce<Sensitivity>((most, one) => (ORDER.indexOf(one) > ORDER.indexOf(most) ? one : most), 'public')
}
