/**
 * Conditional and combined requirements of a contract (`if`, `oneOf`, `dependentRequired` …), tried out: records that differ
 * in what decides something are mapped and validated by the very validator that judges payloads. What a record lacks because
 * its reporter left it out isn't a fault of the mapping; what is missing although everything was filled in is.
 */
import { MappingError } from '../../base/errors.ts'
import { type Finding, finding } from '../../base/finding.ts'
import { pointerTokens, toPointer } from '../../base/json-pointer.ts'
import type { MessageCode } from '../../base/messages/index.ts'
import {
  type CompiledContract,
  type Contract,
  type ContractFault,
  compileContract,
  schemasAt,
} from '../../contract/index.ts'
import { closeMapping } from '../closures.ts'
import type { Test } from '../conditions.ts'
import { type FieldIndex, fieldTitle, knownValues, type Read } from '../fields.ts'
import type { Node, ObjectNode } from '../node.ts'
import type { Tokens } from '../problems.ts'
import type { RecordContext } from '../record-context.ts'
import { recordValue } from '../values.ts'
import { sampleContext, sampleSeen, type Trial } from './sample-record.ts'
import { decidingFields, trialsOf } from './trials.ts'
import { hopeless, witness } from './witness.ts'

/** Which records concern the upstream at all. */
export interface Applies {
  readonly test: Test
  readonly run: (record: unknown, context: RecordContext) => boolean
}

interface Gap {
  readonly code: MessageCode
  readonly at: Tokens
  readonly given: string
  readonly proven: boolean
  readonly trials: Trial[]
}

const SURPLUS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'false schema'])

// What refuses one of several closed values.
const CHOICES: ReadonlySet<string> = new Set(['const', 'enum', 'not'])

export function probeMapping(
  index: FieldIndex,
  root: ObjectNode,
  contract: Contract,
  applies?: Applies,
): readonly Finding[] {
  const validator = readable(contract)
  if (!validator) return []
  const run = closeMapping(root)
  const fields = decidingFields(index, root, applies ? [applies.test] : [], contract)
  const tried: Trial[] = []
  const gaps = new Map<string, Gap>()
  for (const trial of trialsOf(fields)) {
    const [record, context] = [sampleSeen(index.form, trial), sampleContext(trial)]
    if (applies && !applies.run(record, context)) continue
    tried.push(trial)
    const { payload, faults: unfit } = run(record, context)
    const faults = validator.validate(payload)
    const isUnfit = ({ pointer }: ContractFault) =>
      unfit.some((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`))
    const trying = { index, root, record, context, contract, faults }
    const found = faults.flatMap((fault) => (isUnfit(fault) ? [] : (gapOf(trying, fault) ?? [])))
    // Where something is missing, the value that called for it isn't wrong.
    const missing = found.filter(({ code }) => code !== 'mapping_records_refused')
    for (const gap of missing.length > 0 ? missing : found) {
      const key = `${gap.code} ${toPointer(gap.at)} ${gap.given}`
      const known = gaps.get(key)
      if (known) known.trials.push(trial)
      else gaps.set(key, { ...gap, trials: [trial] })
    }
  }
  return [...gaps.values()].flatMap(({ code, at, given, proven, trials }) => {
    // A surplus property that some records may have depends on the record.
    if (code === 'mapping_property_refused' && trials.length < tried.length) return []
    const titleOf = (path: string) => fieldTitle(index.form, path)
    if (code === 'mapping_records_refused') {
      const when = hopeless(fields, tried, trials, titleOf)
      return when ? [finding('warning', 'mapping', toPointer(at), code, { given, when })] : []
    }
    const when = witness(fields, tried, trials, titleOf)
    return [finding(proven ? 'error' : 'warning', 'mapping', toPointer(at), code, { given, when })]
  })
}

// A contract that can't be read is reported by whoever compiles it.
function readable(contract: Contract): CompiledContract | undefined {
  try {
    return compileContract(contract)
  } catch (error) {
    if (error instanceof MappingError) return undefined
    throw error
  }
}

interface Trying {
  readonly index: FieldIndex
  readonly root: ObjectNode
  readonly record: unknown
  readonly context: RecordContext
  readonly contract: Contract
  readonly faults: readonly ContractFault[]
}

function gapOf(trying: Trying, { pointer, keyword }: ContractFault): Omit<Gap, 'trials'> | undefined {
  const { index, root, record, context, contract, faults } = trying
  const tokens = pointerTokens(pointer)
  const given = tokens.at(-1) ?? ''
  const rule = ruleAt(root, tokens, [])
  if (SURPLUS.has(keyword)) return rule.node && { code: 'mapping_property_refused', at: rule.at, given, proven: true }
  if (CHOICES.has(keyword) && rule.node && isClosed(index, rule.node)) {
    return { code: 'mapping_records_refused', at: rule.at, given, proven: false }
  }
  if (keyword !== 'required') return undefined
  const parent = toPointer(tokens.slice(0, -1))
  // Where another value breaks the same object, the branch of a union that was meant is a guess.
  const guessed =
    schemasAt(contract, parent).length > 1 &&
    faults.some((other) => other.keyword !== 'required' && other.pointer.startsWith(`${parent}/`))
  if (!rule.node) return { code: 'mapping_property_missing_when', at: rule.at, given, proven: !guessed }
  const reads = readsBehind(rule.node)
  const isFilled = (read: Read) => recordValue(record, read.path.replaceAll('*', '0'), context) != null
  // Left out by the reporter, or known to a function alone: not the mapping's doing.
  if (!reads?.every(isFilled)) return undefined
  return { code: 'mapping_condition_gap', at: rule.at, given, proven: !guessed }
}

/** The rule behind a place of the payload, or the object that has none for it. */
function ruleAt(node: Node, tokens: readonly string[], at: Tokens): { readonly node?: Node; readonly at: Tokens } {
  const [name, ...rest] = tokens
  if (name === undefined) return { node, at }
  if (node.verb === 'each') return ruleAt(node.item, rest, [...at, 'item'])
  if (node.verb !== 'object') return { node, at }
  const inside = at.length === 0 ? at : [...at, 'object']
  const member = node.members.find(([key]) => key === name)?.[1]
  return member ? ruleAt(member, rest, [...inside, name]) : { at: inside }
}

const isClosed = (index: FieldIndex, node: Node): boolean =>
  'outputs' in node ? node.outputs !== undefined : node.verb === 'path' && knownValues(index, node.read) !== undefined

/** The fields a rule's value comes from, those of its conditions aside; undefined where a function is among them. */
function readsBehind(node: Node): readonly Read[] | undefined {
  switch (node.verb) {
    case 'const':
      return []
    case 'compute':
      return undefined
    case 'join':
      return node.parts.filter((part) => typeof part !== 'string')
    case 'firstOf':
      return together(node.rules)
    case 'when':
      return together([node.then, ...(node.otherwise ? [node.otherwise] : [])])
    case 'object':
      return together(node.members.map(([, member]) => member))
    default:
      return [node.read]
  }
}

function together(nodes: readonly Node[]): readonly Read[] | undefined {
  const reads = nodes.map(readsBehind)
  return reads.includes(undefined) ? undefined : reads.flatMap((each) => each ?? [])
}
