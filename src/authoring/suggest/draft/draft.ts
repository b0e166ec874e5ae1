/** A suggestion as the files of a project: an upstream's folder, and the form extension it needs. */
import type { JsonObject } from '../../../base/json.ts'
import type { Text } from '../../../base/text.ts'
import type { ContractList } from '../read/read.ts'
import type { SuggestedField, Suggestion } from '../suggest.ts'
import { contractOf } from './contract.ts'
import { type ExtensionField, type ExtensionOptions, extensionFields, formFile } from './extension.ts'
import { draftMapping } from './mapping.ts'

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
}

/** Where editors find the schemas of these files, from a folder two levels below the project. */
const EDITOR_SCHEMAS = '../../node_modules/yibiao/json-schemas'

export function draft(source: ContractList, suggestion: Suggestion, options: DraftOptions): Draft {
  const { name, outFolder, sayReason } = options
  const title = source.title === '' ? name : source.title
  const extension = extensionFields(suggestion, options)
  const mapping = draftMapping(suggestion.fields, extension, sayReason)
  const form = formFile(suggestion.form, { name, title }, extension)
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
    [`${folder}/contract.schema.json`, source.schema ?? contractOf(source)],
    [
      `${folder}/mapping.json`,
      {
        $schema: `${EDITOR_SCHEMAS}/mapping.schema.json`,
        ...(Object.keys(mapping.doubts).length === 0 ? {} : { $doubtful: zhOf(mapping.doubts) }),
        ...mapping.rules,
      },
    ],
  ])
  if (form) files.set(`forms/${formName}/form.json`, { $schema: `${EDITOR_SCHEMAS}/form.schema.json`, ...form })
  for (const { codes } of extension) if (codes) files.set(`forms/codes/${codes.name}.json`, codes)
  return { files, doubts: mapping.doubts, extension }
}

/** The file is for people in the offices that take the list: its notes are in their language. */
const zhOf = (doubts: Draft['doubts']) =>
  Object.fromEntries(Object.entries(doubts).map(([pointer, texts]) => [pointer, texts.map(({ zh }) => zh).join('；')]))

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
