/**
 * What a contract refuses in a payload, without the payload's values.
 *
 * Of a union (`oneOf`, `anyOf`) only the branch that was probably meant is reported: a clerk who left one amount empty
 * shouldn't read what all the other branches would have wanted.
 */
import { escapeToken } from '../base/json-pointer.ts'
import { isSchemaObject } from './refs.ts'

export interface ContractFault {
  /** JSON pointer into the payload; for a missing or a surplus property, the pointer of that property. */
  readonly pointer: string
  /** The keyword of JSON Schema that failed: `required`, `maxLength`, `pattern`, … */
  readonly keyword: string
  /** What the contract demands (`limit`, `pattern`, `allowedValues`, …), never what was given. */
  readonly params: Readonly<Record<string, unknown>>
  /** What the contract calls that place: its `title`, else its `description`. */
  readonly schemaTitle?: string
}

/** What ajv says of one fault, as far as it is read here: its own types must not become part of ours. */
interface AjvError {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema?: object
  readonly schema?: unknown
  readonly data?: unknown
}

/** Faults in ajv's order, the same place and keyword once. */
export function faultsFrom(errors: readonly AjvError[]): readonly ContractFault[] {
  const faults = new Map<string, ContractFault>()
  for (const error of keepMeantBranch(errors)) {
    const fault = toFault(error)
    const key = `${fault.keyword} ${fault.pointer} ${JSON.stringify(fault.params)}`
    if (!faults.has(key)) faults.set(key, fault)
  }
  return [...faults.values()]
}

function toFault(error: AjvError): ContractFault {
  const parent: unknown = error.parentSchema
  const named = error.params.missingProperty ?? error.params.additionalProperty ?? error.params.unevaluatedProperty
  const title = typeof named === 'string' ? memberTitle(parent, named) : titleOf(parent)
  return {
    pointer: typeof named === 'string' ? `${error.instancePath}/${escapeToken(named)}` : error.instancePath,
    // `dependencies` demands a property exactly as `required` does.
    keyword: error.params.missingProperty === undefined ? error.keyword : 'required',
    params: error.params,
    ...(title === undefined ? {} : { schemaTitle: title }),
  }
}

function memberTitle(parent: unknown, name: string): string | undefined {
  const members = isSchemaObject(parent) && isSchemaObject(parent.properties) ? parent.properties : {}
  return Object.hasOwn(members, name) ? titleOf(members[name]) : undefined
}

function titleOf(schema: unknown): string | undefined {
  if (!isSchemaObject(schema)) return undefined
  const title = schema.title ?? schema.description
  return typeof title === 'string' ? title : undefined
}

/**
 * Drops the union's own error, and the errors of every branch but the one with the fewest signs of another kind (a `const`,
 * `enum` or `type` that differs), then the fewest errors. Branches behind a `$ref` can't be told apart and all stay.
 */
function keepMeantBranch(errors: readonly AjvError[]): readonly AjvError[] {
  let kept = errors
  for (const union of errors) {
    if (union.keyword !== 'oneOf' && union.keyword !== 'anyOf') continue
    const groups = new Map<string, AjvError[]>()
    for (const error of kept) {
      if (!error.schemaPath.startsWith(`${union.schemaPath}/`) || !within(error, union)) continue
      const branch = error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? ''
      groups.set(branch, [...(groups.get(branch) ?? []), error])
    }
    if (groups.size === 0) continue
    const [meant] = [...groups.values()].sort((a, b) => strangeness(a) - strangeness(b) || a.length - b.length)
    const dropped = new Set([union, ...[...groups.values()].filter((group) => group !== meant).flat()])
    kept = kept.filter((error) => !dropped.has(error))
  }
  return kept
}

const within = (error: AjvError, union: AjvError): boolean =>
  error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`)

const strangeness = (errors: readonly AjvError[]): number =>
  errors.filter(({ keyword }) => keyword === 'const' || keyword === 'enum' || keyword === 'type').length
