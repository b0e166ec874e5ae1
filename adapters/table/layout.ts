/** What a file looks like, whatever it is in: checks a payload, makes the content, writes it. */
import {
  FileError,
  fillTemplate,
  type JsonObject,
  MappingError,
  type Member,
  openTemplate,
  type PayloadFault,
  SettingsError,
  type Template,
} from 'yibiao/adapter'
import { faultsOf, type Lists } from './check.ts'
import { cellOf, columnsOf } from './columns.ts'
import { type Content, fileName, type TableMessage, writePlain } from './message.ts'
import type { ReadySettings } from './settings.ts'
import { gridOf, textOf } from './text.ts'

export interface Layout {
  /** Reads the template. @throws {SettingsError} when it can't be used */
  open(): Promise<void>
  /** Most records in one file; after `open`, no more than the template has rows for. */
  maxRows(): number
  faults(payload: JsonObject): readonly PayloadFault[]
  /** @throws {MappingError} when a payload holds what the file can't: it was planned without `validate` */
  prepare(members: readonly Member[]): TableMessage
  /** Writes the file, flushed to disk. @throws {NodeJS.ErrnoException} when `path` exists or can't be written */
  write(content: Content, path: string): Promise<void>
}

export function createLayout(settings: ReadySettings): Layout {
  let opened: { readonly template: Template; readonly lists: Lists } | undefined

  async function open(): Promise<void> {
    if (!settings.template || opened) return
    const template = await openAs(settings, pathsOf(settings))
    opened = { template, lists: listsOf(settings, template) }
  }

  return {
    open,
    maxRows: () => Math.min(settings.maxRows, opened?.template.freeRows ?? settings.maxRows),
    faults: (payload) => faultsOf(settings, payload, opened?.lists),
    prepare(members) {
      const faults = members.flatMap(({ payload }) => faultsOf(settings, payload, opened?.lists))
      if (faults.length > 0)
        throw new MappingError(
          faults.map(({ pointer, code, params }) => ({ code, who: 'author', params: { pointer, ...params } })),
        )
      const extension = settings.format === 'fixed' ? 'txt' : settings.format
      const content = contentOf(settings, members, opened?.template)
      return { file: fileName(settings.prefix, members, extension), members: members.length, content }
    },
    async write(content, path) {
      if (content.kind !== 'template') return await writePlain(content, path)
      await fillTemplate(await openAs(settings, content.columns), path, content)
    },
  }
}

function contentOf(settings: ReadySettings, members: readonly Member[], template: Template | undefined): Content {
  if (settings.format !== 'xlsx') return { kind: 'text', text: textOf(settings, members), encoding: settings.encoding }
  const { columns, header, rows } = gridOf(settings, members, template?.date1904)
  if (!settings.template) {
    const dates = columns.flatMap(({ type }, index) => (type === 'date' ? [index] : []))
    return { kind: 'sheet', sheet: settings.sheet, header, rows, dates }
  }
  const [first] = members
  const cells = Object.entries(settings.template.cells ?? {}).map(([cell, pointer]) => [
    cell,
    first ? cellOf({ pointer }, first.payload, 0) : null,
  ])
  const isList = settings.columns !== undefined
  return { kind: 'template', columns: pathsOf(settings), rows: isList ? rows : [], cells: Object.fromEntries(cells) }
}

/** Header paths of what is filled in, the operation's last; none where only single cells are. */
const pathsOf = ({ columns, operationColumn }: ReadySettings): (readonly string[])[] => [
  ...(columns ?? []).map(({ header }) => [header].flat()),
  ...(columns && operationColumn ? [[operationColumn.header]] : []),
]

async function openAs(settings: ReadySettings, columns: readonly (readonly string[])[]): Promise<Template> {
  const { file = '', cells = {}, ...places } = settings.template ?? {}
  try {
    return await openTemplate(file, { ...places, columns, cells: Object.keys(cells) })
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    // Whoever runs the gateway chose the file, not the person who fills in the form.
    throw new SettingsError(
      error.problems.map((problem) => ({ ...problem, who: 'operator' })),
      { cause: error },
    )
  }
}

function listsOf(settings: ReadySettings, template: Template): Lists {
  const lists = new Map<string, ReadonlySet<string>>()
  for (const [index, { pointer }] of columnsOf(settings, []).entries()) {
    const list = template.columns[index]?.list
    if (pointer !== undefined && list) lists.set(pointer, list)
  }
  for (const [cell, pointer] of Object.entries(settings.template?.cells ?? {})) {
    const list = template.cellLists.get(cell)
    if (list) lists.set(pointer, list)
  }
  return lists
}
