/** Compares what stands there with what was meant. */
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import type { Found } from '../outcome.ts'
import { scalar } from './body.ts'
import type { LookupRules } from './lookup-settings.ts'

/** A row under the record's key: the same content, other content, or too little of it to say. */
export function sameContent(
  rules: Pick<LookupRules, 'reference' | 'ignore'>,
  row: unknown,
  payload: JsonObject,
): Found {
  const found = scalar(row, rules.reference)
  const reference = found === undefined ? {} : { reference: found }
  let shown = 0
  let hidden = 0
  for (const [property, mine] of Object.entries(payload)) {
    const there = row !== null && typeof row === 'object' && Object.hasOwn(row, property)
    const theirs = there ? (row as Record<string, unknown>)[property] : undefined
    if (rules.ignore.includes(`/${property}`) || (theirs === undefined && mine !== null)) hidden += 1
    else if (equal(mine, theirs ?? null)) shown += 1
    else return { state: 'other', ...reference, payload: row }
  }
  return hidden > 0 || shown === 0 ? { state: 'partial', ...reference } : { state: 'same', ...reference }
}

/** `1` and `"1"` are one content stored in two column types; nothing else is bent. */
function equal(mine: Json, theirs: unknown): boolean {
  if (mine === null || theirs === null) return mine === theirs
  if (typeof mine !== 'object' && typeof theirs !== 'object') return String(mine) === String(theirs)
  return canonicalJson(mine) === canonicalJson(theirs)
}
