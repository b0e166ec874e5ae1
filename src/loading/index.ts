/** Upstreams, forms and code lists from folders of JSON. */
export { FileFaults, unknownName } from './faults.ts'
export { ConfigFile } from './file-schemas.ts'
export { loadForms } from './load-forms.ts'
export { loadUpstreams, readUpstreams } from './load-upstreams.ts'
export { loadModule } from './module.ts'
export type { FieldRule, FormVocabulary } from './read-field.ts'
export { parseFile, readJson } from './read-json.ts'
export type { LoadUpstreamsOptions } from './read-upstream.ts'
