/** Further names for a field that lies somewhere in a schema. */
import type { z } from 'zod'
import { describeField, metaOf } from '../form/index.ts'

/**
 * The same schema, in which the field at the path has these aliases too.
 *
 * @param path - names of fields, `*` for a list's items
 * @returns undefined where there is no such field, or it lies in one of several shapes
 */
export function withAliases(
  schema: z.ZodType,
  path: readonly string[],
  aliases: readonly string[],
): z.ZodType | undefined {
  const meta = metaOf(schema)
  const [step, ...rest] = path
  if (step === undefined) {
    return meta && describeField(schema, { ...meta, aliases: [...new Set([...(meta.aliases ?? []), ...aliases])] })
  }
  const changed = changedWithin(schema, step, (inner, whole) => withAliases(inner, whole ? path : rest, aliases))
  return changed && meta ? describeField(changed, meta) : changed
}

interface Parts {
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly shape?: Readonly<Record<string, z.ZodType>>
}

/** With one part replaced; everything else, checks among it, as it was. */
function changedWithin(
  schema: z.ZodType,
  step: string,
  change: (inner: z.ZodType, whole: boolean) => z.ZodType | undefined,
): z.ZodType | undefined {
  const def = schema._zod.def as unknown as Parts
  const inner = def.innerType ?? (step === '*' ? def.element : def.shape?.[step])
  const changed = inner && change(inner, def.innerType !== undefined)
  if (!changed) return undefined
  const part = def.innerType
    ? { innerType: changed }
    : step === '*'
      ? { element: changed }
      : { shape: { ...def.shape, [step]: changed } }
  return schema.clone({ ...schema._zod.def, ...part } as typeof schema._zod.def, { parent: false })
}
