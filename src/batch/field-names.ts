/**
 * Every name under which a column may ask for a field, strongest first: its path (`address.street`), the titles or
 * names on the way to it (户籍地 → 省), then its own title, name or alias alone where no other field has it too.
 *
 * Positions in lists count from 1, as people do: `members.1.name`, 家庭成员1姓名.
 */
import type { Text } from '../base/text.ts'
import { headerKeys } from '../files/index.ts'
import { type Field, type Form, fieldsOf } from '../form/index.ts'

/** A field, at one position where it lies in a list. */
export interface FieldPlace {
  readonly field: Field
  /** Position in the list from 0; undefined outside lists. */
  readonly position?: number
}

export interface FieldNames {
  /** The place that a column with this path of header cells (top row first) asks for. */
  find(path: readonly string[]): FieldPlace | undefined
  /** Fields that a column can fill, in document order. */
  readonly fields: readonly Field[]
  /** Titles, for suggestions. */
  readonly titles: readonly string[]
}

export function createFieldNames(form: Form): FieldNames {
  const all = new Map(fieldsOf(form).map((field) => [field.path, field]))
  const fields = [...all.values()].filter((field) => isColumn(field, all))
  const byWay = new Map<string, Field | undefined>()
  const byOwnName = new Map<string, Field | undefined>()
  for (const field of fields) {
    for (const way of waysTo(field, all)) addUnlessShared(byWay, way, field)
    for (const name of ownNames(field)) addUnlessShared(byOwnName, name, field)
  }
  const lookUp = (key: string) => byWay.get(key) ?? byOwnName.get(key)

  const find = (path: readonly string[]): FieldPlace | undefined => {
    const cells = path.map(headerKeys)
    const last = cells.at(-1)
    if (!last) return undefined
    const joined = [cells.map((cell) => cell.full).join(''), cells.map((cell) => cell.bare).join('')]
    for (const key of [...joined, last.full, last.bare]) {
      if (key === '') continue
      const field = lookUp(key)
      if (field && !field.path.includes('.*.')) return { field }
      const place = placeInList(key, byWay)
      if (place) return place
    }
    return undefined
  }
  return { find, fields, titles: fields.map((field) => field.meta.title.zh) }
}

// A list of plain values fits one cell; a list of objects is filled through its items' fields.
function isColumn(field: Field, all: ReadonlyMap<string, Field>): boolean {
  if (field.path.split('*').length > 2) return false
  if (field.kind === 'list') return isScalar(all.get(`${field.path}.*`))
  if (field.path.endsWith('.*')) return false
  return isScalar(field)
}

const isScalar = (field: Field | undefined): boolean =>
  field !== undefined && field.kind !== 'object' && field.kind !== 'list' && field.kind !== 'union'

function placeInList(key: string, byWay: ReadonlyMap<string, Field | undefined>): FieldPlace | undefined {
  for (const match of key.matchAll(/\d{1,3}/g)) {
    const position = Number(match[0]) - 1
    const field = byWay.get(`${key.slice(0, match.index)}*${key.slice(match.index + match[0].length)}`)
    if (field && position >= 0) return { field, position }
  }
  return undefined
}

// One name for two fields names neither.
function addUnlessShared(names: Map<string, Field | undefined>, name: string, field: Field): void {
  if (name !== '') names.set(name, names.has(name) && names.get(name) !== field ? undefined : field)
}

function waysTo(field: Field, all: ReadonlyMap<string, Field>): Set<string> {
  const steps = field.path.split('.')
  const parents = steps.map((_, index) => all.get(steps.slice(0, index + 1).join('.')))
  const way = (name: (parent: Field | undefined, step: string) => string) =>
    steps.map((step, index) => (step === '*' ? '*' : name(parents[index], step))).join('')
  const titled = (pick: (title: Text) => string, form: 'full' | 'bare') =>
    way((parent, step) => headerKeys(parent ? pick(parent.meta.title) : step)[form])
  return new Set([
    way((_, step) => headerKeys(step).full),
    titled((title) => title.zh, 'full'),
    titled((title) => title.zh, 'bare'),
    titled((title) => title.en, 'full'),
  ])
}

function ownNames(field: Field): Set<string> {
  const { title, aliases = [] } = field.meta
  const name = field.path.split('.').at(-1) ?? ''
  return new Set(
    [title.zh, title.en, name, ...aliases].flatMap((text) => {
      const { full, bare } = headerKeys(text)
      return [full, bare]
    }),
  )
}
