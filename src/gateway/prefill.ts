/**
 * What an upstream already knows of a record, offered to whoever fills it in: only for fields left empty, never instead of
 * what was typed, and nothing sensitive unless the caller says that this person may see it.
 */
import type { Json, JsonObject } from '../base/json.ts'
import { atPath } from '../base/json-pointer.ts'
import type { Finder } from '../delivery/index.ts'
import { type Form, fieldAt, normaliseEntry } from '../form/index.ts'
import type { RecordContext } from '../mapping/index.ts'
import { accountMissing, type CompiledUpstream, pickAccount } from '../upstream/index.ts'
import type { Asking } from './asking.ts'
import type { Prefill } from './types.ts'

export async function prefill(
  upstream: CompiledUpstream,
  asking: Asking,
  finder: Finder,
  form: Form,
  entry: unknown,
  { sensitive = false, context = {} }: { readonly sensitive?: boolean; readonly context?: RecordContext },
): Promise<Prefill> {
  const typed = normaliseEntry(form, entry) as JsonObject
  const nothing = { values: {}, conflicts: [], withheld: [], problems: [] }
  const { referents } = (await finder.named(form, typed)).for(upstream)
  const account = upstream.accounts && pickAccount(upstream.accounts, context)
  if (upstream.accounts && account === undefined)
    return {
      state: 'unseen',
      detail: 'no account',
      ...nothing,
      problems: [accountMissing(upstream.name, upstream.accounts, context)],
    }
  const payload = upstream.draft(typed, context, referents)
  const found = await asking.look({ payload, ...(account === undefined ? {} : { account }) })
  if (found.state === 'absent' || found.state === 'same') return { state: found.state, ...nothing }
  if (found.state !== 'other' || found.payload === undefined) {
    return { state: 'unseen', detail: found.state === 'blind' ? found.detail : 'no payload shown', ...nothing }
  }
  const { values, problems } = upstream.back(found.payload)
  const result: Found = { state: 'found', ...nothing, problems: [...problems] }
  for (const [path, there] of leavesOf(values)) {
    const field = fieldAt(form, path)
    if (!field) continue
    const mine = atPath(typed, path)
    if (field.meta.sensitivity === 'sensitive' && !sensitive && mine === undefined) {
      result.withheld = [...result.withheld, path]
      continue
    }
    const read = field.schema.safeParse(there)
    const title = field.meta.title
    if (!read.success) {
      result.problems = [
        ...result.problems,
        { code: 'inverse_unreadable', who: 'author', field: path, title, upstream: upstream.name },
      ]
    } else if (mine === undefined) result.values = withPath(result.values, path.split('.'), read.data as Json)
    else if (JSON.stringify(mine) !== JSON.stringify(read.data)) {
      result.conflicts = [...result.conflicts, { field: path, title, typed: mine as Json, there: read.data as Json }]
    }
  }
  return result
}

type Found = { -readonly [K in keyof Prefill]: Prefill[K] }

/** Single values and whole lists, by path; objects are looked into. */
function* leavesOf(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    if (path !== '' && value !== null) yield [path, value]
    return
  }
  for (const [name, member] of Object.entries(value)) yield* leavesOf(member, path === '' ? name : `${path}.${name}`)
}

function withPath(whole: JsonObject, [name = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inner = whole[name]
  const below = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {}
  return { ...whole, [name]: rest.length === 0 ? value : withPath(below, rest, value) }
}
