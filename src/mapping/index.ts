/** What other rooms use of mapping/. */
export { type CompiledMapping, checkMapping, compileMapping, type MappingSpec, readsOf } from './compile.ts'
export { compileCondition } from './conditions.ts'
export { type AnyDateFormat, DATE_FORMATS, type DateFormat, type EpochFormat } from './date-formats.ts'
export type { At, Paths, PathTo, Seen } from './paths.ts'
export {
  projectAdapterFaults,
  projectFaults,
  projectMapFaults,
  projectUpstreamFaults,
  type UpstreamFault,
} from './project.ts'
export type { Origin } from './provenance.ts'
export type { ContextPath, RecordContext } from './record-context.ts'
export { type ReferenceReads, type Referent, type Referents, withReferents } from './referents.ts'
export {
  type AnyRules,
  type Computed,
  type Condition,
  computed,
  type MapFault,
  type MappingData,
  type Misfit,
  type ObjectRules,
  type Rule,
} from './types.ts'
