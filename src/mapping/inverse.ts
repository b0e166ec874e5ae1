/**
 * From a payload back to the record's values, as far as the rules can be reversed: for prefill from an upstream and for
 * reconciling with what stands there. A rule without an inverse leaves its fields out; nothing is guessed.
 */

import type { Json } from '../base/json.ts'
import { atPath } from '../base/json-pointer.ts'
import { areDisjoint, couldBeFrom } from './branches.ts'
import type { Test } from './conditions.ts'
import { fieldPath, type Positions, pointerAt } from './faults.ts'
import { type FieldIndex, isOwn, isThereWithParent, knownValues, type Read } from './fields.ts'
import type { ConvertNode, EachNode, JoinNode, Node, ObjectNode, Piece, Place, WhenNode } from './node.ts'
import { assemble } from './pieces.ts'
import type { MapFault } from './types.ts'
import { isPlainObject, sameJson } from './values.ts'

type Container = Record<string, unknown>

interface Target {
  readonly index: FieldIndex
  readonly values: Container
  readonly faults: MapFault[]
  /** Values that hold if the object around them turns out to be there. */
  readonly pending: (() => void)[]
  readonly whole: ReadonlySet<string>
  /** Pieces of one text, by its place in the record. */
  readonly pieces: Map<string, Found[]>
}

interface Found {
  readonly node: ConvertNode
  readonly piece: Piece
  readonly text: string
  readonly here: Here
}

/** Where in the payload the value stands. */
interface Here {
  readonly place: Place
  readonly positions: Positions
}

/**
 * Whether the rule's whole result can be turned back.
 *
 * @param whole - texts whose pieces are all in the mapping
 */
export function isInvertible(node: Node, whole: ReadonlySet<string>): boolean {
  switch (node.verb) {
    case 'path':
    case 'const':
      return true
    case 'firstOf':
    case 'compute':
      return false
    case 'when':
      return (
        isInvertible(node.then, whole) &&
        (!node.otherwise || (isInvertible(node.otherwise, whole) && areDisjoint(node.then, node.otherwise)))
      )
    case 'each':
      return isInvertible(node.item, whole)
    case 'object':
      return node.members.every(([, member]) => isInvertible(member, whole))
    default:
      return hasWayBack(node) || (node.verb === 'split' && whole.has(node.read.path)) || readsElsewhere(node)
  }
}

const hasWayBack = (node: ConvertNode | JoinNode): boolean =>
  node.backward !== undefined && !('hasNull' in node && node.hasNull)

/** Of what isn't part of the record, nothing has to come back. */
const readsElsewhere = (node: Node): boolean => 'read' in node && !isOwn(node.read)

/** The canonical paths that come back, `*` for list positions. */
export function restoredPaths(node: Node, whole: ReadonlySet<string>): readonly string[] {
  if (node.verb === 'object') return [...new Set(node.members.flatMap(([, member]) => restoredPaths(member, whole)))]
  if (node.verb === 'each') return restoredPaths(node.item, whole)
  if (!isInvertible(node, whole) || readsElsewhere(node)) return []
  if (node.verb === 'when')
    return [node.then, node.otherwise].flatMap((branch) => (branch ? restoredPaths(branch, whole) : []))
  if (node.verb === 'join')
    return node.parts.flatMap((part) => (typeof part === 'string' || !isOwn(part) ? [] : [part.path]))
  return 'read' in node ? [node.read.path] : []
}

/** The values a payload gives back; a fault for each place that says what the mapping never writes, or two things at once. */
export function invert(
  index: FieldIndex,
  root: ObjectNode,
  whole: ReadonlySet<string>,
  payload: unknown,
): { values: Container; faults: readonly MapFault[] } {
  const target: Target = { index, values: {}, faults: [], pending: [], whole, pieces: new Map() }
  back(target, root, payload, { place: [], positions: [] })
  for (const pieces of target.pieces.values()) backPieces(target, pieces)
  for (const settle of target.pending) settle()
  return { values: target.values, faults: target.faults }
}

function back(target: Target, node: Node, value: unknown, here: Here): undefined {
  if (value === undefined) return
  switch (node.verb) {
    case 'path':
      // Upstreams answer null for what was never sent.
      if (value !== null || node.read.field.nullable) put(target, node.read, value, here)
      return
    case 'const':
      if (!sameJson(value, node.value)) fault(target, 'inverse_unreadable', [], here)
      return
    case 'object':
      return backObject(target, node, value, here)
    case 'each':
      return backEach(target, node, value, here)
    case 'when':
      return backWhen(target, node, value, here)
    case 'join':
      return backJoin(target, node, value, here)
    case 'firstOf':
    case 'compute':
      return
    default:
      return backConvert(target, node, value, here)
  }
}

function backConvert(target: Target, node: ConvertNode, value: unknown, here: Here): undefined {
  if (node.piece && value !== null) return keepPiece(target, node, node.piece, value, here)
  if (!node.backward || value === null) return
  const found = node.backward(value as Json)
  if (found === undefined) fault(target, 'inverse_unreadable', [node.read], here)
  else put(target, node.read, found, here)
}

function keepPiece(target: Target, node: ConvertNode, piece: Piece, value: unknown, here: Here): undefined {
  if (!target.whole.has(node.read.path)) return
  if (typeof value !== 'string') return fault(target, 'inverse_unreadable', [node.read], here)
  const path = fieldPath(node.read, here.positions)
  target.pieces.set(path, [...(target.pieces.get(path) ?? []), { node, piece, text: value, here }])
}

/** A text is whole when cutting it again gives the same pieces. */
function backPieces(target: Target, pieces: readonly Found[]): undefined {
  const text = assemble(pieces)
  const [first] = pieces
  if (text === undefined || !first) return
  const { read } = first.node
  if (pieces.every((found) => found.node.forward(text) === found.text)) put(target, read, text, first.here)
  else fault(target, 'inverse_unreadable', [read], first.here)
}

