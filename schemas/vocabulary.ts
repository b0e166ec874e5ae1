/** What form files can name: the forms, the fields as rules (`residentId` is `resident-id`), the code lists. */
import { z } from 'zod'
import type { CodeList, Form } from '../src/form/index.ts'
import * as codes from './codes/index.ts'
import * as fields from './fields/index.ts'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export type Rule = z.ZodType | ((maxLength: number) => z.ZodType)

const isCodeList = (value: unknown): value is CodeList =>
  typeof value === 'object' && value !== null && 'codes' in value && Array.isArray(value.codes)

export interface Vocabulary {
  /** Forms that may be extended. */
  readonly forms: readonly Form[]
  readonly rules: Readonly<Record<string, Rule>>
  readonly codes: readonly CodeList[]
}

/** Each field of `yibiao/schemas` by its name; `line` and `paragraph` take `maxLength`. */
export const vocabularyOf = (forms: readonly Form[]): Vocabulary => ({
  forms,
  rules: {
    ...Object.fromEntries(
      Object.entries<unknown>(fields).flatMap(([name, field]) =>
        field instanceof z.ZodType ? [[kebab(name), field]] : [],
      ),
    ),
    line: fields.line,
    paragraph: fields.paragraph,
  },
  codes: Object.values<unknown>(codes).filter(isCodeList),
})
