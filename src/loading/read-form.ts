/** One `form.json`: a form of its own, or more fields for one that is there already. */
import { join } from 'node:path'
import { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { defineForm, type Form, type ReferenceSpecs, type UpgradeStep } from '../form/index.ts'
import { FileFaults, unknownName } from './faults.ts'
import { FormFile } from './file-schemas.ts'
import { withAliases } from './more-aliases.ts'
import { type FormVocabulary, readFields } from './read-field.ts'
import { parseFile, readJson } from './read-json.ts'

/** The form, or undefined once its faults are in `problems`. */
export async function readForm(
  path: string,
  label: string,
  vocabulary: FormVocabulary,
  problems: Problem[],
): Promise<Form | undefined> {
  const file = await readJson(join(path, 'form.json'), `${label}/form.json`, problems)
  const faults = file && new FileFaults(file, problems)
  const content = file && faults && parseFile(FormFile, file, faults)
  if (!content || !faults) return undefined
  const fields = readFields(content.fields, ['fields'], { ...vocabulary, faults })
  const base = content.extends === undefined ? undefined : vocabulary.forms.find(({ name }) => name === content.extends)
  if (content.extends !== undefined && !base) {
    const known = vocabulary.forms.map(({ name }) => name)
    return faults.add(['extends'], unknownName({ zh: '表单', en: 'form' }, content.extends, known))
  }
  const before = faults.problems.length
  const spec = base ? extended(content, base, fields ?? {}, faults) : own(content, fields ?? {}, faults)
  if (!spec || !fields || faults.problems.length > before) return undefined
  return defined(spec, faults)
}

interface Spec {
  readonly name: string
  readonly title: string | Text
  readonly version: number
  readonly key: 'generated' | readonly string[]
  readonly sameEvent: readonly string[]
  readonly references: ReferenceSpecs
  readonly upgrade: Readonly<Record<number, UpgradeStep>>
  readonly schema: z.ZodObject
}

/** Only what is there: absent members are left out. */
const stepsOf = (steps: NonNullable<FormFile['upgrade']>): Spec['upgrade'] =>
  Object.fromEntries(
    Object.entries(steps).map(([version, { rename, remove }]) => [
      Number(version),
      { ...(rename ? { rename } : {}), ...(remove ? { remove } : {}) },
    ]),
  )

type Fields = Readonly<Record<string, z.ZodType>>

function own(
  { name, title, version, key, sameEvent = [], references = {}, upgrade = {}, aliases }: FormFile,
  fields: Fields,
  faults: FileFaults,
): Spec | undefined {
  if (aliases !== undefined) faults.add(['aliases'], OWN_NAMES)
  for (const [member, value] of Object.entries({ name, title, version, key }))
    if (value === undefined) faults.add([member], NEEDED)
  if (name === undefined || title === undefined || version === undefined || key === undefined) return undefined
  return { name, title, version, key, sameEvent, references, upgrade: stepsOf(upgrade), schema: z.strictObject(fields) }
}

const OWN_NAMES: Text = {
  zh: '没有 extends 的表单，把叫法写在各字段的 aliases 里',
  en: 'a form that extends no other has the names in the `aliases` of its fields',
}
const NEEDED: Text = {
  zh: '没有 extends 的表单必须写这一项',
  en: 'a form that extends no other needs it',
}

/** Rules over several fields of the extended form go on to hold. */
function extended(file: FormFile, base: Form, fields: Fields, faults: FileFaults): Spec | undefined {
  if (!(base.schema instanceof z.ZodObject)) return faults.add(['extends'], CANT_EXTEND)
  const inherited: Fields = base.schema.shape
  for (const name of Object.keys(fields).filter((each) => Object.hasOwn(inherited, each))) {
    faults.add(['fields', name], {
      zh: `表单“${base.name}”已经有这个字段，请换一个名称`,
      en: `the form “${base.name}” has this field already; choose another name`,
    })
  }
  const { name = base.name, title = base.title, key, sameEvent = base.sameEvent } = file
  const replaces = name === base.name
  if (replaces) {
    for (const member of ['version', 'key', 'upgrade'] as const)
      if (file[member] !== undefined) faults.add([member], KEPT)
    for (const [field, { required }] of Object.entries(file.fields)) {
      if (required) faults.add(['fields', field, 'required'], NOT_REQUIRED)
    }
  }
  const inheritedReferences = base.references.map(({ place, ...reference }) => [place, reference] as const)
  return {
    ...{ name, title, sameEvent },
    // Its own versions go on where the extended form's do.
    upgrade: replaces ? base.upgrade : stepsOf(file.upgrade ?? {}),
    references: { ...Object.fromEntries(inheritedReferences), ...file.references },
    version: replaces ? base.version : (file.version ?? 1),
    key: key ?? (base.key.length > 0 ? base.key : 'generated'),
    schema: named(base.schema, file.aliases ?? {}, faults).safeExtend(fields) as z.ZodObject,
  }
}

/** The extended form's schema, its fields called what sheets call them too. */
function named(schema: z.ZodObject, aliases: Readonly<Record<string, readonly string[]>>, faults: FileFaults) {
  let all: z.ZodObject = schema
  for (const [path, names] of Object.entries(aliases)) {
    const changed = withAliases(all, path.split('.'), names)
    if (changed) all = changed as z.ZodObject
    else faults.add(['aliases', path], unknownName(FIELD, path, Object.keys(schema.shape)))
  }
  return all
}

const FIELD: Text = { zh: '字段', en: 'field' }

const CANT_EXTEND: Text = { zh: '这张表单不能加字段', en: 'this form can’t be extended' }
const KEPT: Text = {
  zh: '沿用原表单的，请删掉；要改就给表单另取 name',
  en: 'it stays the extended form’s; take it out, or give the form a `name` of its own',
}
const NOT_REQUIRED: Text = {
  zh: '已有的记录没有它，不能必填；请由上级接口约定去要求，或给表单另取 name',
  en: 'records that are there already don’t have it; let the upstream’s contract require it, or give the form a `name` of its own',
}

/** What `defineForm` refuses, at its place in the file. */
function defined({ key, sameEvent, ...spec }: Spec, faults: FileFaults): Form | undefined {
  try {
    const schema = spec.schema as z.ZodType<Record<string, unknown>, Record<string, unknown>>
    return key === 'generated'
      ? (defineForm({ ...spec, schema, key, sameEvent }) as Form)
      : (defineForm({ ...spec, schema, key }) as Form)
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    for (const { field = '', params } of error.problems) faults.add(placeOf(field), params?.detail as Text)
    return undefined
  }
}

/** `members.*.name` → `/fields/members/items/fields/name`. */
const placeOf = (field: string): string[] =>
  field === '' ? [] : field.split('.').flatMap((step) => (step === '*' ? ['items'] : ['fields', step]))
