/** A mapping made ready: checked once against the form (and the contract), then run per record. */
import { MappingError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Contract } from '../contract/index.ts'
import type { Form } from '../form/index.ts'
import { checkAgainstContract } from './against-contract.ts'
import { closeMapping } from './closures.ts'
import { generateMapping } from './codegen.ts'
import { NO_FAULTS } from './faults.ts'
import { fieldIndex, ROOT_SCOPE } from './fields.ts'
import { invert, isInvertible, restoredPaths } from './inverse.ts'
import { parseObject } from './parse.ts'
import { type Origin, originOf, placesOf } from './provenance.ts'
import type { Computed, MapFault, MappingData } from './types.ts'

export interface MappingSpec {
  readonly form: Form
  readonly mapping: MappingData
  readonly computed?: Readonly<Record<string, Computed>>
  /** With it, properties, constants and tables are checked against the upstream's side too. */
  readonly contract?: Contract
  /** False: no generated code, for hosts that forbid `eval`. Same results at about a third of the speed. Default true. */
  readonly codegen?: boolean
}

export interface CompiledMapping {
  /**
   * One record in the upstream's shape. Pure. A value that is absent, or null under any rule but a plain path, leaves its
   * property out; a value that can't be represented leaves it out *and* is a fault. Items of a list keep their places: one
   * that gives nothing is null.
   *
   * @param record - valid by the form; what it doesn't have is not looked for anywhere else
   */
  toPayload(record: unknown): { readonly payload: JsonObject; readonly faults: readonly MapFault[] }
  /** The record's values as far as the rules can be reversed. Not validated: the form decides. */
  toRecord(payload: unknown): { readonly values: unknown; readonly faults: readonly MapFault[] }
  /** Canonical fields behind a place of the payload: `/cy/1/n` → `members.1.name`. Empty for constants and unknown places. */
  sources(pointer: string): readonly string[]
  /** The same, with whether the mapping chose the value itself. */
  origin(pointer: string): Origin
  /** Canonical paths (`members.*.name`) that `toRecord` brings back. */
  readonly restores: readonly string[]
  /** Whether every property of the payload can be turned back. */
  readonly invertible: boolean
  /** What the mapping was checked against, where it was. */
  readonly contract?: Contract
  /** Pointers of the payload's properties, list positions as `*`. */
  readonly places: readonly string[]
}

/**
 * @throws {MappingError} with a problem per fault: the JSON pointer into the mapping, what is wrong, and the nearest name
 * where one was mistyped
 */
export function compileMapping(spec: MappingSpec): CompiledMapping {
  const { form, mapping, computed = {}, contract, codegen = true } = spec
  const problems: Problem[] = []
  const index = fieldIndex(form)
  const context = { index, scopes: [ROOT_SCOPE], computed, problems, place: [] }
  const root = parseObject(context, mapping, [], true)
  // A rule that couldn't be read would be reported again as a property without a rule.
  if (root && contract && problems.length === 0) problems.push(...checkAgainstContract(root, contract))
  if (!root || problems.length > 0) throw new MappingError(problems)
  const run = codegen ? generateMapping(root, NO_FAULTS) : closeMapping(root)
  return Object.freeze({
    toPayload: run as CompiledMapping['toPayload'],
    toRecord: (payload: unknown) => invert(index, root, payload),
    sources: (pointer: string) => originOf(root, pointer).fields,
    origin: (pointer: string) => originOf(root, pointer),
    restores: restoredPaths(root),
    invertible: isInvertible(root),
    places: placesOf(root),
    ...(contract ? { contract } : {}),
  })
}
