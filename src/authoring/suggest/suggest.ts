/**
 * Proposes what an upstream's fields are: their concepts, the form that fits, a mapping to it. Everything is a proposal:
 * with a score, a reason, and nothing where it is unsure.
 */
import type { Form } from '../../form/index.ts'
import { type Match, matchForms } from './match-forms.ts'
import { recogniseByValues } from './recognise/by-values.ts'
import { type RecognisedList, recogniseList } from './recognise/recognise.ts'
import type { FieldList, ListedField, Reason, Recognised, Subject } from './types.ts'
import { buildLexicons, conceptOf, type Lexicons } from './vocabulary/index.ts'
import { isChinese } from './words/label.ts'
import { pinyinLexicons } from './words/pinyin.ts'

export interface SuggestedField {
  readonly listed: ListedField
  /** Form that has the field; null where none of the given ones does. */
  readonly form: string | null
  /** Path in that form. */
  readonly path: string | null
  /** From the vocabulary; null where it has none, or where it is unsure. */
  readonly concept: string | null
  /** 0 to 1; for a field without concept and path 0. */
  readonly score: number
  readonly reason: Reason
  readonly match?: Match
  /** The concept is near, and not quite this one. */
  readonly isNear?: true
}

export interface Suggestion {
  readonly list: FieldList
  readonly subject: Subject
  /** The form that fills most of the list; undefined where none fills any of it. */
  readonly form?: Form
  readonly fields: readonly SuggestedField[]
}

/** Words of the vocabulary, built once. */
let built: Lexicons | undefined
export const lexicons = (): Lexicons => {
  built ??= buildLexicons()
  return built
}

/** @param form - the form to map to; without it the one that fits best, others filling what it lacks */
export async function suggest(list: FieldList, forms: readonly Form[], form?: Form): Promise<Suggestion> {
  const read = await recognise(list, lexicons())
  const found = { ...read, fields: recogniseByValues(list, read.fields, forms) }
  const ranked = matchForms(list, found, form ? [form] : forms)
  const [best] = ranked
  const main = best && (form || best.total > 0) ? best : undefined
  const fields = list.fields.map((listed, index): SuggestedField => {
    const recognised: Recognised = found.fields[index] ?? { concept: null, score: 0, reason: { kind: 'unsure' } }
    const holder = main?.fields[index]
      ? main
      : ranked.find(({ fields }) => fields[index]?.by === 'concept' && !fields[index].isNamed)
    const match = holder?.fields[index]
    // Words known to stand for nothing aren't overruled by a form that calls its field alike.
    const concept = recognised.concept ?? (recognised.reason.kind === 'unsure' ? conceptOfMatch(match) : null)
    const score = recognised.concept !== null ? recognised.score : (match?.score ?? 0)
    return {
      listed,
      form: match ? (holder?.form.name ?? null) : null,
      path: match?.field.path ?? null,
      concept,
      score,
      reason:
        recognised.concept === null && match ? { kind: 'alias', words: match.field.meta.title.zh } : recognised.reason,
      ...(match && holder === main ? { match } : {}),
      ...(recognised.isNear ? { isNear: true as const } : {}),
    }
  })
  return { list, subject: found.subject, ...(main ? { form: main.form } : {}), fields }
}

/**
 * A field of one's own form may be tied to a concept, or to one of one's own vocabulary; only ours is told. A column name
 * alone (`date`, `code`) says too little.
 */
const conceptOfMatch = (match: Match | undefined): string | null => {
  const concept = match?.by === 'name' ? undefined : match?.field.meta.concept
  return typeof concept === 'string' && conceptOf.has(concept) ? concept : null
}

/** Reads once by label, English and usual abbreviations; again in Pinyin where a name without a label wasn't understood. */
async function recognise(list: FieldList, words: Lexicons): Promise<RecognisedList> {
  const found = recogniseList(list, words)
  const unread = list.fields.some(
    ({ name, label }, index) => !isChinese(label) && !isChinese(name) && found.fields[index]?.reason.kind === 'unsure',
  )
  if (!unread || words.pinyin) return found
  built = { ...words, pinyin: await pinyinLexicons(words.zh) }
  return recogniseList(list, built)
}
