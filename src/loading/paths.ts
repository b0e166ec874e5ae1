/** Relative paths in an adapter's settings lead on from the file that they are written in, wherever the process runs. */
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { Json, JsonObject } from '../base/json.ts'
import { settingMeta } from '../upstream/index.ts'

/** @param folder - of the file */
export function fromFolder(settings: JsonObject, schema: z.ZodType, folder: string): JsonObject {
  return resolved(settings, schema, folder) as JsonObject
}

function resolved(value: Json, schema: z.core.$ZodType, folder: string): Json {
  const inner = unwrapped(schema)
  if (typeof value === 'string') {
    return settingMeta(schema)?.path === true && !isAbsolute(value) ? join(folder, value) : value
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const shape: Readonly<Record<string, z.core.$ZodType>> = objectOf(inner)?.shape ?? {}
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const known = Object.hasOwn(shape, name) ? shape[name] : undefined
      return [name, known ? resolved(member, known, folder) : member]
    }),
  )
}

/** Of a choice, the object among its options. */
const objectOf = (schema: z.core.$ZodType): z.ZodObject | undefined =>
  schema instanceof z.ZodObject
    ? schema
    : schema instanceof z.ZodUnion
      ? schema.options.map((option) => unwrapped(option)).find((option) => option instanceof z.ZodObject)
      : undefined

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = schema._zod.def as { readonly innerType?: z.core.$ZodType }
  return innerType ? unwrapped(innerType) : schema
}
