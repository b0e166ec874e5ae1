/**
 * A mapping once it has been checked: what the compiler, the inverse and the provenance all read. Nothing here is
 * written by an author, and nothing in it can be wrong any more.
 */
import type { Json } from '../base/json.ts'
import type { Text } from '../base/text.ts'
import type { Test } from './conditions.ts'
import type { Read } from './fields.ts'
import type { Shape } from './shape.ts'
import type { Computed, Misfit } from './types.ts'

/** A place in the payload; null stands for a list position. */
export type Place = readonly (string | null)[]

export type Node =
  | PathNode
  | ConstNode
  | ConvertNode
  | JoinNode
  | FirstOfNode
  | WhenNode
  | EachNode
  | ObjectNode
  | ComputeNode

export interface PathNode {
  readonly verb: 'path'
  readonly read: Read
}

export interface ConstNode {
  readonly verb: 'const'
  readonly value: Json
}

/** The verbs over one value: one in, one out. Null and absent values don't reach `forward`. */
export interface ConvertNode {
  readonly verb: 'code' | 'date' | 'number' | 'flag' | 'text' | 'mask' | 'pad' | 'trim' | 'case' | 'split'
  readonly place: Place
  readonly read: Read
  /** The upstream's value, or undefined when this one can't be represented. */
  readonly forward: (value: unknown) => Json | undefined
  /** `forward` as a JavaScript expression over a variable, where that is short: generated code then makes no call. */
  readonly inline?: (value: string) => string
  /** Why `forward` gave nothing. */
  readonly misfit: (value: unknown) => Misfit
  /** One of its values is null, which stands for “never sent” on the way back: not every record comes back. */
  readonly hasNull?: boolean
  /** The record's value; undefined when the payload's isn't one that `forward` gives. Absent: the rule has no inverse. */
  readonly backward?: (value: Json) => Json | undefined
  /** Every value it can give and where in the rule it is written, where the author wrote them all. */
  readonly outputs?: readonly { readonly value: Json; readonly at: readonly string[] }[]
  /** Of a crosswalk: the codes that the upstream has none for, as people know them. */
  readonly refused?: Text
  /** Of a text that is handed on in pieces: which one this is. */
  readonly piece?: Piece
  /** What its results look like, for the check against the contract. */
  readonly gives: (source: Shape) => Shape
}

/** Characters from `from` to before `to` (absent: to the end), or one of exactly `of` parts, counted from 1. */
export type Piece =
  | { readonly from: number; readonly to?: number }
  | { readonly separator: string; readonly part: number; readonly of: number }

export interface JoinNode {
  readonly verb: 'join'
  readonly place: Place
  readonly parts: readonly (Read | string)[]
  readonly separator: string
  /** One value per part; undefined when the text isn't one that this rule writes. Absent: the rule has no inverse. */
  readonly backward?: (text: string) => readonly Json[] | undefined
}

export interface FirstOfNode {
  readonly verb: 'firstOf'
  readonly rules: readonly Node[]
}

export interface WhenNode {
  readonly verb: 'when'
  readonly test: Test
  readonly then: Node
  readonly otherwise: Node | undefined
}

export interface EachNode {
  readonly verb: 'each'
  readonly place: Place
  readonly read: Read
  readonly item: Node
}

export interface ObjectNode {
  readonly verb: 'object'
  readonly members: readonly (readonly [name: string, node: Node])[]
  /** Stands even when no member does: the payload itself, and the items of a list. */
  readonly always: boolean
}

export interface ComputeNode {
  readonly verb: 'compute'
  readonly place: Place
  readonly reads: readonly Read[]
  readonly run: Computed['run']
}

/** Whether a valid record may give no value here. */
export function mayBeAbsent(node: Node): boolean {
  switch (node.verb) {
    case 'path':
    case 'each':
      return node.read.mayBeAbsent || (node.verb === 'each' && node.read.field.nullable)
    case 'const':
      return false
    case 'object':
      return !node.always && node.members.every(([, member]) => mayBeAbsent(member))
    case 'when':
      return !node.otherwise || mayBeAbsent(node.then) || mayBeAbsent(node.otherwise)
    // A value that doesn't fit is left out, whatever the form says about it.
    default:
      return true
  }
}
