/**
 * The definition behind a Zod schema. `_zod.def` is Zod 4's public surface for library authors; its members differ by
 * type, so they are read here through one loose shape and checked by `type` before use.
 */
import type { z } from 'zod'

export interface ZodDef {
  readonly type: string
  readonly coerce?: boolean
  readonly format?: string
  readonly checks?: readonly {
    readonly _zod: {
      check?(payload: { value: unknown; issues: unknown[] }): unknown
      readonly def: { readonly check: string; readonly format?: string; readonly tx?: (value: unknown) => unknown }
    }
  }[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly catchall?: z.ZodType
  readonly element?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly discriminator?: string
  readonly innerType?: z.ZodType
  readonly getter?: () => z.ZodType
  readonly in?: z.ZodType
  readonly out?: z.ZodType
  readonly transform?: unknown
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
}

export const defOf = (schema: z.ZodType): ZodDef => schema._zod.def as unknown as ZodDef

/** Formats a schema asks for, its own (`z.iso.date()`) and those of its checks (`z.string().check(z.iso.date())`). */
export function formatsOf(def: ZodDef): readonly string[] {
  const formats = (def.checks ?? []).map((check) => check._zod.def.format)
  return [def.format, ...formats].filter((format) => format !== undefined)
}

const WRAPPERS = new Set(['optional', 'nonoptional', 'nullable', 'readonly', 'default', 'prefault', 'catch'])

/** What a wrapper wraps; undefined for schemas that stand for themselves. Of a pipe, the end that its values come out of. */
export function innerOf(def: ZodDef): z.ZodType | undefined {
  if (def.type === 'lazy') return def.getter?.()
  if (def.type === 'pipe') return def.out
  return WRAPPERS.has(def.type) ? def.innerType : undefined
}
