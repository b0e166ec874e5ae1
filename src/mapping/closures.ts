/**
 * Runs a mapping as closures: for hosts that forbid generated code (`codegen: false`), and the plain reading of what
 * codegen.ts must do. Both give the same payload, the same order of properties and the same faults.
 */
import type { Json } from '../base/json.ts'
import { closeTest } from './conditions.ts'
import { mapFault, type Positions } from './faults.ts'
import type { ComputeNode, ConvertNode, EachNode, JoinNode, Node, ObjectNode } from './node.ts'
import type { RecordContext } from './record-context.ts'
import type { MapFault } from './types.ts'
import { closeRead } from './values.ts'
import { hasFailed, runComputed } from './verbs/compute.ts'
import { joinTexts } from './verbs/join.ts'
import { plainText } from './verbs/text.ts'

interface State {
  /** The context, the record, then the items around, the outermost first. */
  readonly scopes: readonly unknown[]
  readonly positions: Positions
  readonly faults: MapFault[]
}

type Run = (state: State) => unknown

export function closeMapping(
  root: ObjectNode,
): (record: unknown, context?: RecordContext) => { payload: unknown; faults: MapFault[] } {
  const run = close(root)
  return (record, context = {}) => {
    const faults: MapFault[] = []
    return { payload: run({ scopes: [context, record], positions: [], faults }), faults }
  }
}

function close(node: Node): Run {
  switch (node.verb) {
    case 'path': {
      const read = closeRead(node.read)
      return ({ scopes }) => read(scopes)
    }
    case 'const':
      return () => node.value
    case 'join':
      return closeJoin(node)
    case 'firstOf':
      return closeFirstOf(node.rules.map(close))
    case 'when': {
      const [test, then, otherwise] = [closeTest(node.test), close(node.then), node.otherwise && close(node.otherwise)]
      return (state) => (test(state.scopes) ? then(state) : otherwise?.(state))
    }
    case 'each':
      return closeEach(node)
    case 'object':
      return closeObject(node)
    case 'compute':
      return closeCompute(node)
    default:
      return closeConvert(node)
  }
}

function closeConvert(node: ConvertNode): Run {
  const read = closeRead(node.read)
  return ({ scopes, positions, faults }) => {
    const value = read(scopes)
    if (value === undefined || value === null) return undefined
    const result = node.forward(value)
    if (result === undefined) faults.push(mapFault(node, value, positions))
    return result
  }
}

function closeJoin(node: JoinNode): Run {
  const consts = node.parts.map((part) => typeof part === 'string')
  const parts = node.parts.map((part) => (typeof part === 'string' ? () => part : closeRead(part)))
  return ({ scopes, positions, faults }) => {
    const texts: (string | undefined)[] = []
    for (const part of parts) {
      const value = part(scopes)
      const text = value === undefined || value === null ? undefined : plainText(value)
      if (text === undefined && value !== undefined && value !== null) {
        faults.push(mapFault(node, value, positions))
        return undefined
      }
      texts.push(text)
    }
    return joinTexts(texts, consts, node.separator)
  }
}

function closeFirstOf(rules: readonly Run[]): Run {
  return (state) => {
    for (const rule of rules) {
      const value = rule(state)
      if (value !== undefined && value !== null) return value
    }
    return undefined
  }
}

function closeEach(node: EachNode): Run {
  const [read, item] = [closeRead(node.read), close(node.item)]
  return ({ scopes, positions, faults }) => {
    const list = read(scopes)
    if (!Array.isArray(list)) return undefined
    return list.map(
      (value, index) => item({ scopes: [...scopes, value], positions: [...positions, index], faults }) ?? null,
    )
  }
}

function closeObject(node: ObjectNode): Run {
  const members = node.members.map(([name, member]) => [name, close(member)] as const)
  return (state) => {
    const made: Record<string, Json> = {}
    let some = node.always
    for (const [name, run] of members) {
      const value = run(state)
      if (value === undefined) continue
      made[name] = value as Json
      some = true
    }
    return some ? made : undefined
  }
}

function closeCompute(node: ComputeNode): Run {
  const reads = node.reads.map(closeRead)
  return ({ scopes, positions, faults }) => {
    const result = runComputed(
      node.run,
      reads.map((read) => read(scopes)),
    )
    if (!hasFailed(result)) return result
    faults.push(mapFault(node, undefined, positions))
    return undefined
  }
}
