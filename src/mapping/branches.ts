/** Which branch of a `when` a payload's value came from, where that can be told from the value alone. */
import type { Json } from '../base/json.ts'
import type { Node } from './node.ts'
import { isPlainObject, sameJson } from './values.ts'

/** Whether no value can come from both rules. */
export function areDisjoint(a: Node, b: Node): boolean {
  const [outputsA, outputsB] = [outputsOf(a), outputsOf(b)]
  if (outputsA && outputsB) return !outputsA.some((value) => outputsB.some((other) => sameJson(value, other)))
  if (outputsA || outputsB) return (outputsA ?? outputsB ?? []).every((value) => !hasShape(outputsA ? b : a, value))
  if (a.verb === 'object' && b.verb === 'object') {
    return a.members.some(([name, member]) => {
      const other = b.members.find(([key]) => key === name)?.[1]
      return other !== undefined && isAlwaysThere(member) && isAlwaysThere(other) && areDisjoint(member, other)
    })
  }
  return (a.verb === 'object' && b.verb === 'each') || (a.verb === 'each' && b.verb === 'object')
}

/** Whether a value could come from a rule, as far as its constants and tables tell. */
export function couldBeFrom(node: Node, value: unknown): boolean {
  const outputs = outputsOf(node)
  if (outputs) return outputs.some((output) => sameJson(output, value))
  if (!hasShape(node, value)) return false
  return (
    node.verb !== 'object' ||
    !isPlainObject(value) ||
    node.members.every(([name, member]) => {
      const part = Object.hasOwn(value, name) ? value[name] : undefined
      return part === undefined ? !isAlwaysThere(member) : couldBeFrom(member, part)
    })
  )
}

/** The closed set of values a rule gives, where it has one. */
function outputsOf(node: Node): readonly Json[] | undefined {
  if (node.verb === 'const') return [node.value]
  return 'outputs' in node ? node.outputs?.map(({ value }) => value) : undefined
}

const isAlwaysThere = (node: Node): boolean =>
  node.verb === 'const' ||
  ((node.verb === 'code' || node.verb === 'flag') && !node.read.mayBeAbsent && !node.read.field.nullable)

// A rule of unknown shape may give anything.
const hasShape = (node: Node, value: unknown): boolean =>
  node.verb === 'object' ? isPlainObject(value) : node.verb === 'each' ? Array.isArray(value) : true