function backJoin(target: Target, node: JoinNode, value: unknown, here: Here): undefined {
  if (!node.backward || value === null) return
  const found = typeof value === 'string' ? node.backward(value) : undefined
  const reads = node.parts.filter((part) => typeof part !== 'string')
  if (!found) return fault(target, 'inverse_unreadable', reads, here)
  for (const [position, part] of node.parts.entries())
    if (typeof part !== 'string') put(target, part, found[position], here)
}

function backObject(target: Target, node: ObjectNode, value: unknown, here: Here): undefined {
  if (value === null && !node.always) return
  if (!isPlainObject(value)) return fault(target, 'inverse_unreadable', [], here)
  for (const [name, member] of node.members) {
    const part = Object.hasOwn(value, name) ? value[name] : undefined
    back(target, member, part, { ...here, place: [...here.place, name] })
  }
}

function backEach(target: Target, node: EachNode, value: unknown, here: Here): undefined {
  if (value === null) return
  if (!Array.isArray(value)) return fault(target, 'inverse_unreadable', [node.read], here)
  // An empty list is a value too; of one whose items don't come back, nothing is known.
  if (value.length === 0) return put(target, node.read, [], here)
  if (!isRestoring(target, node.item)) return
  // A gap in a list of plain values can't be filled, and without it the others would move.
  const isPlain = !hasFields(target, node.read)
  if (isPlain && value.includes(null)) return fault(target, 'inverse_unreadable', [node.read], here)
  for (const [position, item] of value.entries()) {
    const inside = { place: [...here.place, null], positions: [...here.positions, position] }
    if (!isPlain) makeItem(target, node.read, inside)
    if (item !== null) back(target, node.item, item, inside)
  }
}

const isRestoring = ({ whole }: Target, item: Node): boolean => restoredPaths(item, whole).length > 0

const hasFields = ({ index }: Target, list: Read): boolean =>
  ['object', 'union'].includes(index.byPath.get(`${list.path}.*`)?.kind ?? '')

/** An item of which nothing comes back keeps the places of the others. */
function makeItem(target: Target, list: Read, here: Here): undefined {
  const path = fieldPath(list, here.positions)
  if (!Array.isArray(atPath(target.values, path))) put(target, list, [], here)
  const items = atPath(target.values, path)
  if (Array.isArray(items)) items[here.positions.at(-1) ?? 0] ??= {}
}

function backWhen(target: Target, node: WhenNode, value: unknown, here: Here): undefined {
  const { then, otherwise } = node
  if (!otherwise) {
    // Only the true branch writes anything.
    assume(target, node.test, true, here)
    return back(target, then, value, here)
  }
  if (!areDisjoint(then, otherwise)) return
  const isThen = couldBeFrom(then, value)
  if (!isThen && !couldBeFrom(otherwise, value)) return fault(target, 'inverse_unreadable', [], here)
  assume(target, node.test, isThen, here)
  back(target, isThen ? then : otherwise, value, here)
}

/** Puts what a condition's answer says about the record, where it leaves exactly one value. */
function assume(target: Target, test: Test, answer: boolean, here: Here): undefined {
  if (test.kind === 'not') return assume(target, test.test, !answer, here)
  if (test.kind === 'oneOf') {
    const { read, values } = test
    if (!isOwn(read)) return
    const all = read.field.kind === 'boolean' ? [true, false] : (knownValues(target.index, read) ?? [])
    const left = answer ? values : all.filter((value) => !values.includes(value))
    if (left.length !== 1) return
    if (answer || !read.mayBeAbsent) return put(target, read, left[0], here)
    // Answered no, the field may also be absent: it isn't where other rules have found something beside it.
    const parent = fieldPath(read, here.positions).split('.').slice(0, -1).join('.')
    target.pending.push(() => {
      const beside = isThereWithParent(target.index, read) && isPlainObject(atPath(target.values, parent))
      if (beside) put(target, read, left[0], here)
    })
  }
  if ((test.kind === 'all' && answer) || (test.kind === 'any' && !answer)) {
    for (const part of test.tests) assume(target, part, answer, here)
  }
}

function fault(
  target: Target,
  code: 'inverse_unreadable' | 'inverse_conflict',
  reads: readonly Read[],
  here: Here,
): undefined {
  const fields = reads.map((read) => fieldPath(read, here.positions))
  target.faults.push({ pointer: pointerAt(here.place, here.positions), fields, code })
}

/** Sets a value at its canonical place, making the objects and lists on the way; a second, different value is a fault. */
function put(target: Target, read: Read, value: unknown, here: Here): undefined {
  // Who handed it in isn't part of the record, nor what stands in another one.
  if (!isOwn(read)) return
  const tokens = read.path.split('.')
  const keys = fieldPath(read, here.positions).split('.')
  let container = target.values
  for (const [position, key] of keys.entries()) {
    const last = position === keys.length - 1
    if (last) {
      if (!Object.hasOwn(container, key)) container[key] = value
      else if (!sameJson(container[key], value) && !isFilling(container[key], value))
        fault(target, 'inverse_conflict', [read], here)
      return
    }
    if (!Object.hasOwn(container, key)) container[key] = tokens[position + 1] === '*' ? [] : {}
    const next = container[key]
    if (next === null || typeof next !== 'object') return fault(target, 'inverse_conflict', [read], here)
    container = next as Container
  }
}

// `each` announces its list before the items; another rule may have filled it already.
const isFilling = (standing: unknown, value: unknown): boolean =>
  Array.isArray(standing) && Array.isArray(value) && value.length === 0
