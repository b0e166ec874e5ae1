/** The rule for one property, and what a person should look at before relying on it. */
import type { Text } from '../../../base/text.ts'
import type { CodeList, Field } from '../../../form/index.ts'
import type { ListedCode, ListedField } from '../types.ts'
import { crosswalk } from './crosswalk.ts'
import { dateFormatOf } from './date-format.ts'

export interface DraftedRule {
  /** As `mapping.json` has it. */
  readonly rule: unknown
  readonly doubts: readonly Text[]
}

/** @param path - of the field, from where the rule stands */
export function ruleFor(listed: ListedField, field: Field, path: string): DraftedRule {
  if (field.kind === 'code') return codeRule(listed, field, path)
  if (field.kind === 'boolean') return flagRule(listed, path)
  if (field.kind === 'date') return dateRule(listed, path)
  const isNumber = field.kind === 'number' || field.kind === 'integer'
  const wantsNumber = listed.type === 'number' || listed.type === 'integer'
  if (isNumber && !wantsNumber && listed.type !== undefined) return sure({ text: path })
  if (!isNumber && wantsNumber) {
    return {
      rule: { number: path },
      doubts: [{ zh: '上级要数字，表单里是文字', en: 'the upstream wants a number, the form has text' }],
    }
  }
  return sure(path)
}

const sure = (rule: unknown): DraftedRule => ({ rule, doubts: [] })

function codeRule(listed: ListedField, field: Field, path: string): DraftedRule {
  const list = field.meta.codes
  if (!list) return sure(path)
  const wantsNumber = listed.type === 'integer' || listed.type === 'number'
  const value = (code: string): unknown => (wantsNumber && /^\d+$/.test(code) ? Number(code) : code)
  if (listed.codes === undefined || listed.codes.length === 0) return withoutCodes(listed, field, path, value)
  const { to, guessed, missing } = crosswalk(list, listed.codes)
  const titles = (codes: readonly string[], lang: keyof Text) =>
    codes.map((code) => list.codes.find((each) => each.code === code)?.[lang] ?? code)
  const doubts: Text[] = []
  if (guessed.length > 0) {
    doubts.push({
      zh: `上级没有对应的代码，暂对到“其他”：${titles(guessed, 'zh').join('、')}`,
      en: `they have no code for these; sent as “other” for now: ${titles(guessed, 'en').join(', ')}`,
    })
  }
  if (missing.length === 0) return { rule: { code: path, to: mapValues(to, value) }, doubts }
  // Named in the rule, and said by every check.
  return { rule: { code: path, to: mapValues(to, value), refused: missing }, doubts }
}

/** Whether a column without a dictionary takes codes: it says so, or has no room for names. */
export function asksCodes({ label, name, type, maxLength }: ListedField, { codes }: CodeList): boolean {
  const longest = Math.max(0, ...codes.map(({ zh }) => zh.length))
  const isShort = maxLength !== undefined && maxLength < longest
  return /代码|编码|code$|dm$/i.test(label + name) || type === 'integer' || isShort
}

/** Whether the form's codes are official ones, which an office knows, and not words of our own; and fit in. */
export const hasCodesFor = ({ maxLength = Number.POSITIVE_INFINITY }: ListedField, { codes }: CodeList): boolean =>
  codes.every(({ code }) => /^[0-9A-Z]+$/.test(code)) && codes.some(({ code }) => code.length <= maxLength)

/** Without a dictionary, a column called 代码 takes codes and any other the official names: that is what people type. */
function withoutCodes(listed: ListedField, field: Field, path: string, value: (code: string) => unknown): DraftedRule {
  const codes = field.meta.codes?.codes ?? []
  if (field.meta.codes && asksCodes(listed, field.meta.codes)) {
    const doubts = [
      { zh: '上级没有给出代码表，暂报国标代码', en: 'no dictionary was given; the national codes are sent for now' },
    ]
    const same = codes.every(({ code }) => value(code) === code)
    return {
      rule: same ? path : { code: path, to: Object.fromEntries(codes.map(({ code }) => [code, value(code)])) },
      doubts,
    }
  }
  const to = Object.fromEntries(codes.map(({ code, zh }) => [code, zh]))
  return {
    rule: { code: path, to },
    doubts: [{ zh: '上级没有给出代码表，暂报名称', en: 'no dictionary was given; the names are sent for now' }],
  }
}

const mapValues = (table: Readonly<Record<string, string>>, value: (code: string) => unknown) =>
  Object.fromEntries(Object.entries(table).map(([own, theirs]) => [own, value(theirs)]))

const YES = /^(是|有|y|yes|true|1)$/i
const NO = /^(否|无|没有|n|no|false|0)$/i

const yesAndNo = (codes: readonly ListedCode[]) => {
  const called = (word: RegExp) => codes.find(({ code, title }) => word.test(title ?? code))
  return { yes: called(YES), no: called(NO) }
}

/** Whether one of the codes is yes and one is no. */
export function saysYesOrNo(codes: readonly ListedCode[]): boolean {
  const { yes, no } = yesAndNo(codes)
  return yes !== undefined && no !== undefined
}

function flagRule({ type, codes = [] }: ListedField, path: string): DraftedRule {
  if (type === 'boolean') return sure(path)
  const { yes, no } = yesAndNo(codes)
  const wantsNumber = type === 'integer' || type === 'number'
  const value = (code: string): unknown => (wantsNumber && /^\d+$/.test(code) ? Number(code) : code)
  if (yes && no) return sure({ flag: path, yes: value(yes.code), no: value(no.code) })
  const rule = wantsNumber ? { flag: path, yes: 1, no: 0 } : { flag: path, yes: '是', no: '否' }
  return { rule, doubts: [{ zh: '上级没有说明“是”“否”怎样写', en: 'they don’t say how yes and no are written' }] }
}

function dateRule(listed: ListedField, path: string): DraftedRule {
  const as = dateFormatOf(listed)
  if (as === undefined) return sure(path)
  const rule = { date: path, as }
  if (!as.includes('HH')) return sure(rule)
  return {
    rule,
    doubts: [
      {
        zh: '上级要到时分秒，表单里只有日期，暂按零点报',
        en: 'they want a time, the form has a day; midnight for now',
      },
    ],
  }
}
