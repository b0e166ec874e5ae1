/** Faults while one record is mapped: values that can't be represented, with the places on both sides. */
import { toPointer } from '../base/json-pointer.ts'
import type { Read } from './fields.ts'
import type { ComputeNode, ConvertNode, JoinNode, Place } from './node.ts'
import type { MapFault, Misfit } from './types.ts'

/** Positions in the lists around a rule, the outermost first. */
export type Positions = readonly number[]

export const NO_FAULTS: readonly MapFault[] = Object.freeze([])

const COMPUTE_FAILED: Misfit = { code: 'compute_failed' }
const NOT_TEXT: Misfit = { code: 'value_wrong_type' }

export function mapFault(node: ConvertNode | JoinNode | ComputeNode, value: unknown, positions: Positions): MapFault {
  const misfit = node.verb === 'compute' ? COMPUTE_FAILED : node.verb === 'join' ? NOT_TEXT : node.misfit(value)
  return {
    pointer: pointerAt(node.place, positions),
    fields: readsOf(node).map((read) => fieldPath(read, positions)),
    ...misfit,
  }
}

export function readsOf(node: ConvertNode | JoinNode | ComputeNode): readonly Read[] {
  if (node.verb === 'compute') return node.reads
  return node.verb === 'join' ? node.parts.filter((part) => typeof part !== 'string') : [node.read]
}

/** The pointer of a place, list positions filled in. */
export function pointerAt(place: Place, positions: Positions): string {
  let depth = 0
  return toPointer(place.map((token) => token ?? positions[depth++] ?? 0))
}

/** The canonical path of a value, list positions filled in. */
export function fieldPath(read: Read, positions: Positions): string {
  let depth = 0
  return read.path.replaceAll('*', () => String(positions[depth++] ?? '*'))
}
