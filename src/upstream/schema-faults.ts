/** What a Zod schema says about data that somebody wrote, for people: both languages, the nearest name, never the value. */
import { z } from 'zod'
import { atPointer, toPointer } from '../base/json-pointer.ts'
import { nearest } from '../base/nearest.ts'
import type { Text } from '../base/text.ts'

export interface SchemaFault {
  readonly path: readonly (string | number)[]
  /** What is wrong and what it takes. A schema's own words (`params.detail`, see `says`) go before Zod's. */
  readonly detail: Text
  /** A secret was written out. */
  readonly secret: boolean
}

const en = z.locales.en().localeError
const zh = z.locales.zhCN().localeError

/** Every fault of `given`, one per place; empty when the schema takes it. */
export function schemaFaults(schema: z.ZodType, given: unknown): readonly SchemaFault[] {
  const parsed = schema.safeParse(given, { error: en })
  if (parsed.success) return []
  const chinese = schema.safeParse(given, { error: zh }).error?.issues ?? []
  return parsed.error.issues.flatMap((issue, index) =>
    faultsOf(schema, given, issue, chinese[index]?.message ?? issue.message),
  )
}

function faultsOf(schema: z.ZodType, given: unknown, issue: z.core.$ZodIssue, chinese: string): SchemaFault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code !== 'custom' && atPointer(given, toPointer(path)) === undefined) {
    return [{ path, detail: MISSING, secret: false }]
  }
  if (issue.code === 'unrecognized_keys') {
    const known = membersAt(schema, path)
    return issue.keys.map((key) => ({ path: [...path, key], detail: unknownMember(key, known), secret: false }))
  }
  // Of a union whose alternatives all fail, the one that got furthest is what was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [meant] = [...issue.errors].sort((a, b) => strangeness(a) - strangeness(b))
    if (meant?.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys')) {
      return meant.flatMap((inner) =>
        faultsOf(schema, given, { ...inner, path: [...issue.path, ...inner.path] }, inner.message),
      )
    }
  }
  const { detail, secret } = (issue.code === 'custom' ? (issue.params ?? {}) : {}) as { detail?: Text; secret?: true }
  return [{ path, detail: detail ?? { zh: chinese, en: issue.message }, secret: secret === true }]
}

const MISSING: Text = { zh: '缺少这一项，请补上', en: 'it is missing; add it' }

const strangeness = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, { path, code }) => sum + (path.length === 0 && code === 'invalid_type' ? 10 : 1), 0)

function unknownMember(key: string, known: readonly string[]): Text {
  const near = nearest(key, known)
  return {
    zh: `没有“${key}”这一项${near === undefined ? '，请删掉' : `，是不是“${near}”？`}`,
    en: `there is no member “${key}”${near === undefined ? '; take it out' : `; did you mean “${near}”?`}`,
  }
}

interface Def {
  readonly type: string
  readonly innerType?: z.core.$ZodType
  readonly in?: z.core.$ZodType
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly element?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
}

/** The members an object at this place may have: of all branches, where it is a union. */
function membersAt(schema: z.core.$ZodType, path: readonly (string | number)[]): readonly string[] {
  const def = schema._zod.def as Def
  const inner = def.innerType ?? def.in
  if (inner) return membersAt(inner, path)
  if (def.options) return def.options.flatMap((option) => membersAt(option, path))
  const [step, ...rest] = path
  if (step === undefined) return Object.keys(def.shape ?? {})
  const below = def.element ?? def.valueType ?? (Object.hasOwn(def.shape ?? {}, step) ? def.shape?.[step] : undefined)
  return below ? membersAt(below, rest) : []
}
