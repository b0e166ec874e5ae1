/** Every record the upstream has, page by page: for reconciliation. */
import {
  atPointer,
  type Exchanged,
  isPlainObject,
  type JsonObject,
  matches,
  type ReadBody,
  SettingsError,
  scalar,
  shapeOf,
} from 'yibiao/adapter'
import { type Call, callOf } from './prepare.ts'
import type { ReadySettings } from './settings.ts'
import type { ListSettings } from './settings-lookup.ts'

/**
 * Ends with a page that isn't full, with the stated total, or with an empty page.
 *
 * @throws {SettingsError} when a page can't be had, or repeats the one before: then the page number is not heeded
 */
export async function* listAll(
  settings: ReadySettings,
  rules: ListSettings,
  ask: (call: Call) => Promise<Exchanged>,
): AsyncGenerator<JsonObject> {
  const { size, firstPage } = rules
  let seen = 0
  let before = ''
  for (let page = firstPage; ; page++) {
    const more = { page, size, offset: (page - firstPage) * size }
    const body = pageOf(settings, rules, await ask(callOf(settings, rules.request, { payload: {}, key: '', more })))
    const rows = atPointer(body.json, rules.rows)
    if (!Array.isArray(rows)) throw failed('no rows in the reply')
    const text = JSON.stringify(rows)
    if (rows.length > 0 && text === before) throw failed('every page is the same')
    before = text
    for (const row of rows) if (isPlainObject(row)) yield row
    seen += rows.length
    const total = Number(scalar(body.json, rules.total) ?? Number.NaN)
    if (rows.length === 0 || seen >= total || (Number.isNaN(total) && rows.length < size)) return
  }
}

function pageOf(settings: ReadySettings, { answered }: ListSettings, result: Exchanged): ReadBody {
  if (result.state !== 'reply') throw failed(result.detail)
  const body = settings.read(result)
  if (!matches(answered ?? settings.success, body)) throw failed(`status ${result.status}, ${shapeOf(body)}`)
  return body
}

const failed = (detail: string) => new SettingsError([{ code: 'list_failed', who: 'operator', params: { detail } }])
