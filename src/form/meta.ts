/**
 * What is known about a field besides its schema, in a registry of our own: Zod's global one belongs to the
 * application, and `.meta()` is lost through `.optional()`. Found here through every wrapper.
 */
import { z } from 'zod'
import type { FieldMeta } from './types.ts'
import { defOf, innerOf } from './zod-def.ts'

export const fieldMeta = z.registry<FieldMeta>()

/**
 * Registers what is known about a field and returns a schema of the same type and behaviour.
 *
 * The schema that was given stays as it is, so that one `personName` can serve as 姓名 here and 户主姓名 there; what
 * `meta` doesn't say is inherited from it, except `aliases`, `concept` and `notFuture`, which belong to one field.
 */
export function describeField<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  const { aliases: _a, concept: _c, notFuture: _n, ...inherited } = metaOf(schema) ?? {}
  const described = schema.clone(schema._zod.def, { parent: false }) as S
  fieldMeta.add(described as z.ZodType, { ...inherited, ...meta })
  return described
}

/** What is known about a field; looks through optional, nullable, readonly, lazy, pipe …; the outermost word wins. */
export function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = fieldMeta.get(schema)
  const inner = innerOf(defOf(schema))
  const below = inner && metaOf(inner)
  return own && below ? { ...below, ...own } : (own ?? below)
}
