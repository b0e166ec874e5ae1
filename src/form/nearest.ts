/** The field that was probably meant by a name the form doesn't have. */
import { editDistance } from '../base/edit-distance.ts'
import type { FormNode } from './tree.ts'

// The same wrong header comes with every row of a sheet; names from outside must not fill the memory.
const MAX_REMEMBERED = 1000
const remembered = new WeakMap<FormNode, Map<string, FormNode | undefined>>()

/**
 * The field of an object, or of a union's branches, whose name, title or alias is closest; undefined when none is
 * close enough to be worth a suggestion.
 */
export function nearestField(node: FormNode, key: string): FormNode | undefined {
  // No field has a name this long; comparing a pasted page would be slow.
  if (key.length > 100) return undefined
  const known = remembered.get(node) ?? new Map<string, FormNode | undefined>()
  remembered.set(node, known)
  if (known.has(key)) return known.get(key)
  const nearest = search(node, key)
  if (known.size < MAX_REMEMBERED) known.set(key, nearest)
  return nearest
}

function search(node: FormNode, key: string): FormNode | undefined {
  const wanted = plain(key)
  // A third of the letters, at most two: more, and the suggestion is a guess.
  const limit = Math.min(2, Math.floor([...wanted].length / 3))
  let best: { field: FormNode; distance: number } | undefined
  for (const [name, field] of [node, ...(node.options ?? [])].flatMap(({ fields }) => [...(fields ?? [])])) {
    const words = [name, field.title.zh, field.title.en, ...(field.meta?.aliases ?? [])]
    const distance = Math.min(...words.map((word) => editDistance(wanted, plain(word))))
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { field, distance }
  }
  return best?.field
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_\-*：:（）()]/g, '')
