/** An upstream's fields, from whatever its office handed out: JSON Schema, OpenAPI, a list of fields, or a template. */
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { JsonObject } from '../../../base/json.ts'
import { FileError, openTable, type Table } from '../../../files/index.ts'
import type { FieldList } from '../types.ts'
import type { Lexicon } from '../vocabulary/index.ts'
import { type Dictionaries, dictionariesOf, findDictionary } from './dictionaries.ts'
import { fieldRows } from './field-rows.ts'
import { type Grid, gridsOf } from './grid.ts'
import { jsonList } from './json-document.ts'
import { templateFields } from './template.ts'

export interface ContractList extends FieldList {
  /** `schema`: a JSON Schema or API description · `list`: fields one a row · `template`: a sheet to be filled in. */
  readonly kind: 'schema' | 'list' | 'template'
  /** The contract, where the file has one. */
  readonly schema?: JsonObject
}

export interface ReadOptions {
  /** Only this sheet of a workbook. */
  readonly sheet?: string
  /** Words that headers are made of. */
  readonly zh: Lexicon
}

const MAX_DOCUMENT_BYTES = 20_000_000

/**
 * @param from - path; `FILE#/components/schemas/Resident` names one schema of an API description
 * @throws {FileError} the file can't be read, tells no fields, or tells several lists and none is chosen
 */
export async function readContract(from: string, options: ReadOptions): Promise<ContractList> {
  const [, path = from, pointer] = /^(.*\.(?:json|ya?ml))#(\/.*)$/i.exec(from) ?? []
  if (/\.(?:json|ya?ml)$/i.test(path)) return readDocument(path, pointer)
  const table = await openTable(path, options.sheet === undefined ? {} : { sheet: options.sheet })
  try {
    return await readTable(table, options)
  } finally {
    await table.close()
  }
}

async function readDocument(path: string, pointer: string | undefined): Promise<ContractList> {
  const file = basename(path)
  const document = parseDocument(await textOf(path, file), file)
  const found = jsonList(document, pointer)
  if (found === undefined) throw refusal('contract_without_fields', { file })
  if ('pointers' in found) {
    const [first = ''] = found.pointers
    throw refusal('contract_unclear', { file, choices: found.pointers.join('\n  '), first: `${path}#${first}` })
  }
  const { title, fields, schema } = found
  const named = title === '' ? titleFrom(file) : title
  return { kind: schema ? 'schema' : 'list', title: named, fields, ...(schema ? { schema } : {}) }
}

async function textOf(path: string, file: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw refusal('file_unreadable', { file, detail: cause.code ?? 'unknown' }, cause)
  })
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw refusal('file_too_large', { file, limit: MAX_DOCUMENT_BYTES / 1_000_000 })
  return bytes.toString('utf8').replace(/^\ufeff/, '')
}

function parseDocument(text: string, file: string): unknown {
  const format = /\.json$/i.test(file) ? 'JSON' : 'YAML'
  try {
    return format === 'JSON' ? JSON.parse(text) : parseYaml(text)
  } catch (cause) {
    throw refusal('contract_unparsable', { file, format }, cause)
  }
}

async function readTable(table: Table, { sheet, zh }: ReadOptions): Promise<ContractList> {
  const file = table.name
  if (table.format === 'jsonl') {
    const lines: unknown[] = []
    for await (const { value } of table.lines()) lines.push(value)
    const found = jsonList(lines)
    if (found === undefined || 'pointers' in found) throw refusal('contract_without_fields', { file })
    return { ...found, kind: 'list', title: titleFrom(file) }
  }
  const grids = await gridsOf(table)
  const dictionaries = dictionariesIn(grids)
  const lists = grids.flatMap((grid) => {
    const rows = fieldRows(grid, (cell, label) => findDictionary(dictionaries, cell, label))
    return rows ? [{ grid, list: { kind: 'list' as const, ...rows } }] : []
  })
  const templates = lists.length > 0 ? [] : grids.flatMap((grid) => templateOf(grid, zh))
  const found = lists.length > 0 ? lists : templates
  const [only, second] = found
  if (only === undefined) throw refusal('contract_without_fields', { file })
  if (second !== undefined && sheet === undefined) {
    const names = found.map(({ grid }) => grid.name)
    throw refusal('contract_several_sheets', { file, sheets: names.join('、'), first: names[0] ?? '' })
  }
  const { list } = only
  // A csv has one sheet, which is called like the file.
  const title = list.title === '' || list.title === file ? titleFrom(file) : list.title
  return { ...list, title }
}

function templateOf(grid: Grid, zh: Lexicon): { grid: Grid; list: ContractList }[] {
  const list = templateFields(grid, zh)
  return list ? [{ grid, list: { kind: 'template', ...list } }] : []
}

/** Sheets of codes; one that lists fields as well is no dictionary. */
const dictionariesIn = (grids: readonly Grid[]): Dictionaries =>
  new Map(
    grids.filter((grid) => fieldRows(grid, () => undefined) === undefined).flatMap((grid) => [...dictionariesOf(grid)]),
  )

/** A file's name as a title: what it is called without its extension. */
const titleFrom = (file: string): string => basename(file, extname(file))

const refusal = (
  code: ConstructorParameters<typeof FileError>[0][number]['code'],
  params: Readonly<Record<string, string | number>>,
  cause?: unknown,
): FileError => new FileError([{ code, who: 'operator', params }], cause === undefined ? undefined : { cause })
