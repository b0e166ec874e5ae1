/** Reach, log-in, the table, its columns and rights, and its unique constraint: reads only. */
import { type Diagnosis, diagnosed, type Text } from 'yibiao/adapter'
import type { Catalogue, Column } from './database.ts'
import { pointersOf, SERIAL_CHARACTERS, type Shape, shapeOf } from './row.ts'
import type { ReadySettings } from './settings.ts'

export function diagnoseTable(settings: ReadySettings, catalogue: Catalogue): readonly Diagnosis[] {
  const shape = shapeOf(settings, [...pointersOf(settings).keys()])
  if (catalogue.unusable !== undefined) return [{ check: 'table', ok: false, detail: catalogue.unusable }]
  return [
    verdict('columns', columnFaults(shape, catalogue), { zh: '都在，类型合适', en: 'there, with fitting types' }),
    verdict('rights', rightFaults(shape, catalogue), { zh: '够用', en: 'enough' }),
    verdict('unique', uniqueFaults(settings, catalogue), diagnosed.there),
  ]
}

const verdict = (check: string, faults: readonly Text[], well: Text): Diagnosis => ({
  check,
  ok: faults.length === 0,
  detail:
    faults.length === 0
      ? well
      : { zh: faults.map(({ zh }) => zh).join('，'), en: faults.map(({ en }) => en).join(', ') },
})

function columnFaults({ columns, settings }: Shape, { columns: there }: Catalogue): Text[] {
  const { version, receipt, serial } = settings
  const named = [...columns, receipt?.error, receipt?.reference].filter((name) => name !== undefined)
  const missing = named.filter((name) => !there.has(name))
  const faults: Text[] = missing.map((name) => ({ zh: `没有列 ${name}`, en: `no column ${name}` }))
  const counter = version === undefined ? undefined : there.get(version)
  if (counter && counter.kind !== 'integer')
    faults.push({ zh: `${counter.name} 不是整数`, en: `${counter.name} is no integer` })
  const own = serial === undefined ? undefined : there.get(serial)
  if (own?.maxLength !== undefined && own.maxLength < SERIAL_CHARACTERS)
    faults.push({ zh: `${own.name} 太短`, en: `${own.name} is too short` })
  for (const { name, nullable, hasDefault } of there.values())
    if (!nullable && !hasDefault && !named.includes(name))
      faults.push({ zh: `${name} 必填，又没有默认值`, en: `${name} needs a value and has no default` })
  return faults
}

function rightFaults({ columns, content, key, settings }: Shape, catalogue: Catalogue): Text[] {
  const known = (name: string | undefined): readonly Column[] => {
    const column = name === undefined ? undefined : catalogue.columns.get(name)
    return column ? [column] : []
  }
  const { mode, version, receipt, source } = settings
  const lacking = (right: string, names: readonly (string | undefined)[], may: (column: Column) => boolean) =>
    names
      .flatMap(known)
      .filter((column) => !may(column))
      .map(({ name }): Text => ({ zh: `${name} 没有 ${right} 权限`, en: `no ${right} on ${name}` }))
  const written = columns.slice(0, content).filter((name) => !key.includes(name))
  const inserts = lacking('INSERT', columns, ({ mayInsert }) => mayInsert)
  if (mode === 'insert-only') return inserts
  const read = [...key, ...written, source?.column, receipt?.column, receipt?.error, receipt?.reference]
  return [
    ...inserts,
    ...lacking('UPDATE', [...written, version, receipt?.column, receipt?.error], ({ mayUpdate }) => mayUpdate),
    ...lacking('SELECT', [...read, version], ({ maySelect }) => maySelect),
  ]
}

/** What keeps a repeat from becoming a second row. */
function uniqueFaults({ mode, key, serial }: ReadySettings, { unique }: Catalogue): Text[] {
  const names = mode === 'upsert' ? key : serial === undefined ? [] : [serial]
  if (names.length === 0) return []
  const isThere = unique.some(
    (columns) => columns.length === names.length && columns.every((each) => names.includes(each)),
  )
  const list = names.join(', ')
  return isThere ? [] : [{ zh: `没有恰好建在 ${list} 上的`, en: `none on exactly ${list}` }]
}
