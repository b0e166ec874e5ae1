/**
 * A mapping's other end: does the contract know its properties, does a rule give what it requires, does it take the
 * constants and tables? What generated types tell a TypeScript author, a mapping from JSON hears from here.
 *
 * Only what the contract says plainly counts. Conditional and combined requirements (`if`, `dependentRequired`, `oneOf`
 * over `required`) depend on the record and are judged per payload.
 */

import type { Json, JsonObject } from '../base/json.ts'
import { toPointer } from '../base/json-pointer.ts'
import type { Problem } from '../base/problem.ts'
import { branches, type Contract, followRef, isSchemaObject, schemasAt } from '../contract/index.ts'
import type { Node, ObjectNode } from './node.ts'
import { hint, mappingProblem, type Tokens } from './problems.ts'
import { sameJson } from './values.ts'

interface Check {
  readonly contract: Contract
  readonly problems: Problem[]
}

export function checkAgainstContract(root: ObjectNode, contract: Contract): readonly Problem[] {
  const check = { contract, problems: [] }
  checkObject(check, root, [], [])
  return check.problems
}

/** `place` leads through the payload, `at` through the mapping. */
function checkNode(check: Check, node: Node, place: Tokens, at: Tokens): undefined {
  switch (node.verb) {
    case 'object':
      return checkObject(check, node, place, [...at, 'object'])
    case 'each':
      return checkNode(check, node.item, [...place, 0], [...at, 'item'])
    case 'firstOf':
      for (const [position, rule] of node.rules.entries()) checkNode(check, rule, place, [...at, 'firstOf', position])
      return
    case 'when':
      checkNode(check, node.then, place, [...at, 'then'])
      if (node.otherwise) checkNode(check, node.otherwise, place, [...at, 'else'])
      return
    case 'const':
      return checkValue(check, node.value, place, [...at, 'const'])
    case 'code':
    case 'flag':
      for (const value of new Set(node.outputs))
        checkValue(check, value, place, [...at, node.verb === 'code' ? 'to' : 'flag'])
      return
    default:
      return
  }
}

function checkObject(check: Check, node: ObjectNode, place: Tokens, at: Tokens): undefined {
  const schemas = schemasAt(check.contract, toPointer(place))
  const known = namedProperties(check.contract, schemas)
  for (const [name, member] of node.members) {
    if (known && !known.has(name)) {
      check.problems.push(
        mappingProblem([...at, name], 'mapping_property_unknown', { given: name, hint: hint(name, known) }),
      )
    }
    checkNode(check, member, [...place, name], [...at, name])
  }
  // Of a union, which branch's requirements hold depends on the record.
  const required = schemas.length === 1 && Array.isArray(schemas[0]?.required) ? schemas[0].required : []
  for (const name of required) {
    if (typeof name === 'string' && !node.members.some(([key]) => key === name)) {
      check.problems.push(mappingProblem(at, 'mapping_property_missing', { given: name }))
    }
  }
}

/** Every property the contract names here, in all branches; undefined when it names none, or says that more may come. */
function namedProperties(contract: Contract, starts: readonly JsonObject[]): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  const seen = new Set<JsonObject>()
  const waiting = [...starts]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const schema = followRef(contract.schema, next)
    if (seen.has(schema)) continue
    seen.add(schema)
    const more = schema.additionalProperties
    if (schema.patternProperties !== undefined || more === true || isSchemaObject(more)) return undefined
    if (isSchemaObject(schema.properties)) for (const name of Object.keys(schema.properties)) names.add(name)
    waiting.push(...branches(schema))
  }
  return names.size > 0 ? names : undefined
}

function checkValue(check: Check, value: Json, place: Tokens, at: Tokens): undefined {
  const schemas = schemasAt(check.contract, toPointer(place))
  // The value is the mapping's own, not a person's.
  if (schemas.length > 0 && schemas.every((schema) => refuses(schema, value))) {
    check.problems.push(mappingProblem(at, 'mapping_value_refused', { given: JSON.stringify(value) }))
  }
}

function refuses(schema: JsonObject, value: Json): boolean {
  const { enum: listed, const: only, type } = schema
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined
  const nullable = schema.nullable === true && value === null
  return (
    (Array.isArray(listed) && !listed.some((each) => sameJson(each, value))) ||
    (only !== undefined && !sameJson(only, value)) ||
    (types !== undefined && !nullable && !types.some((each) => isOfType(value, each)))
  )
}

function isOfType(value: Json, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isSchemaObject(value)
  return typeof value === type
}
