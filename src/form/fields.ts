/** The fields of a form as its schema says, by path, and what they are called on a given record. */
import type { Text } from '../base/text.ts'
import { placeOf, referentOf } from './references.ts'
import { type FormNode, treeOf } from './tree.ts'
import type { Field, Form } from './types.ts'

interface FieldIndex {
  readonly all: readonly Field[]
  readonly byPath: ReadonlyMap<string, Field>
}

const indexes = new WeakMap<FormNode, FieldIndex>()

/**
 * Every field in document order: objects before their fields, lists before their items (`members`, `members.*`,
 * `members.*.name`). A field that several branches of a union have appears once, as the first branch has it.
 */
export const fieldsOf = (form: Form): readonly Field[] => indexOf(form).all

/** The field at a path, list positions as numbers or `*`: `members.1.name`. Undefined where the form has none. */
export function fieldAt(form: Form, path: string): Field | undefined {
  const { byPath } = indexOf(form)
  return byPath.get(path) ?? byPath.get(path.replace(/(?<=^|\.)\d+(?=\.|$)/g, '*'))
}

/**
 * What a field is called on one record, with the position in lists: `家庭成员（第2项）·姓名`. Behind a reference, what it is
 * called over there, after the other form's title: `居民基本信息·姓名`.
 */
export function titleAt(form: Form, path: string): Text {
  const through = throughReference(form, path)
  if (through)
    return through.rest === ''
      ? through.form.title
      : fieldTitle(through.form.title, titleAt(through.form, through.rest))
  let nodes: readonly FormNode[] = [treeOf(form)]
  let title: Text = { zh: '', en: '' }
  for (const token of path === '' ? [] : path.split('.')) {
    nodes = nodes.flatMap((node) => childrenOf(node, token))
    const isItem = /^\d+$/.test(token)
    title = isItem
      ? itemTitle(title, Number(token) + 1)
      : fieldTitle(title, nodes[0]?.title ?? { zh: token, en: token })
  }
  return title
}

const itemTitle = (list: Text, position: number): Text => ({
  zh: `${list.zh}（第${position}项）`,
  en: `${list.en}, item ${position}`,
})

const fieldTitle = (parent: Text, own: Text): Text =>
  parent.zh === '' ? own : { zh: `${parent.zh}·${own.zh}`, en: `${parent.en}: ${own.en}` }

/** The nodes one step below: one, several where a union's branches share the name, none where there is no such field. */
function childrenOf(node: FormNode, token: string): FormNode[] {
  if (node.options) return node.options.flatMap((option) => childrenOf(option, token))
  const child = node.item && /^(\d+|\*)$/.test(token) ? node.item : node.fields?.get(token)
  return child ? [child] : []
}

/** The nodes at a path of a record, through references too. */
export function nodesAt(form: Form, path: readonly string[]): readonly FormNode[] {
  const through = throughReference(form, path.join('.'))
  if (through) return nodesAt(through.form, through.rest === '' ? [] : through.rest.split('.'))
  return path.reduce<readonly FormNode[]>(
    (nodes, token) => nodes.flatMap((node) => childrenOf(node, token)),
    [treeOf(form)],
  )
}

/** The other form, and the path there. */
function throughReference(form: Form, path: string): { readonly form: Form; readonly rest: string } | undefined {
  const found = placeOf(form, path)
  const referent = found && referentOf(form, found.reference)
  return referent && { form: referent, rest: found.rest }
}

function indexOf(form: Form): FieldIndex {
  const tree = treeOf(form)
  let index = indexes.get(tree)
  if (!index) {
    const byPath = new Map<string, Field>()
    for (const child of tree.fields?.values() ?? []) collect(child, byPath)
    index = { all: [...byPath.values()], byPath }
    indexes.set(tree, index)
  }
  return index
}

function collect(node: FormNode, byPath: Map<string, Field>): void {
  const { path, kind, optional, nullable, schema, title } = node
  if (!byPath.has(path)) byPath.set(path, { path, kind, optional, nullable, meta: { ...node.meta, title }, schema })
  for (const child of node.fields?.values() ?? []) collect(child, byPath)
  if (node.item) collect(node.item, byPath)
  for (const option of node.options ?? []) collect(option, byPath)
}
