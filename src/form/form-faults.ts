/** What a form's schema must not contain, each with the one sentence its author hears. */
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { defOf, type ZodDef } from './zod-def.ts'

export interface FormFault {
  readonly path: string
  readonly reason: keyof typeof REASONS
}

const REASONS = {
  stripping: {
    zh: '请用 z.strictObject：z.object 会悄悄丢掉没有列出的字段，z.looseObject 会放行它们',
    en: 'use z.strictObject: z.object silently drops fields it does not list, z.looseObject lets them through',
  },
  default: {
    zh: '不能用 .default()：没填的内容不能被编出来',
    en: 'no .default(): a value nobody filled in must not be made up',
  },
  prefault: {
    zh: '不能用 .prefault()：没填的内容不能被编出来',
    en: 'no .prefault(): a value nobody filled in must not be made up',
  },
  catch: { zh: '不能用 .catch()：填错的内容会被悄悄替换', en: 'no .catch(): a wrong value would be replaced silently' },
  coerce: { zh: '不能用 z.coerce：18位号码等会被改坏', en: 'no z.coerce: it damages values such as 18-digit numbers' },
  date: {
    zh: '不能用 Date：日期是 yyyy-MM-dd 的文字，请用 z.iso.date()',
    en: 'no Date: a date is text (yyyy-MM-dd), use z.iso.date()',
  },
  transform: {
    zh: '不能用 transform、preprocess 或 codec：校验两次结果会不同；要规范写法请用 .overwrite()',
    en: 'no transform, preprocess or codec: a second parse could differ; normalise with .overwrite()',
  },
  'not-json': { zh: '这种类型不能写成 JSON', en: 'this type has no JSON form' },
  any: {
    zh: '不能用 any、unknown 或 custom：无法知道里面有什么',
    en: 'no any, unknown or custom: nothing is known about what is inside',
  },
  record: {
    zh: '不能用 z.record：字段名必须事先列出，可改用列表',
    en: 'no z.record: field names must be known; use a list of objects',
  },
  tuple: {
    zh: '不能用 z.tuple：请用有字段名的 z.strictObject',
    en: 'no z.tuple: use a z.strictObject with named fields',
  },
  intersection: { zh: '不能用 z.intersection：请用 .extend()', en: 'no z.intersection: use .extend()' },
  recursive: {
    zh: '不能引用自己：一张表的字段必须数得清',
    en: 'it refers to itself: the fields of a form must be countable',
  },
  'unsafe-name': {
    zh: '字段名不能是 __proto__、constructor 或 prototype',
    en: 'a field must not be named __proto__, constructor or prototype',
  },
  'path-name': {
    zh: '字段名不能为空、含“.”、是纯数字、是“*”或“^”，也不能以“$”开头：路径里它们另有含义',
    en: 'a field name must not be empty, contain a dot, be only digits, be * or ^, or start with $: paths give these a meaning',
  },
  root: { zh: '表单必须是 z.strictObject', en: 'a form must be a z.strictObject' },
  'key-missing': { zh: '主键里的这个字段不存在', en: 'this key field does not exist' },
  'key-optional': { zh: '主键字段必须必填，不能为空', en: 'a key field must be required and not nullable' },
  'key-kind': {
    zh: '主键字段必须是文字、代码、整数或日期',
    en: 'a key field must be text, a code, an integer or a date',
  },
  'key-twice': { zh: '主键字段重复', en: 'this key field is named twice' },
  'key-empty': { zh: "没有主键字段时请写 key: 'generated'", en: "without key fields write key: 'generated'" },
  'same-event-missing': { zh: 'sameEvent 里的这个字段不存在', en: 'this sameEvent field does not exist' },
  'same-event-keyed': {
    zh: "只有 key: 'generated' 的表单才有 sameEvent",
    en: "sameEvent is only for forms with key: 'generated'",
  },
  upgrade: {
    zh: 'upgrade 应从某一版起逐版写到当前版的前一版，中间不能缺',
    en: 'upgrade must have a step for each version from its first to the one before this, and no other',
  },
  'reference-key': {
    zh: '引用的 key 不是文字或代码字段',
    en: 'the key of this reference is not a field of text or codes',
  },
  'reference-place': {
    zh: '引用要写在它的 key 字段旁边（如 residentIdNumber 旁边的 resident，members.*.idNumber 旁边的 members.*.person），名称不能与字段相同',
    en: 'a reference stands beside its key field (resident beside residentIdNumber, members.*.person beside members.*.idNumber), under a name that no field has',
  },
  name: {
    zh: '名称应为小写字母开头的字母、数字和连字符，不超过64个',
    en: 'the name must be at most 64 lower-case letters, digits and hyphens, starting with a letter',
  },
  version: { zh: '版本应为从1开始的整数', en: 'the version must be a whole number from 1' },
} as const satisfies Record<string, Text>

// What a form may be made of. Anything else, also a type that a later Zod brings, is refused.
const LEAVES_AND_BRANCHES = new Set(
  'string number boolean null enum literal template_literal never object array union'.split(' '),
)
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/** What is wrong with a schema of this type, whatever it holds. */
export function typeFault(def: ZodDef): FormFault['reason'] | undefined {
  switch (def.type) {
    case 'object':
      return def.catchall && defOf(def.catchall).type === 'never' ? undefined : 'stripping'
    case 'literal':
      return def.values?.every((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value))
        ? undefined
        : 'not-json'
    case 'unknown':
    case 'custom':
      return 'any'
    case 'date':
    case 'transform':
    case 'any':
    case 'record':
    case 'tuple':
    case 'intersection':
      return def.type
    default:
      return LEAVES_AND_BRANCHES.has(def.type) ? undefined : 'not-json'
  }
}

export function nameFault(name: string): FormFault['reason'] | undefined {
  if (UNSAFE_NAMES.has(name)) return 'unsafe-name'
  return /^$|\.|^\d+$|^\*$|^\^$|^\$/.test(name) ? 'path-name' : undefined
}

export function formProblem(form: string, fault: FormFault): Problem {
  const params = { form, detail: REASONS[fault.reason] }
  return fault.path === ''
    ? { code: 'form_invalid', who: 'author', params }
    : { code: 'form_field_invalid', who: 'author', field: fault.path, params }
}
