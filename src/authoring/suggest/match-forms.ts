/** Which form a list asks for, and which of its fields each listed field is. */
import { type Field, type Form, fieldsOf, referentOf } from '../../form/index.ts'
import { assign, type Candidate } from './recognise/assign.ts'
import type { RecognisedList } from './recognise/recognise.ts'
import type { FieldList, ListedField } from './types.ts'
import { isChinese, labelForms } from './words/label.ts'
import { nameLetters } from './words/name.ts'

export interface FormMatch {
  readonly form: Form
  /** Per listed field; undefined where the form has none for it. */
  readonly fields: readonly (Match | undefined)[]
  /** Sum of the scores, and more where the list says the form's name: how well it fits the list. */
  readonly total: number
}

export interface Match {
  readonly field: Field
  /** 0 to 1. */
  readonly score: number
  /** By concept, or because the form calls its field so too: by the label, or by the column name where there is none. */
  readonly by: 'concept' | 'label' | 'name'
  /** It stands in a record that the form names; `field.path` leads through the reference. */
  readonly isNamed: boolean
}

/** A field that the form gives, with what it is called. */
interface Offered {
  readonly field: Field
  readonly names: readonly string[]
  readonly isNamed: boolean
}

/** A title or alias of the form itself, word for word. */
const SAME_WORDS = 0.9
/** Code and text, mobile and landline: one field may feed several, each further one a little less likely. */
const TURNS = 4
const PER_TURN = 0.02
/** A list that can't give the form's key is of something else. */
const WITHOUT_KEY = 0.6
/** Of the form's own fields and those of a record it names, its own come first. */
const NAMED_FIELD = 0.98
/** A list of people's data is one of people, though every visit names one. */
const NAMED_WEIGHT = 0.5

/** Every form with what it fills, best first; of equals the one that comes first in `forms`. */
export function matchForms(list: FieldList, found: RecognisedList, forms: readonly Form[]): readonly FormMatch[] {
  return forms.map((form) => matchForm(list, found, form)).sort((a, b) => b.total - a.total)
}

function matchForm(list: FieldList, found: RecognisedList, form: Form): FormMatch {
  const matching = (offered: readonly Offered[]) => {
    const candidates = list.fields.map((listed, index) => matchesOf(listed, found.fields[index], offered))
    const chosen = assign(candidates.map((each) => each.flatMap((match) => turnsOf(match))))
    return chosen.map((position, index) =>
      position === undefined ? undefined : candidates[index]?.[Math.floor(position / TURNS)],
    )
  }
  const own = ownFields(form)
  const alone = matching(own)
  // A record that the list gives no key of can't be named.
  const named = namedFields(form, new Set(alone.map((match) => match?.field.path)))
  const matches = named.length > 0 ? matching([...own, ...named]) : alone
  const sum = matches.reduce((total, match) => total + (match?.score ?? 0) * (match?.isNamed ? NAMED_WEIGHT : 1), 0)
  const hasKey = form.key.every((key) => matches.some((match) => match?.field.path === key))
  return { form, fields: matches, total: (hasKey ? sum : sum * WITHOUT_KEY) * (1 + mentions(list, form)) }
}

/** Share of the labels that say the form's own name: 走访时间, 走访人, 走访方式 ask for a visit, whatever else has a time. */
function mentions({ fields }: FieldList, { title }: Form): number {
  const named = fields.filter(({ label }) => label.includes(title.zh))
  return named.length / Math.max(1, fields.length)
}

const ownFields = (form: Form): readonly Offered[] =>
  leaves(form).map((field) => ({ field, names: namesOf(field), isNamed: false }))

/** The fields of the records it names, but for the keys it names them by. @param given - paths that the list gives */
function namedFields(form: Form, given: ReadonlySet<string | undefined>): readonly Offered[] {
  return form.references.flatMap((reference) => {
    const referent = referentOf(form, reference)
    if (!referent || !given.has(reference.key)) return []
    return leaves(referent)
      .filter(({ path }) => !path.includes('*') && !referent.key.includes(path))
      .map((field) => ({
        field: { ...field, path: `${reference.place}.${field.path}` },
        names: namesOf(field),
        isNamed: true,
      }))
  })
}

const leaves = (form: Form): readonly Field[] =>
  fieldsOf(form).filter(({ kind }) => kind !== 'object' && kind !== 'list' && kind !== 'union')

const turnsOf = ({ field, score }: Match): Candidate[] =>
  Array.from({ length: TURNS }, (_, turn) => ({ place: `${field.path} ${turn}`, score: score - turn * PER_TURN }))

function matchesOf(
  listed: ListedField,
  recognised: RecognisedList['fields'][number] | undefined,
  fields: readonly Offered[],
): Match[] {
  const nested = listed.name.includes('.*.')
  const label = isChinese(listed.label) ? listed.label : listed.name
  const by = isChinese(label) ? 'label' : 'name'
  const keys = new Set(spellings(by === 'label' ? label : lastStep(label)))
  return fields.flatMap(({ field, names, isNamed }): Match[] => {
    const matched = (by: Match['by'], score: number): Match[] => [
      { field, score: isNamed ? score * NAMED_FIELD : score, by, isNamed },
    ]
    // One value can't come from a list, nor a list's item from one value.
    if (field.path.includes('*') !== nested) return []
    if (recognised?.concept && !recognised.isNear && field.meta.concept === recognised.concept) {
      return matched('concept', recognised.score)
    }
    // What has a concept and is called alike is something else: 姓名 of the head, of the owner.
    const claimed = recognised?.concept && field.meta.concept
    return !claimed && names.some((name) => keys.has(name)) ? matched(by, SAME_WORDS) : []
  })
}

const namesOf = ({ path, meta }: Field): readonly string[] =>
  [meta.title.zh, meta.title.en, lastStep(path), ...(meta.aliases ?? [])].flatMap(spellings)

/** A Chinese name with and without its hint, any other as small letters. */
const spellings = (text: string): readonly string[] =>
  (isChinese(text) ? labelForms(text).forms.flat() : [nameLetters(text).letters]).filter((name) => name !== '')

const lastStep = (path: string): string => path.split('.').at(-1) ?? path
