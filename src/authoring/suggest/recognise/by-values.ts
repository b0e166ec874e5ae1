/**
 * What the values of a field tell where its words don't: a list of 男 and 女 is the sex whatever the column is called, a
 * pattern that takes resident ids and nothing like a telephone number is one.
 *
 * Only for fields whose words weren't understood; known words are never overruled by values, which many facts share.
 */
import { codeFor, type Field, type Form, fieldsOf } from '../../../form/index.ts'
import type { FieldList, ListedCode, ListedField, Recognised } from '../types.ts'
import { conceptOf } from '../vocabulary/index.ts'
import { isChinese } from '../words/label.ts'

/** Worth a look, no more: 1 and 2 have names in every dictionary. */
const BY_CODES = 0.75
const BY_PATTERN = 0.7
/** Share of the named values that the form's code list has to know. */
const KNOWN = 0.8

/** Invented; each fits one pattern and not the other. */
const SAMPLES = [
  { concept: 'person.idNumber', fits: '11010519491231002X', title: '公民身份号码' },
  { concept: 'person.phone', fits: '13900000001', title: '手机号码' },
] as const

export function recogniseByValues(
  list: FieldList,
  found: readonly Recognised[],
  forms: readonly Form[],
): readonly Recognised[] {
  const coded = forms.flatMap(fieldsOf).filter(({ meta }) => meta.codes && conceptOf.has(meta.concept ?? ''))
  const taken = new Set(found.map(({ concept }) => concept))
  return found.map((recognised, index) => {
    const listed = list.fields[index]
    if (!listed || recognised.reason.kind !== 'unsure') return recognised
    return byCodes(listed, coded) ?? byPattern(listed, taken) ?? recognised
  })
}

function byCodes({ codes = [] }: ListedField, coded: readonly Field[]): Recognised | undefined {
  const named = codes.filter(({ code, title }) => isChinese(title ?? code))
  if (named.length < 2) return undefined
  const fits = coded.filter(({ meta }) => meta.codes && share(named, meta.codes) >= KNOWN)
  const concepts = new Set(fits.map(({ meta }) => meta.concept))
  const [field] = fits
  const concept = field?.meta.concept
  if (!field || concept === undefined || concepts.size > 1) return undefined
  return { concept, score: BY_CODES, reason: { kind: 'codes', words: field.meta.title.zh } }
}

const share = (named: readonly ListedCode[], list: NonNullable<Field['meta']['codes']>): number =>
  named.filter(({ code, title }) => codeFor(list, title ?? code) !== undefined).length / named.length

function byPattern({ pattern }: ListedField, taken: ReadonlySet<string | null>): Recognised | undefined {
  const test = pattern === undefined ? undefined : compiled(pattern)
  if (!test) return undefined
  const fits = SAMPLES.filter((sample) => test.test(sample.fits))
  const [only, second] = fits
  // A list has one number of its subject; a second pattern of that kind is somebody else's.
  if (!only || second || test.test('示例') || taken.has(only.concept)) return undefined
  return { concept: only.concept, score: BY_PATTERN, reason: { kind: 'codes', words: only.title } }
}

/** Undefined for what isn't a regular expression here: contracts bring those of other languages. */
function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
