/** A field as a file declares it: a named rule, a code list, a group, a list, or a plain JSON Schema. */
import { z } from 'zod'
import { toText } from '../base/text.ts'
import { type CodeList, codeSchema, describeField, type FieldMeta, type Form } from '../form/index.ts'
import { type FileFaults, unknownName } from './faults.ts'
import type { FieldFile } from './file-schemas.ts'

/** A field's schema, or one made for a longest text. */
export type FieldRule = z.ZodType | ((maxLength: number) => z.ZodType)

/** What files can name: `vocabulary` from `yibiao/schemas`, or a portal's own. */
export interface FormVocabulary {
  /** Forms that may be extended. */
  // biome-ignore lint/suspicious/noExplicitAny: a list holds forms of different records
  readonly forms: readonly Form<any>[]
  /** Field schemas by name: `resident-id`, `mobile`, `line` … */
  readonly rules: Readonly<Record<string, FieldRule>>
  readonly codes: readonly CodeList[]
}

export interface FieldContext extends Pick<FormVocabulary, 'rules' | 'codes'> {
  readonly faults: FileFaults
}

type Path = readonly (string | number)[]

/** The schema with its metadata; undefined once a fault has been noted. */
function readField(field: FieldFile, at: Path, context: FieldContext): z.ZodType | undefined {
  const schema = schemaOf(field, at, context)
  if (!schema) return undefined
  const described = describeField(schema, metaOf(field))
  return field.required === true ? described : described.optional()
}

/** A group's members by name; undefined once a fault has been noted. */
export function readFields(
  fields: Readonly<Record<string, FieldFile>>,
  at: Path,
  context: FieldContext,
): Record<string, z.ZodType> | undefined {
  const read = Object.entries(fields).map(([name, field]) => [name, readField(field, [...at, name], context)] as const)
  return read.every((entry): entry is readonly [string, z.ZodType] => entry[1] !== undefined)
    ? Object.fromEntries(read)
    : undefined
}

function schemaOf(field: FieldFile, at: Path, context: FieldContext): z.ZodType | undefined {
  const { faults, codes } = context
  if (field.rule !== undefined) return ruleOf(field.rule, field.maxLength, at, context)
  if (field.codes !== undefined) {
    const list = codes.find(({ name }) => name === field.codes)
    const known = codes.map(({ name }) => name)
    return list ? codeSchema(list) : faults.add([...at, 'codes'], unknownName(CODE_LIST, field.codes, known))
  }
  if (field.fields !== undefined) {
    const members = readFields(field.fields, [...at, 'fields'], context)
    return members && z.strictObject(members)
  }
  if (field.items !== undefined) {
    // An item that is not there would be a hole in the list.
    const item = readField({ ...field.items, required: true }, [...at, 'items'], context)
    return item && z.array(item)
  }
  return plainOf(field.schema ?? {}, at, faults)
}

const CODE_LIST = { zh: '代码表', en: 'code list' }
const RULE = { zh: '规则', en: 'rule' }

function ruleOf(name: string, maxLength: number | undefined, at: Path, { rules, faults }: FieldContext) {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
  if (rule === undefined) return faults.add([...at, 'rule'], unknownName(RULE, name, Object.keys(rules)))
  if (typeof rule !== 'function') {
    if (maxLength === undefined) return rule
    return faults.add([...at, 'maxLength'], {
      zh: `规则“${name}”自己定长度，请删掉`,
      en: `the rule “${name}” knows its length; take it out`,
    })
  }
  if (maxLength !== undefined) return rule(maxLength)
  return faults.add(at, { zh: `规则“${name}”要写 maxLength`, en: `the rule “${name}” needs maxLength` })
}

/** By Zod's own reading of JSON Schema. What a form can't hold, `defineForm` refuses. */
function plainOf(schema: Readonly<Record<string, unknown>>, at: Path, faults: FileFaults): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    return faults.add([...at, 'schema'], {
      zh: `不能读成字段：${message}`,
      en: `it can’t be read as a field: ${message}`,
    })
  }
}

function metaOf({ title, hint, aliases, standard, sensitivity, example, notFuture, concept }: FieldFile): FieldMeta {
  return {
    title: toText(title),
    ...(hint !== undefined && { hint: toText(hint) }),
    ...(aliases !== undefined && { aliases }),
    ...(standard !== undefined && { standard }),
    ...(sensitivity !== undefined && { sensitivity }),
    ...(example !== undefined && { example }),
    ...(notFuture !== undefined && { notFuture }),
    ...(concept !== undefined && { concept }),
  }
}
