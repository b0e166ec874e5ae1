/**
 * A form's schema walked once: a tree of nodes that every other part of this room reads, so that nothing walks Zod
 * per record. The same walk collects what a form must not contain.
 */
import type { z } from 'zod'
import { type Text, toText } from '../base/text.ts'
import { type FormFault, nameFault, typeFault } from './form-faults.ts'
import { metaOf } from './meta.ts'
import type { FieldKind, FieldMeta, Form } from './types.ts'
import { defOf, formatsOf, innerOf, type ZodDef } from './zod-def.ts'

export interface FormNode {
  /** Dotted path; a list's items are `*`; the record itself is the empty text. */
  readonly path: string
  readonly title: Text
  readonly kind: FieldKind
  readonly optional: boolean
  readonly nullable: boolean
  readonly meta: FieldMeta | undefined
  readonly schema: z.ZodType
  /** Of an object, in document order. */
  readonly fields?: ReadonlyMap<string, FormNode>
  /** Of a list. */
  readonly item?: FormNode
  /** Of a union. */
  readonly options?: readonly FormNode[]
  readonly discriminator?: string
}

const INTEGER_FORMATS = new Set(['safeint', 'int32', 'uint32'])
const NO_TITLE = toText('')
const trees = new WeakMap<z.ZodType, FormNode>()

/** The form's tree, built on first use. */
export function treeOf(form: Form): FormNode {
  let tree = trees.get(form.schema)
  if (!tree) {
    tree = buildTree(form.schema, [])
    trees.set(form.schema, tree)
  }
  return tree
}

/** Builds the tree of a schema and adds everything a form must not contain to `faults`. */
export function buildTree(schema: z.ZodType, faults: FormFault[]): FormNode {
  return node(schema, '', NO_TITLE, faults, new Set())
}

/** @param fallback - title of a schema that has none of its own: a field's name, or its list's or union's title */
function node(schema: z.ZodType, path: string, fallback: Text, faults: FormFault[], above: Set<z.ZodType>): FormNode {
  const { core, optional, nullable } = unwrap(schema, path, faults, above)
  const meta = metaOf(schema)
  const base = { path, title: meta?.title ?? fallback, optional, nullable, meta, schema }
  if (above.has(core)) {
    faults.push({ path, reason: 'recursive' })
    return { ...base, kind: 'other' }
  }
  const def = defOf(core)
  const reason = def.coerce ? 'coerce' : typeFault(def)
  if (reason) faults.push({ path, reason })
  const inside = new Set(above).add(core)
  const child = (key: string) => (path === '' ? key : `${path}.${key}`)
  if (def.type === 'object' && def.shape) {
    const fields = new Map<string, FormNode>()
    for (const [key, field] of Object.entries(def.shape)) {
      const wrong = nameFault(key)
      if (wrong) faults.push({ path: child(key), reason: wrong })
      fields.set(key, node(field, child(key), toText(key), faults, inside))
    }
    return { ...base, kind: 'object', fields }
  }
  if (def.type === 'array' && def.element) {
    return { ...base, kind: 'list', item: node(def.element, child('*'), base.title, faults, inside) }
  }
  if (def.type === 'union' && def.options) {
    const options = def.options.map((option) => node(option, path, base.title, faults, inside))
    const union = { ...base, kind: 'union' as const, options }
    return def.discriminator === undefined ? union : { ...union, discriminator: def.discriminator }
  }
  return { ...base, kind: leafKind(def, meta) }
}

/** Looks through wrappers, adding the faults of those a form must not have. */
function unwrap(schema: z.ZodType, path: string, faults: FormFault[], above: Set<z.ZodType>) {
  let core = schema
  let optional: boolean | undefined
  let nullable = false
  const seen = new Set<z.ZodType>()
  for (;;) {
    const def = defOf(core)
    const reason = wrapperFault(def)
    if (reason) faults.push({ path, reason })
    if (def.type === 'optional') optional ??= true
    if (def.type === 'nonoptional') optional ??= false
    if (def.type === 'nullable') nullable = true
    if (def.type === 'pipe' && def.in) node(def.in, path, NO_TITLE, faults, above)
    const inner = innerOf(def)
    if (!inner || seen.has(inner)) return { core, optional: optional ?? false, nullable }
    seen.add(inner)
    core = inner
  }
}

function wrapperFault(def: ZodDef): FormFault['reason'] | undefined {
  if (def.type === 'default' || def.type === 'prefault' || def.type === 'catch') return def.type
  return def.type === 'pipe' && def.transform ? 'transform' : undefined
}

function leafKind(def: ZodDef, meta: FieldMeta | undefined): FieldKind {
  if (def.type === 'enum' || (meta?.codes && def.type === 'string')) return 'code'
  if (def.type === 'literal') {
    const type = typeof def.values?.[0]
    return type === 'string' ? 'code' : type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'other'
  }
  const formats = formatsOf(def)
  if (def.type === 'string') return formats.includes('date') ? 'date' : 'text'
  if (def.type === 'number') return formats.some((format) => INTEGER_FORMATS.has(format)) ? 'integer' : 'number'
  if (def.type === 'template_literal') return 'text'
  return def.type === 'boolean' ? 'boolean' : 'other'
}
