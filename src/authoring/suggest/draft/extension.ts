/** Fields that an upstream asks for and no form has: a form extension in data, ready for `forms/NAME/form.json`. */

import { headerKeys } from '../../../files/index.ts'
import type { Form } from '../../../form/index.ts'
import { fieldsOf, titleAt } from '../../../form/index.ts'
import type { SuggestedField, Suggestion } from '../suggest.ts'
import type { ListedCode, ListedField } from '../types.ts'
import { conceptOf } from '../vocabulary/index.ts'
import { askedFormat, dateFormatOf } from './date-format.ts'
import type { PathOf, SheetNames } from './sheet-names.ts'
import { isSystemColumn } from './system-columns.ts'

/** As `forms/…/form.json` has a field. */
export type FieldData = Readonly<Record<string, unknown>>

export interface ExtensionField {
  readonly suggested: SuggestedField
  /** Name in the form. */
  readonly name: string
  readonly data: FieldData
  /** As `mapping.json` has it: a path, or what turns the field into what the list asks for. */
  readonly rule: unknown
  /** A dictionary that the field needs, as `forms/codes/NAME.json`. */
  readonly codes?: Readonly<Record<string, unknown>>
}

const MAX_LINE = 200

export interface ExtensionOptions {
  /** Pinyin of a Chinese label, a word per syllable. */
  readonly toLetters: (label: string) => string
  /** Name of the upstream: drafted code lists are called after it, so that no shipped one is meant. */
  readonly name: string
  /** Year that code lists drafted from the file are dated. */
  readonly year: number
  readonly pathOf: PathOf
}

export function extensionFields(suggestion: Suggestion, options: ExtensionOptions): readonly ExtensionField[] {
  const taken = new Set(suggestion.form ? fieldsOf(suggestion.form).map(({ path }) => path.split('.')[0] ?? '') : [])
  return suggestion.fields.flatMap((suggested, index): ExtensionField[] => {
    const { listed, match } = suggested
    if (match || isSystemColumn(listed) || listed.name.includes('.*.') || isStructure(listed)) return []
    const name = freeName(nameOf(suggested, options.toLetters, index), taken)
    taken.add(name)
    return [{ suggested, name, ...dataOf(suggested, name, suggestion, options) }]
  })
}

const isStructure = ({ type }: ListedField): boolean => type === 'object' || type === 'array'

/** What is only near to a concept is a field of its own. */
const conceptOfField = ({ concept, isNear }: SuggestedField): string | null => (isNear ? null : concept)

