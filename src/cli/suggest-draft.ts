/** A suggestion written down: the upstream's folder, the form extension, and a configuration where there is none. */
import { mkdir } from 'node:fs/promises'
import { basename, extname, join, relative, resolve } from 'node:path'
import {
  type ContractList,
  type Draft,
  draft,
  pinyinSpeller,
  type Suggestion,
  sayReason,
  writeFiles,
} from '../authoring/index.ts'
import { inLang } from '../base/text.ts'
import { createFieldNames } from '../batch/index.ts'
import { placeOf } from '../form/index.ts'
import type { Context } from './context.ts'
import { note, printLine } from './print.ts'
import { UsageError } from './usage-error.ts'

export interface DraftedFiles {
  /** Paths as shown to people. */
  readonly files: readonly string[]
  readonly doubtful: number
}

interface Source {
  readonly list: ContractList
  readonly suggestion: Suggestion
  /** As typed: the upstream is called by it where no name was given. */
  readonly contract: string
  readonly name?: string
  /** The configuration that is there, as shown to people. */
  readonly config?: string
}

const CONFIG = 'yibiao.config.json'
const NAME = /^[a-z][a-z0-9-]{0,63}$/

/** @throws {SettingsError} a file of the draft is there already @throws {UsageError} the name can't be used */
export async function writeDraft(out: string, source: Source, context: Context): Promise<DraftedFiles> {
  const { list, suggestion, contract, config } = source
  const toLetters = await pinyinSpeller()
  const name = source.name ?? nameFrom(contract, toLetters)
  if (!NAME.test(name)) throw new UsageError('draft_name_wrong', { name })
  const folder = resolve(context.cwd, out)
  const outFolder = `out/${name}`
  const made = draft(list, suggestion, {
    name,
    outFolder,
    year: new Date().getFullYear(),
    toLetters,
    sayReason: ({ reason }) => sayReason(reason),
    pathOf: (form, heading) => createFieldNames(form).find([heading])?.field.path,
  })
  const files = new Map(made.files)
  const extended = [...files.keys()].some((path) => path.startsWith('forms/'))
  const named = formsOf(suggestion)
  const forms = [...named, ...(extended ? ['./forms'] : [])]
  if (config === undefined) {
    const $schema = './node_modules/yibiao/json-schemas/config.schema.json'
    files.set(CONFIG, { $schema, ledger: 'file:yibiao.db', forms, upstreams: './upstreams' })
  }
  await writeFiles(folder, files)
  // The adapter refuses a folder that isn't there: it may be a share that isn't mounted.
  await mkdir(join(folder, outFolder), { recursive: true })
  const shown = [...files.keys()].map((path) => relative(context.cwd, join(folder, path)))
  if (!context.json)
    tell({ made, name, shown, outFolder, forms, named, ...(config === undefined ? {} : { config }) }, context)
  return { files: shown, doubtful: Object.keys(made.doubts).length }
}

/** The form, and those that its mapping reads through references. */
function formsOf({ form, fields }: Suggestion): readonly string[] {
  if (!form) return []
  const named = fields.flatMap(({ match }) =>
    match?.isNamed ? (placeOf(form, match.field.path)?.reference.form ?? []) : [],
  )
  return [...new Set([form.name, ...named])]
}

function nameFrom(contract: string, toLetters: (text: string) => string): string {
  const path = contract.replace(/#.*$/, '')
  const words = toLetters(basename(path, extname(path)).normalize('NFKC')).toLowerCase()
  return (
    words
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-+$/g, '')
      .slice(0, 64) || 'upstream'
  )
}

interface Told {
  readonly made: Draft
  readonly name: string
  readonly shown: readonly string[]
  readonly outFolder: string
  readonly forms: readonly string[]
  /** The form that the list is of, and those whose records it names. */
  readonly named: readonly string[]
  readonly config?: string
}

function tell({ made, name, shown, outFolder, forms, named, config }: Told, context: Context): void {
  const { say } = context
  printLine(context, say('suggest.written', { files: shown.join('  ') }))
  const doubtful = Object.keys(made.doubts).length
  if (doubtful > 0) note(context, say('suggest.doubtful', { count: doubtful, file: `upstreams/${name}/mapping.json` }))
  if (made.extension.length > 0) {
    const file = shown.find((path) => path.endsWith('form.json')) ?? ''
    note(context, say('suggest.extension', { count: made.extension.length, file }))
  }
  const leftOut = made.leftOut.filter(({ required }) => required)
  if (leftOut.length > 0) note(context, say('suggest.system', { fields: namesOf(leftOut) }))
  if (made.missing.length > 0) note(context, say('suggest.missing', { fields: namesOf(made.missing) }))
  for (const { form, fields } of made.unlisted) {
    const titles = fields.map(({ meta }) => inLang(meta.title, context.lang)).join('、')
    note(context, say('suggest.unlisted', { fields: titles, form: form.name }))
  }
  if (config !== undefined) note(context, say('suggest.config', { file: config, forms: forms.join('、') }))
  const [form = '', ...others] = named
  if (others.length === 0) note(context, say('suggest.next', { folder: outFolder }))
  else
    note(
      context,
      say('suggest.nextNamed', { folder: outFolder, form, others: others.join('、'), first: others[0] ?? '' }),
    )
}

const namesOf = (fields: ContractList['fields']): string => fields.map(({ label, name }) => label || name).join('、')
