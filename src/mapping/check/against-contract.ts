/**
 * A mapping's other end: does the contract know its properties, is what it always requires produced, does each rule give
 * what its place takes? Conditional and combined requirements depend on the record: probe.ts tries them.
 */
import { type Finding, finding, type Severity } from '../../base/finding.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import { toPointer } from '../../base/json-pointer.ts'
import type { MessageCode } from '../../base/messages/index.ts'
import type { Params } from '../../base/problem.ts'
import {
  branches,
  type Contract,
  certainParts,
  followRef,
  isSchemaObject,
  itemParts,
  memberParts,
  refusedBy,
  type Subschema,
  schemasAt,
  unionsOf,
} from '../../contract/index.ts'
import type { Form } from '../../form/index.ts'
import { type FieldIndex, fieldIndex } from '../fields.ts'
import type { ConvertNode, Node, ObjectNode, Place } from '../node.ts'
import { hint, type Tokens } from '../problems.ts'
import { type Shape, textShape } from '../shape.ts'
import { compareShape } from './compare.ts'
import { fieldShape } from './field-shape.ts'

interface Check {
  readonly index: FieldIndex
  readonly contract: Contract
  readonly findings: Finding[]
}

/** Where the walk stands: in the payload, in the mapping, and what the contract says for certain there. */
interface Here {
  readonly place: Place
  readonly at: Tokens
  readonly parts: readonly Subschema[]
}

export function checkAgainstContract(form: Form, root: ObjectNode, contract: Contract): readonly Finding[] {
  const check: Check = { index: fieldIndex(form), contract, findings: [] }
  const parts = certainParts(contract.schema, [{ schema: contract.schema, pointer: '' }])
  checkObject(check, root, { place: [], at: [], parts })
  return check.findings
}

function note(check: Check, severity: Severity, at: Tokens, code: MessageCode, params: Params): undefined {
  check.findings.push(finding(severity, 'mapping', toPointer(at), code, params))
}

function checkNode(check: Check, node: Node, here: Here): undefined {
  const below = (...tokens: Tokens): Here => ({ ...here, at: [...here.at, ...tokens] })
  switch (node.verb) {
    case 'object':
      checkShape(check, { types: ['object'] }, here, 'object')
      return checkObject(check, node, below('object'))
    case 'each': {
      const list = fieldShape(check.index, node.read)
      checkShape(check, { ...list, types: ['array'] }, below('each'), node.read.path)
      const parts = itemParts(check.contract.schema, here.parts)
      return checkNode(check, node.item, { ...below('item'), place: [...here.place, null], parts })
    }
    case 'firstOf':
      for (const [position, rule] of node.rules.entries()) checkNode(check, rule, below('firstOf', position))
      return
    case 'when':
      checkNode(check, node.then, below('then'))
      if (node.otherwise) checkNode(check, node.otherwise, below('else'))
      return
    case 'const':
      return checkChosen(check, node.value, below('const'))
    case 'path':
      return checkWhole(check, fieldShape(check.index, node.read), here, node.read.path)
    case 'join': {
      const shapes = node.parts.map((part) =>
        typeof part === 'string' ? textShape([...part].length, [...part].length) : fieldShape(check.index, part),
      )
      const named = node.parts.filter((part) => typeof part !== 'string').map(({ path }) => path)
      return checkShape(check, joined(shapes, node.separator), here, named.join(' + '))
    }
    case 'compute':
      return
    default:
      return checkConvert(check, node, here)
  }
}

function checkConvert(check: Check, node: ConvertNode, here: Here): undefined {
  if (node.outputs) {
    const seen = new Set<Json>()
    for (const { value, at } of node.outputs) {
      if (!seen.has(value)) checkChosen(check, value, { ...here, at: [...here.at, ...at] })
      seen.add(value)
    }
    if (node.refused) {
      const { path } = node.read
      note(check, 'warning', [...here.at, 'refused'], 'mapping_codes_without_partner', { path, codes: node.refused })
    }
    return
  }
  const shape = node.gives(fieldShape(check.index, node.read))
  return checkShape(check, shape, here, node.read.path)
}

// Parts that are absent leave their separators out too.
function joined(shapes: readonly Shape[], separator: string): Shape {
  const lengths = shapes.map((shape) => (shape.values ? longest(shape.values) : shape.maxLength))
  const gaps = [...separator].length * (shapes.length - 1)
  return lengths.includes(undefined)
    ? { types: ['string'] }
    : textShape(
        undefined,
        lengths.reduce<number>((sum, length) => sum + (length ?? 0), gaps),
      )
}

const longest = (values: readonly Json[]): number => Math.max(...values.map((value) => [...String(value)].length))

