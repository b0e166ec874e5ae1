/** What an upstream asks for, leaf by leaf, as its contract says. */
import type { JsonObject } from '../../base/json.ts'
import { escapeToken } from '../../base/json-pointer.ts'
import { branches, type Contract, followRef, isSchemaObject } from '../../contract/index.ts'

export interface ContractProperty {
  /** Pointer into the payload, `*` for list positions. */
  readonly pointer: string
  /** What the contract calls it: its title, else its description, else its name. */
  readonly title: string
  /** In every payload that has the object around it. */
  readonly required: boolean
}

// Deeper is a schema that holds itself.
const MAX_DEPTH = 8

/** The leaves in document order, those of all branches together. */
export function contractProperties({ schema }: Contract): readonly ContractProperty[] {
  const found = new Map<string, ContractProperty>()
  collect(schema, schema, '', { title: '', required: true }, found, 0)
  return [...found.values()]
}

function collect(
  root: JsonObject,
  given: JsonObject,
  pointer: string,
  own: Pick<ContractProperty, 'title' | 'required'>,
  found: Map<string, ContractProperty>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return
  const parts = allParts(root, given)
  const members = parts.flatMap((part) => (isSchemaObject(part.properties) ? Object.entries(part.properties) : []))
  const items = parts.flatMap((part) => (isSchemaObject(part.items) ? [part.items] : []))
  // Of branches, none has to hold: only what the schema itself requires is required.
  const required = new Set([followRef(root, given).required].flat())
  for (const [name, member] of members) {
    if (!isSchemaObject(member)) continue
    const title = titleOf(root, member) ?? name
    const below = { title, required: own.required && required.has(name) }
    collect(root, member, `${pointer}/${escapeToken(name)}`, below, found, depth + 1)
  }
  for (const item of items) collect(root, item, `${pointer}/*`, own, found, depth + 1)
  if (members.length === 0 && items.length === 0 && pointer !== '' && !found.has(pointer)) {
    found.set(pointer, { pointer, ...own })
  }
}

/** The schema and its branches, references followed, each once. */
function allParts(root: JsonObject, given: JsonObject): readonly JsonObject[] {
  const parts = new Set([followRef(root, given)])
  // A set may grow while it is iterated: what is added comes up later.
  for (const part of parts) for (const branch of branches(part)) parts.add(followRef(root, branch))
  return [...parts]
}

function titleOf(root: JsonObject, schema: JsonObject): string | undefined {
  const { title, description } = { ...followRef(root, schema), ...schema }
  return [title, description].find((text): text is string => typeof text === 'string' && text.trim() !== '')
}
