/** An entry written as its fields are kept: trimmed, half-width digits … what each field's own schema does. */
import type { z } from 'zod'
import { type FormNode, treeOf } from './tree.ts'
import type { Form } from './types.ts'
import { branchOf } from './union.ts'
import { isMembers, type Members, put } from './values.ts'
import { defOf, innerOf } from './zod-def.ts'

/**
 * Normalises every field that was given by its own schema; what doesn't parse, what the form doesn't know, null and
 * absent fields are left as they are, for validation to name. Needed before an entry's key is read or compared.
 */
export const normaliseEntry = (form: Form, entry: unknown): unknown => normalise(treeOf(form), entry)

function normalise(node: FormNode, value: unknown): unknown {
  if (value === undefined || value === null) return value
  if (node.fields) return isMembers(value) ? members(node.fields, value) : value
  const result = node.schema.safeParse(value)
  if (result.success) return result.data
  if (node.item && Array.isArray(value)) {
    const { item } = node
    return value.map((each) => normalise(item, each))
  }
  const branch = branchOf(node, value)
  return branch ? normalise(branch, value) : value
}

function members(fields: ReadonlyMap<string, FormNode>, value: Members): Members {
  const result: Members = {}
  for (const key of Object.keys(value)) {
    const field = fields.get(key)
    put(result, key, field ? normalise(field, value[key]) : value[key])
  }
  return result
}

/** A text as the field's own `overwrite`s write it, whatever the field's other rules say of it. */
export function rewriteText(schema: z.ZodType, text: string): string {
  const def = defOf(schema)
  const inner = innerOf(def)
  const below = inner ? rewriteText(inner, text) : text
  return (def.checks ?? []).reduce((written, { _zod: { def: check } }) => {
    const rewritten = check.check === 'overwrite' ? check.tx?.(written) : written
    return typeof rewritten === 'string' ? rewritten : written
  }, below)
}
