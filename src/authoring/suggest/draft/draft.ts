/** A suggestion as the files of a project: an upstream's folder, and the form extension it needs. */
import type { JsonObject } from '../../../base/json.ts'
import type { Text } from '../../../base/text.ts'
import type { ContractList } from '../read/read.ts'
import type { SuggestedField, Suggestion } from '../suggest.ts'
import type { ListedField } from '../types.ts'
import { contractOf } from './contract.ts'
import { sharesTooLittle } from './crosswalk.ts'
import { type ExtensionField, type ExtensionOptions, extensionFields, formFile } from './extension.ts'
import { type DraftedField, draftMapping } from './mapping.ts'
import { asksCodes, hasCodesFor, saysYesOrNo } from './rule.ts'
import { sheetNames } from './sheet-names.ts'
import { isSystemColumn } from './system-columns.ts'
import { type Unlisted, unlistedOf } from './unlisted.ts'

export interface DraftOptions extends ExtensionOptions {
  /** Folder, relative to where commands run, that the draft's table is written to. */
  readonly outFolder: string
  readonly sayReason: (field: SuggestedField) => Text
}

export interface Draft {
  /** Paths from the project's folder, with `/`, to what stands in them. */
  readonly files: ReadonlyMap<string, unknown>
  readonly doubts: Readonly<Record<string, readonly Text[]>>
  readonly extension: readonly ExtensionField[]
  /** Columns that the upstream fills itself: no rule gives them, and a drafted contract doesn't require them. */
  readonly leftOut: readonly ListedField[]
  /** Required, and without a rule: the check refuses the mapping until there is one. */
  readonly missing: readonly ListedField[]
  /** What the form wants of every record and the list doesn't speak of: sheets need a column more. */
  readonly unlisted: readonly Unlisted[]
}

/** Where editors find the schemas of these files, from a folder two levels below the project. */
const EDITOR_SCHEMAS = '../../node_modules/yibiao/json-schemas'

export function draft(source: ContractList, found: Suggestion, options: DraftOptions): Draft {
  const suggestion = { ...found, fields: found.fields.map(unlessForeign) }
  const { name, outFolder, sayReason, pathOf } = options
  const title = source.title === '' ? name : source.title
  const extension = extensionFields(suggestion, options)
  // What a schema of their own requires stays required.
  const system = source.schema ? [] : suggestion.fields.filter(({ listed, match }) => !match && isSystemColumn(listed))
  const leftOut = new Set(system.map(({ listed }) => listed))
  const mapping = draftMapping(suggestion.fields, extension, sayReason, leftOut)
  const names = sheetNames(suggestion.form, suggestion.fields, pathOf)
  const form = formFile(suggestion.form, { name, title }, extension, names.get(suggestion.form?.name ?? '') ?? {})
  const formName = suggestion.form?.name ?? name
  const folder = `upstreams/${name}`
  const files = new Map<string, unknown>([
    [
      `${folder}/upstream.json`,
      {
        $schema: `${EDITOR_SCHEMAS}/upstream.schema.json`,
        name,
        title: { zh: title, en: title },
        form: formName,
        adapter: { use: 'yibiao/adapters/table', settings: tableSettings(source, `../../${outFolder}`) },
      },
    ],
    [`${folder}/contract.schema.json`, source.schema ?? contractOf(source, leftOut)],
    [
      `${folder}/mapping.json`,
      {
        $schema: `${EDITOR_SCHEMAS}/mapping.schema.json`,
        ...(Object.keys(mapping.doubts).length === 0 ? {} : { $doubtful: joined(mapping.doubts) }),
        ...mapping.rules,
      },
    ],
  ])
  const $schema = `${EDITOR_SCHEMAS}/form.schema.json`
  if (form) files.set(`forms/${formName}/form.json`, { $schema, ...form })
  for (const [other, aliases] of names)
    if (other !== formName) files.set(`forms/${other}/form.json`, { $schema, extends: other, aliases, fields: {} })
  for (const { codes } of extension) if (codes) files.set(`forms/codes/${codes.name}.json`, codes)
  const given = new Set(extension.map(({ suggested }) => suggested))
  const missing = suggestion.fields.filter(
    (field) => field.listed.required && !field.match && !given.has(field) && !leftOut.has(field.listed),
  )
  return {
    files,
    doubts: mapping.doubts,
    extension,
    leftOut: [...leftOut],
    missing: missing.map(({ listed }) => listed),
    unlisted: unlistedOf(suggestion),
  }
}

/** Where hardly a code of the list's dictionary is the form's, the form's field says something else. */
function unlessForeign({ match, ...field }: SuggestedField): DraftedField {
  const { codes = [] } = field.listed
  const list = match?.field.meta.codes
  const isFlag = match?.field.kind === 'boolean'
  if (match && DIVISION.test(match.field.meta.standard ?? '') && !CODED.test(field.listed.label + field.listed.name))
    return field
  const isUnlike =
    codes.length > 0
      ? (list && sharesTooLittle(list, codes)) || (isFlag && !saysYesOrNo(codes))
      : list && asksCodes(field.listed, list) && !hasCodesFor(field.listed, list)
  if (!match || !isUnlike) return match ? { ...field, match } : field
  return { ...field, unlike: match.field }
}

/** Fields that hold a place's code, and what a list calls one that asks for it and not for the place's name. */
const DIVISION = /^(GB\/T 2260|统计用区划)/
const CODED = /代码|编码|区划|code|dm$|bm$/i

/** A text for each rule, in both languages: whoever checks the mapping may read another one than its author. */
const joined = (doubts: Draft['doubts']): Readonly<Record<string, Text>> =>
  Object.fromEntries(
    Object.entries(doubts).map(([pointer, texts]) => [
      pointer,
      { zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => en).join('; ') },
    ]),
  )

/** A plain table, headed as the list calls its fields; what has parts of its own goes line by line. */
function tableSettings({ fields, schema }: ContractList, folder: string): JsonObject {
  if (fields.some(({ name }) => name.includes('.'))) return { folder, format: 'jsonl' }
  const labels = fields.map(({ name, label }) => (label === '' ? name : label))
  const named = new Set(labels).size === labels.length
  if (schema || !named || fields.every(({ name }, index) => name === labels[index])) return { folder, format: 'xlsx' }
  const columns = fields.map(({ name }, index) => ({ header: labels[index] ?? name, value: `/${escaped(name)}` }))
  return { folder, format: 'xlsx', columns }
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