function checkShape(check: Check, shape: Shape, { at, parts }: Here, path: string): undefined {
  for (const { schema, pointer } of parts) {
    for (const { severity, code, params } of compareShape(check.contract, shape, schema, path)) {
      note(check, severity, at, code, { ...params, contract: pointer })
    }
  }
}

/** A value passed on as it stands, with all that is in it. */
function checkWhole(check: Check, shape: Shape, here: Here, path: string): undefined {
  checkShape(check, shape, here, path)
  const { schema } = check.contract
  if (shape.item) checkWhole(check, shape.item, { ...here, parts: itemParts(schema, here.parts) }, `${path}.*`)
  if (!shape.members) return
  const closed = here.parts.find((part) => part.schema.additionalProperties === false)
  for (const [name, { shape: member }] of shape.members) {
    const parts = memberParts(schema, here.parts, name)
    checkWhole(check, member, { ...here, parts }, `${path}.${name}`)
    const named = isSchemaObject(closed?.schema.properties) && Object.hasOwn(closed.schema.properties, name)
    if (closed && !named && parts.length === 0) {
      note(check, 'error', here.at, 'mapping_property_unknown', { given: name, hint: hint(name, []) })
    }
  }
  for (const name of requiredOf(here.parts)) {
    if (!shape.members.has(name)) note(check, 'error', here.at, 'mapping_property_missing', { given: name })
  }
}

function checkObject(check: Check, node: ObjectNode, here: Here): undefined {
  const { contract } = check
  const schemas = schemasAt(contract, toPointer(here.place.map((token) => token ?? 0)))
  const known = namedProperties(contract, schemas)
  const parts = meantParts(check, node, here.parts)
  for (const [name, member] of node.members) {
    const at = [...here.at, name]
    if (known && !known.has(name)) {
      note(check, 'error', at, 'mapping_property_unknown', { given: name, hint: hint(name, known) })
    }
    checkNode(check, member, { place: [...here.place, name], at, parts: memberParts(contract.schema, parts, name) })
  }
  for (const name of requiredOf(parts)) {
    if (!node.members.some(([key]) => key === name)) {
      note(check, 'error', here.at, 'mapping_property_missing', { given: name })
    }
  }
}

const requiredOf = (parts: readonly Subschema[]): ReadonlySet<string> =>
  new Set(parts.flatMap(({ schema }) => (Array.isArray(schema.required) ? schema.required.map(String) : [])))

/** With the branch of each union that the object's own constants and tables leave, where they leave one. */
function meantParts(check: Check, node: ObjectNode, parts: readonly Subschema[]): readonly Subschema[] {
  const { schema: root } = check.contract
  let all = parts
  for (const union of unionsOf(parts)) {
    const possible = union.filter((branch) => {
      const inside = certainParts(root, [branch])
      return !node.members.some(([name, member]) => isRefused(check, member, memberParts(root, inside, name)))
    })
    const [meant, other] = possible
    if (meant && !other) all = [...all, ...certainParts(root, [meant])]
  }
  return all
}

/** Whether nothing that a rule chooses is taken. */
function isRefused({ contract }: Check, node: Node, parts: readonly Subschema[]): boolean {
  const values = node.verb === 'const' ? [node.value] : 'outputs' in node ? node.outputs?.map(({ value }) => value) : []
  return (
    values !== undefined &&
    values.length > 0 &&
    values.every((value) => parts.some(({ schema }) => refusedBy(contract, schema, value) !== undefined))
  )
}

/** Every property the contract names here, in all branches; undefined when it names none, or says that more may come. */
function namedProperties(contract: Contract, starts: readonly JsonObject[]): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  const seen = new Set<JsonObject>()
  const waiting = [...starts]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const schema = next
    if (seen.has(schema)) continue
    seen.add(schema)
    const target = followRef(contract.schema, schema)
    if (target !== schema) waiting.push(target)
    const more = schema.additionalProperties
    if (schema.patternProperties !== undefined || more === true || isSchemaObject(more)) return undefined
    if (isSchemaObject(schema.properties)) for (const name of Object.keys(schema.properties)) names.add(name)
    waiting.push(...branches(schema))
  }
  return names.size > 0 ? names : undefined
}

/** A value that is the mapping's own: refused for certain, or by every branch that names its place. */
function checkChosen(check: Check, value: Json, { place, at, parts }: Here): undefined {
  const { contract } = check
  const refuses = (schema: JsonObject) => refusedBy(contract, schema, value) !== undefined
  const everywhere = schemasAt(contract, toPointer(place.map((token) => token ?? 0)))
  const refused = parts.some(({ schema }) => refuses(schema)) || (everywhere.length > 0 && everywhere.every(refuses))
  if (refused) note(check, 'error', at, 'mapping_value_refused', { given: JSON.stringify(value) })
}
