/**
 * Where a payload's value came from, read off the mapping itself: nothing is recorded per payload, and nothing is built
 * before an error asks.
 */
import { escapeToken, pointerTokens } from '../base/json-pointer.ts'
import { readsOfTest } from './conditions.ts'
import { fieldPath, readsOf } from './faults.ts'
import type { Read } from './fields.ts'
import type { Node } from './node.ts'

/** Where the value at a place of the payload comes from. */
export interface Origin {
  /** Canonical paths with list positions filled in, in the order they are read. */
  readonly fields: readonly string[]
  /** The mapping chose the value itself: a constant, a crosswalk, a yes/no pair. If it is wrong, its author must act. */
  readonly chosen: boolean
}

interface Found {
  readonly path: string
  readonly chosen: boolean
}

/** Every field that the value at `pointer`, or below it, comes from. None for constants and unknown places. */
export function originOf(root: Node, pointer: string): Origin {
  const found = trace(root, pointerTokens(pointer), []) ?? []
  const fields = [...new Set(found.map(({ path }) => path))]
  return { fields, chosen: found.every(({ chosen }) => chosen) }
}

/** Undefined where the mapping makes nothing. */
function trace(node: Node, tokens: readonly string[], positions: readonly number[]): readonly Found[] | undefined {
  const from = (reads: readonly Read[], chosen: boolean) =>
    reads.map((read) => ({ path: fieldPath(read, positions), chosen }))
  switch (node.verb) {
    case 'const':
      return []
    case 'path':
      // A whole object or list was passed on: below it, both sides have the same names.
      return [{ path: [fieldPath(node.read, positions), ...tokens].join('.'), chosen: false }]
    case 'object': {
      const [name, ...rest] = tokens
      if (name === undefined) return node.members.flatMap(([, member]) => trace(member, [], positions) ?? [])
      const member = node.members.find(([key]) => key === name)?.[1]
      return member && trace(member, rest, positions)
    }
    case 'each': {
      const [index, ...rest] = tokens
      if (index === undefined || !/^\d+$/.test(index)) return from([node.read], false)
      return trace(node.item, rest, [...positions, Number(index)])
    }
    case 'firstOf':
      return together(node.rules.map((rule) => trace(rule, tokens, positions)))
    case 'when': {
      const branches = [node.then, node.otherwise].map((branch) => branch && trace(branch, tokens, positions))
      const inside = together(branches)
      // Two constants: what decided between them is what they come from.
      return inside?.length === 0 ? from(readsOfTest(node.test), true) : inside
    }
    default:
      return from(readsOf(node), node.verb === 'code' || node.verb === 'flag')
  }
}

function together(parts: readonly (readonly Found[] | undefined)[]): readonly Found[] | undefined {
  const known = parts.filter((part) => part !== undefined)
  return known.length > 0 ? known.flat() : undefined
}

/** Pointers of everything the mapping makes, list positions as `*`, parents first. */
export function placesOf(node: Node, pointer = ''): readonly string[] {
  switch (node.verb) {
    case 'object':
      return node.members.flatMap(([name, member]) => {
        const below = `${pointer}/${escapeToken(name)}`
        return [...new Set([below, ...placesOf(member, below)])]
      })
    case 'each':
      return [`${pointer}/*`, ...placesOf(node.item, `${pointer}/*`)]
    case 'firstOf':
      return [...new Set(node.rules.flatMap((rule) => placesOf(rule, pointer)))]
    case 'when':
      return [...new Set([node.then, node.otherwise].flatMap((branch) => (branch ? placesOf(branch, pointer) : [])))]
    default:
      return []
  }
}
