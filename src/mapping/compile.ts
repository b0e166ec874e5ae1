/** A mapping made ready: checked once against the form (and the contract), then run per record. */
import { MappingError } from '../base/errors.ts'
import { type Finding, findingOf, problemOf } from '../base/finding.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Contract } from '../contract/index.ts'
import type { Form } from '../form/index.ts'
import { checkAgainstContract } from './check/against-contract.ts'
import { decidesSomething, elsewhere } from './check/known-faults.ts'
import { type Applies, probeMapping } from './check/probe.ts'
import { closeMapping } from './closures.ts'
import { generateMapping } from './codegen.ts'
import { closeTest, parseCondition } from './conditions.ts'
import { NO_FAULTS } from './faults.ts'
import { fieldIndex, ROOT_SCOPE } from './fields.ts'
import { invert, isInvertible, restoredPaths } from './inverse.ts'
import type { ObjectNode } from './node.ts'
import { parseObject } from './parse.ts'
import { wholeTexts } from './pieces.ts'
import { type Origin, originOf, placesOf } from './provenance.ts'
import type { RecordContext } from './record-context.ts'
import { type ReferenceReads, referenceReads } from './referents.ts'
import type { Computed, MapFault, MappingData } from './types.ts'

export interface MappingSpec {
  readonly form: Form
  readonly mapping: MappingData
  readonly computed?: Readonly<Record<string, Computed>>
  /** Which records concern the upstream: no others are tried when the contract's conditions are. */
  readonly when?: unknown
  /** With it, properties, constants and tables are checked against the upstream's side too. */
  readonly contract?: Contract
  /** False: no generated code, for hosts that forbid `eval`. Same results at about a third of the speed. Default true. */
  readonly codegen?: boolean
  /** What `checkMapping` found already, so that it isn't run again. */
  readonly findings?: readonly Finding[]
}

export interface CompiledMapping {
  /**
   * One record in the upstream's shape. Pure. A value that is absent, or null under any rule but a plain path, leaves its
   * property out; a value that can't be represented leaves it out *and* is a fault. Items of a list keep their places: one
   * that gives nothing is null.
   *
   * @param record - valid by the form; what it doesn't have is not looked for anywhere else
   * @param context - who handed it in, for which division, period and task: what rules read as `$by` …
   */
  toPayload(
    record: unknown,
    context?: RecordContext,
  ): { readonly payload: JsonObject; readonly faults: readonly MapFault[] }
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
  /** What it needs of other records: the record is then looked at through `withReferents`. */
  readonly reads: ReferenceReads
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
  const { form, contract, codegen = true } = spec
  const { root, findings } = spec.findings ? { ...read(spec), findings: spec.findings } : examine(spec)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (!root || errors.length > 0) throw new MappingError(errors.map((error) => problemOf(error)))
  const index = fieldIndex(form)
  const whole = wholeTexts(root)
  const run = codegen ? generateMapping(root, NO_FAULTS) : closeMapping(root)
  return Object.freeze({
    toPayload: run as CompiledMapping['toPayload'],
    toRecord: (payload: unknown) => invert(index, root, whole, payload),
    sources: (pointer: string) => originOf(root, pointer).fields,
    origin: (pointer: string) => originOf(root, pointer),
    restores: restoredPaths(root, whole),
    invertible: isInvertible(root, whole),
    places: placesOf(root),
    reads: readsOf(spec),
    ...(contract ? { contract } : {}),
  })
}

/** Everything the check has to say of a mapping, the harmless included; throws nothing. Without a contract, of its own rules. */
export const checkMapping = (spec: Omit<MappingSpec, 'codegen' | 'findings'>): readonly Finding[] =>
  examine(spec).findings

/** What a mapping needs of other records, as far as it can be read. */
export function readsOf(spec: Pick<MappingSpec, 'form' | 'mapping' | 'computed' | 'when'>): ReferenceReads {
  const { root } = read(spec)
  const test = appliesOf(spec)?.test
  return referenceReads(root ?? { verb: 'object', members: [], always: true }, test ? [test] : [])
}

function examine(spec: MappingSpec): { root: ObjectNode | undefined; findings: readonly Finding[] } {
  const { root, problems } = read(spec)
  const unread = problems.map(findingOf)
  const { contract, form } = spec
  if (!root || !contract) return { root, findings: unread }
  // A rule that couldn't be read would be reported again as a property without a rule.
  const found = [...unread, ...elsewhere(checkAgainstContract(form, root, contract), unread)]
  const wrong = found.filter(({ severity }) => severity === 'error')
  const applies = appliesOf(spec)
  const isOpen = spec.when !== undefined && !applies
  if (isOpen || decidesSomething(wrong, contract)) return { root, findings: found }
  const tried = probeMapping(fieldIndex(form), root, contract, applies)
  // Beside what is plainly wrong, only what is proven by itself.
  const more = wrong.length > 0 ? tried.filter(({ severity }) => severity === 'error') : tried
  return { root, findings: [...found, ...elsewhere(more, wrong)] }
}

/** The condition, where it can be read; what is wrong with one that can't is its own compiler's to say. */
function appliesOf({ form, when }: MappingSpec): Applies | undefined {
  if (when === undefined) return undefined
  const test = parseCondition({ index: fieldIndex(form), scopes: [ROOT_SCOPE], problems: [] }, when, [])
  const run = test && closeTest(test)
  return run && { test, run: (record, context) => run([context, record]) }
}

function read({ form, mapping, computed = {} }: MappingSpec): { root: ObjectNode | undefined; problems: Problem[] } {
  const problems: Problem[] = []
  const context = { index: fieldIndex(form), scopes: [ROOT_SCOPE], computed, problems, place: [] }
  return { root: parseObject(context, mapping, [], true), problems }
}
