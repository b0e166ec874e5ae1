/** What is filled in once: forms, their fields and code lists, records against them. */
export { maskValue } from '../base/mask.ts'
export { codeFor, codeSchema, codeTitle, defineCodes, defineCrosswalk } from './codes.ts'
export { defineForm } from './define-form.ts'
export { fieldAt, fieldsOf, nodesAt, titleAt } from './fields.ts'
export { formJsonSchema } from './json-schema.ts'
export { type Conflict, type Merged, mergeEntry } from './merge.ts'
export { describeField, fieldMeta, metaOf } from './meta.ts'
export { normaliseEntry, rewriteText } from './normalise.ts'
export { entryKey, recordKey, sameEventKey, type Validated, validateRecord } from './record.ts'
export {
  type NamedRecord,
  namedRecords,
  placeOf,
  type ReferenceSpecs,
  referentOf,
  relateForms,
} from './references.ts'
export { breach, says } from './says.ts'
export type {
  Code,
  CodeList,
  Entry,
  Field,
  FieldKind,
  FieldMeta,
  Form,
  Patch,
  RecordOf,
  Reference,
  Sensitivity,
  UpgradeStep,
} from './types.ts'
export { upgradeValues } from './upgrade.ts'
