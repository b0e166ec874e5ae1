/** Payload → cells. Pure. */
import { atPointer, daySerial, type JsonObject, type OutCell, toPointer } from 'yibiao/adapter'
import { type Column, type ReadySettings, titleOf } from './settings.ts'

export interface ReadyColumn extends Pick<Column, 'type' | 'maxBytes' | 'align' | 'fill'> {
  /** Header cells from top to bottom. */
  readonly path: readonly string[]
  readonly title: string
  /** Absent: it counts rows. */
  readonly pointer?: string
}

/** The columns of a file with these payloads, without the operation's. */
export function columnsOf(settings: ReadySettings, payloads: readonly JsonObject[]): readonly ReadyColumn[] {
  if (settings.columns) {
    return settings.columns.map(({ header, value, ...column }) => {
      const title = titleOf(header)
      const place = column.type === 'row-number' ? {} : { pointer: value ?? toPointer([title]) }
      return { path: [header].flat(), title, ...place, ...column }
    })
  }
  const names = new Set(payloads.flatMap((payload) => Object.keys(payload)))
  return [...names].map((name) => ({ path: [name], title: name, pointer: toPointer([name]), align: 'left', fill: ' ' }))
}

/** A cell's value. What doesn't fit was refused by `faultsOf` before. */
export function cellOf(
  { pointer, type }: Pick<ReadyColumn, 'pointer' | 'type'>,
  payload: JsonObject,
  row: number,
  date1904 = false,
): OutCell {
  if (pointer === undefined) return row + 1
  const value = atPointer(payload, pointer)
  if (type === 'date' && typeof value === 'string') return daySerial(value, date1904) ?? null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
