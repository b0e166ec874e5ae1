/** The public door: re-exports only. */
export { type Clock, systemClock } from './base/clock.ts'
export * from './base/errors.ts'
export { describeFinding, describeFix, type Finding, type Severity } from './base/finding.ts'
export type { Json, JsonObject } from './base/json.ts'
export { describeProblem, type Params, type Problem, type Who } from './base/problem.ts'
export type { Lang, Text, Title } from './base/text.ts'
export { type Config, defineConfig } from './batch/config.ts'
export { type Contract, type Draft, defineContract } from './contract/index.ts'
export {
  breach,
  type Code,
  type CodeList,
  codeFor,
  codeSchema,
  codeTitle,
  defineCodes,
  defineCrosswalk,
  defineForm,
  describeField,
  type Entry,
  type Field,
  type FieldKind,
  type FieldMeta,
  type Form,
  fieldAt,
  fieldMeta,
  fieldsOf,
  formJsonSchema,
  maskValue,
  metaOf,
  type Patch,
  type RecordOf,
  type Reference,
  recordKey,
  relateForms,
  type Sensitivity,
  says,
  type Validated,
  validateRecord,
} from './form/index.ts'
export * from './gateway/index.ts'
export type { DeliveryFilter, DeliveryState, Rotated, RotateOptions } from './ledger/index.ts'
export { isMoving, isSettled, needsPerson } from './ledger/states.ts'
export {
  type FieldRule,
  type FormVocabulary,
  type LoadUpstreamsOptions,
  loadForms,
  loadUpstreams,
} from './loading/index.ts'
export {
  type Computed,
  type Condition,
  computed,
  type MappingData,
  type ObjectRules,
  type Paths,
  type Rule,
} from './mapping/index.ts'
export {
  type AccountSpec,
  type Accounts,
  type AccountsSpec,
  type Adapter,
  type Capabilities,
  checkUpstream,
  defineSystem,
  defineUpstream,
  type Limits,
  type OpeningHours,
  type System,
  type SystemSpec,
  type Upstream,
  type UpstreamSpec,
} from './upstream/index.ts'
