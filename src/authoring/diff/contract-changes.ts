/** What differs between two versions of a contract, property by property, and whether a sender has to mind. */

import { canonicalJson } from '../../base/canonical-json.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import { type Contract, schemasAt } from '../../contract/index.ts'
import { type ContractProperty, contractProperties } from '../burden/contract-properties.ts'

export interface ContractChange {
  /** Pointer into the payload, `*` for list positions; for a rule over several properties the empty text. */
  readonly pointer: string
  /** What the contract calls it. */
  readonly title: string
  readonly kind: 'added' | 'removed' | 'required' | 'optional' | 'narrowed' | 'widened' | 'rule'
  /** Of a narrowed, widened or changed rule. */
  readonly keyword?: string
  readonly from?: Json
  readonly to?: Json
  /** What was right may now be refused. */
  readonly breaking: boolean
}

/** Breaking first, then in the contract's order. Empty for equal contracts. */
export function contractChanges(old: Contract, next: Contract): readonly ContractChange[] {
  const before = new Map(contractProperties(old).map((property) => [property.pointer, property]))
  const after = new Map(contractProperties(next).map((property) => [property.pointer, property]))
  const changes = [
    ...[...before.values()]
      .filter(({ pointer }) => !after.has(pointer))
      .map((property) => change(property, 'removed', true)),
    ...[...after.values()].flatMap((property) => {
      const was = before.get(property.pointer)
      return was
        ? [...necessity(was, property), ...limits(old, next, property)]
        : [change(property, 'added', property.required)]
    }),
    ...combined(old.schema, next.schema),
  ]
  return [...changes.filter(({ breaking }) => breaking), ...changes.filter(({ breaking }) => !breaking)]
}

const change = (
  { pointer, title }: ContractProperty,
  kind: ContractChange['kind'],
  breaking: boolean,
  more: Partial<ContractChange> = {},
): ContractChange => ({ pointer, title, kind, breaking, ...more })

function necessity(was: ContractProperty, is: ContractProperty): ContractChange[] {
  if (was.required === is.required) return []
  return [change(is, is.required ? 'required' : 'optional', is.required)]
}

/** 1: more is allowed by a larger number · -1: by a smaller one · 0: any change may refuse what was right. */
const KEYWORDS = {
  maxLength: 1,
  minLength: -1,
  maximum: 1,
  exclusiveMaximum: 1,
  minimum: -1,
  exclusiveMinimum: -1,
  pattern: 0,
  format: 0,
  const: 0,
  multipleOf: 0,
} as const

function limits(old: Contract, next: Contract, property: ContractProperty): ContractChange[] {
  const place = property.pointer.replaceAll('*', '0')
  const [was = {}, is = {}] = [schemasAt(old, place)[0], schemasAt(next, place)[0]]
  const told = (keyword: string, narrower: boolean) => {
    const [from, to] = [was[keyword], is[keyword]]
    const values = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    return change(property, narrower ? 'narrowed' : 'widened', narrower, { keyword, ...values })
  }
  const plain = Object.entries(KEYWORDS).flatMap(([keyword, direction]) => {
    const [from, to] = [was[keyword], is[keyword]]
    if (canonicalJson(from) === canonicalJson(to)) return []
    if (
      from === undefined ||
      to === undefined ||
      typeof from !== 'number' ||
      typeof to !== 'number' ||
      direction === 0
    ) {
      return [told(keyword, to !== undefined)]
    }
    return [told(keyword, (to - from) * direction < 0)]
  })
  return [...plain, ...lists(was, is, told)]
}

/** `type` and `enum`: narrower when something that was allowed is missing. */
function lists(was: JsonObject, is: JsonObject, told: (keyword: string, narrower: boolean) => ContractChange) {
  return (['type', 'enum'] as const).flatMap((keyword) => {
    if (canonicalJson(was[keyword]) === canonicalJson(is[keyword])) return []
    const allowed = is[keyword] === undefined ? undefined : allowedBy(is[keyword])
    if (allowed === undefined) return [told(keyword, false)]
    if (was[keyword] === undefined) return [told(keyword, true)]
    return [
      told(
        keyword,
        [...allowedBy(was[keyword])].some((value) => !allowed.has(value)),
      ),
    ]
  })
}

function allowedBy(list: Json | undefined): ReadonlySet<string> {
  const values = [list].flat().map((value) => canonicalJson(value))
  // Every integer is a number.
  return new Set(values.includes('"number"') ? [...values, '"integer"'] : values)
}

/** Rules over several properties, as a whole: which payloads they refuse shows on stored records. */
const RULES = [
  ...['if', 'then', 'else', 'allOf', 'anyOf', 'oneOf', 'not', 'dependentRequired', 'dependentSchemas', 'dependencies'],
  ...[
    'additionalProperties',
    'unevaluatedProperties',
    'minProperties',
    'maxProperties',
    'propertyNames',
    'patternProperties',
  ],
]

const combined = (old: JsonObject, next: JsonObject): ContractChange[] =>
  RULES.filter((keyword) => canonicalJson(old[keyword]) !== canonicalJson(next[keyword])).map((keyword) => ({
    pointer: '',
    title: '',
    kind: 'rule',
    keyword,
    breaking: next[keyword] !== undefined,
  }))