function nameOf(field: SuggestedField, toLetters: (label: string) => string, index: number): string {
  const { listed } = field
  const tail = conceptOfField(field)?.split('.')[1]
  if (tail !== undefined) return tail
  const last = listed.name.split('.').at(-1) ?? ''
  const written = /^[A-Za-z][\w-]*$/.test(last) ? last : toLetters(listed.label === '' ? last : listed.label)
  const words = written.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const shouted = words.every((word) => word === word.toUpperCase())
  const joined = words
    .map((word) => (shouted ? word.toLowerCase() : word))
    .map((word, position) => (position === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
  return /^[a-z]/.test(joined) ? joined.slice(0, 40) : `field${index + 1}`
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`
  return free
}

function dataOf(
  field: SuggestedField,
  name: string,
  { list: { title: source }, form }: Suggestion,
  { name: upstream, year, pathOf }: ExtensionOptions,
): Omit<ExtensionField, 'suggested' | 'name'> {
  const { listed } = field
  const concept = conceptOfField(field)
  const known = concept === null ? undefined : conceptOf.get(concept)
  const label = listed.label === '' ? (known?.title.zh ?? listed.name) : listed.label
  // A title that the form has already would stand for neither field; before an alias, a title wins.
  const isTaken = (text: string) => {
    const path = form && pathOf(form, text)
    return form !== undefined && path !== undefined && headerKeys(titleAt(form, path).zh).bare === headerKeys(text).bare
  }
  const title = isTaken(label) ? `${source || upstream}·${label}` : label
  const aliases = [...new Set([label, listed.name])].filter((text) => text !== '' && !isTaken(text))
  const common = {
    title: { zh: title, en: known?.title.en ?? listed.name },
    aliases,
    sensitivity: concept !== null && SENSITIVE.test(concept) ? 'sensitive' : 'personal',
    ...(concept === null ? {} : { concept }),
  }
  if (!listed.codes || listed.codes.length === 0) return plainField(listed, concept, name, common)
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/[^a-z0-9-]/g, '')
  const listName = `${upstream}-${kebab}`.slice(0, 64)
  const codes = {
    name: listName,
    title: label,
    source: source === '' ? label : source,
    year,
    codes: distinctCodes(listed.codes),
  }
  const wantsNumber = listed.type === 'integer' || listed.type === 'number'
  const numbers = listed.codes.map(({ code }) => [code, Number(code)] as const)
  const asNumbers = wantsNumber && numbers.every(([, number]) => !Number.isNaN(number))
  const rule = asNumbers ? { code: name, to: Object.fromEntries(numbers) } : name
  return { data: { ...common, codes: listName }, rule, codes }
}

/** Each code once, and no word for two of them: a list has 其他 twice, and a name that is another's code. */
function distinctCodes(codes: readonly ListedCode[]): readonly { readonly code: string; readonly zh: string }[] {
  const all = [...new Map(codes.toReversed().map((each) => [each.code, each])).values()].toReversed()
  const taken = new Set(all.map(({ code }) => code))
  return all.map(({ code, title = code }) => {
    const zh = title !== code && taken.has(title) ? `${title}（${code}）` : title
    taken.add(zh)
    return { code, zh }
  })
}

const SENSITIVE = /idNumber|IdNumber|bank|health|religion|disability|Cert|blood|welfare/

function plainField(listed: ListedField, concept: string | null, name: string, common: FieldData) {
  const as = dateFormatOf(listed)
  const isDay = as === undefined || /^yyyy.*d/.test(as)
  const isDated = listed.type === 'date' || (listed.format !== undefined && askedFormat(listed) !== undefined)
  if (!isDated || !isDay || as?.includes('HH')) return { data: { ...common, ...kindOf(listed, concept) }, rule: name }
  return { data: { ...common, rule: 'iso-date' }, rule: as === undefined ? name : { date: name, as } }
}

function kindOf({ type, maxLength }: ListedField, concept: string | null): FieldData {
  if (type === 'number' || type === 'integer' || type === 'boolean') return { schema: { type } }
  if (concept !== null && /Date$|occurredAt$/.test(concept)) return { rule: 'iso-date' }
  if (concept !== null && /[iI]dNumber$/.test(concept)) return { rule: 'resident-id' }
  if (concept !== null && /[pP]hone$/.test(concept)) return { rule: 'phone' }
  if (concept !== null && /(name|Name|staff)$/.test(concept) && !/org|Org/.test(concept)) return { rule: 'person-name' }
  if (concept !== null && /[aA]ddress$/.test(concept)) return { rule: 'address' }
  if (maxLength !== undefined && maxLength > MAX_LINE) return { rule: 'paragraph', maxLength }
  return { rule: 'line', maxLength: maxLength ?? MAX_LINE }
}

/** The file's content; undefined where the form has all that is asked, and calls it so. */
export function formFile(
  form: Form | undefined,
  own: { readonly name: string; readonly title: string },
  fields: readonly ExtensionField[],
  aliases: SheetNames,
) {
  const isNamed = Object.keys(aliases).length > 0
  if (fields.length === 0 && !isNamed) return undefined
  const data = Object.fromEntries(fields.map((field) => [field.name, field.data]))
  if (form) return { extends: form.name, ...(isNamed ? { aliases } : {}), fields: data }
  return { name: own.name, title: own.title, version: 1, key: 'generated', sameEvent: [], fields: data }
}
