/** Official code lists, and crosswalks from one list to another (or to an upstream's own values). */
import { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import { type Text, type Title, toText } from '../base/text.ts'
import { fieldMeta } from './meta.ts'
import type { Code, CodeList } from './types.ts'

/**
 * Defines a code list. The codes are the official ones, as text, with their official names.
 *
 * @throws {MappingError} when the list is empty, a code is blank or repeated, or two codes share a word
 */
export function defineCodes<const C extends string>(spec: {
  readonly name: string
  readonly title: Title
  /** Standard and edition, e.g. `GB/T 2261.1-2003`. */
  readonly source: string
  readonly year: number
  readonly codes: readonly Code<C>[]
}): CodeList<C> {
  const { name, source, year, codes } = spec
  if (codes.length === 0) throw codesError(name, { zh: '没有代码', en: 'it has no codes' })
  const words = new Map<string, string>()
  for (const code of codes) {
    if (code.code.trim() !== code.code || code.code === '') {
      throw codesError(name, { zh: '有空白的代码', en: 'a code is blank or padded' })
    }
    for (const word of wordsOf(code)) {
      if (words.has(word) && words.get(word) !== code.code) {
        throw codesError(name, { zh: `“${word}”出现了两次`, en: `“${word}” stands for two codes` })
      }
      words.set(word, code.code)
    }
  }
  if (new Set(codes.map((code) => code.code)).size < codes.length) {
    throw codesError(name, { zh: '代码重复', en: 'a code is repeated' })
  }
  return Object.freeze({ name, title: toText(spec.title), source, year, codes: [...codes] })
}

/** A schema of exactly these codes, registered with the list. */
export function codeSchema<C extends string>(list: CodeList<C>): z.ZodEnum<{ [K in C]: K }> {
  const schema = z.enum(list.codes.map((code) => code.code)) as z.ZodEnum<{ [K in C]: K }>
  fieldMeta.add(schema as z.ZodType, { title: list.title, standard: list.source, codes: list })
  return schema
}

/** The official names of a code, or undefined when the list doesn't have it. */
export function codeTitle(list: CodeList, code: string): Text | undefined {
  const found = list.codes.find((each) => each.code === code)
  return found && { zh: found.zh, en: found.en }
}

const wordTables = new WeakMap<CodeList, ReadonlyMap<string, string>>()

/** The code that a person meant: a code itself, an official name, or an alias, spaces around it aside. Never a guess. */
export function codeFor<C extends string>(list: CodeList<C>, text: string): C | undefined {
  let table = wordTables.get(list)
  if (!table) {
    table = new Map(list.codes.flatMap((code) => wordsOf(code).map((word) => [word, code.code] as const)))
    wordTables.set(list, table)
  }
  return table.get(text.trim()) as C | undefined
}

const wordsOf = (code: Code): readonly string[] => [code.code, code.zh, code.en, ...(code.aliases ?? [])]

/**
 * A table from every code of one list to a value of another. Total: a code without a partner is a fault now, not a
 * lost value later. Usable as it is as the `to` of a `code` rule.
 *
 * @throws {MappingError} naming each code of `from` without a partner, each unknown code, and each value not in `to`
 */
export function defineCrosswalk<C extends string, T extends string | number>(spec: {
  readonly from: CodeList<C>
  readonly to: CodeList<T & string> | readonly T[]
  readonly pairs: { readonly [K in C]: NoInfer<T> }
}): { readonly [K in C]: T } {
  const { from, to, pairs } = spec
  const allowed = new Set<unknown>('codes' in to ? to.codes.map((code) => code.code) : to)
  const details: Text[] = []
  for (const { code } of from.codes) {
    if (!Object.hasOwn(pairs, code)) details.push({ zh: `代码 ${code} 没有对照`, en: `code ${code} has no partner` })
  }
  for (const [code, value] of Object.entries(pairs)) {
    if (!from.codes.some((each) => each.code === code)) {
      details.push({ zh: `没有代码 ${code}`, en: `there is no code ${code}` })
    } else if (!allowed.has(value)) {
      details.push({ zh: `代码 ${code} 对到了不存在的值`, en: `code ${code} leads to a value that does not exist` })
    }
  }
  if (details.length > 0) throw new MappingError(details.map((detail) => problem(from.name, detail)))
  return Object.freeze({ ...pairs })
}

const problem = (list: string, detail: Text) =>
  ({ code: 'codes_invalid', who: 'author', params: { list, detail } }) as const

const codesError = (list: string, detail: Text) => new MappingError([problem(list, detail)])
