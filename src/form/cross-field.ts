/**
 * What a form says about several fields together, while some of them are faulty: only what holds whatever belongs in those.
 *
 * Zod leaves such checks out as soon as one field is missing or of another kind, and a person who mends that one would hear
 * of the next fault only then. A check is asked twice, without the faulty fields and with them as they were typed: what it says
 * both times doesn't come from them.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Json } from '../base/json.ts'
import type { Issue } from './issues.ts'
import type { Form } from './types.ts'
import { isMembers, own, put } from './values.ts'
import { defOf } from './zod-def.ts'

/** What the checks of the whole record say of these values, as far as they come with them. */
function saidOf(form: Form, value: unknown): readonly Issue[] {
  const payload = { value, issues: [] as Issue[] }
  try {
    for (const { _zod: check } of defOf(form.schema).checks ?? []) check.check?.(payload)
  } catch {
    // Written for whole records, and this one lacks what it reads next: what it said before stands.
  }
  return payload.issues.map((issue) => ({ ...issue, path: issue.path ?? [] }))
}

export interface Doubted {
  /** What was parsed, normalised. */
  readonly values: unknown
  /** Issues of the parse. */
  readonly raised: readonly Issue[]
  /** What couldn't be read, by path, as text. */
  readonly unread: Readonly<Record<string, string>>
}

/** The issues of a parse; those of several fields among them only where no faulty field has a part in them. */
export function certainIssues(form: Form, { values, raised, unread }: Doubted): readonly Issue[] {
  const paths = Object.keys(unread).map((path) => path.split('.'))
  const parsed = new Set(saidOf(form, values).map(wordsOf))
  const ofFields = raised.filter((issue) => !parsed.has(wordsOf(issue)))
  const faulty = [...ofFields.map(({ path }) => path), ...paths].filter((path) => path.length > 0)
  const asTyped = paths.reduce((whole, path) => withAt(whole, path, unread[path.join('.')] ?? ''), values)
  const typed = new Set(saidOf(form, asTyped).map(wordsOf))
  const absent = saidOf(
    form,
    faulty.reduce((whole, path) => without(whole, path), values),
  )
  return [...ofFields, ...absent.filter((issue) => typed.has(wordsOf(issue)))]
}

const wordsOf = ({ code, path, ...rest }: Issue): string =>
  canonicalJson([code, path.map(String), ('params' in rest ? rest.params : null) as Json])

function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return undefined
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === String(key) ? without(each, rest) : each))
  if (!isMembers(value)) return value
  const kept: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    if (name !== String(key)) put(kept, name, member)
    else if (rest.length > 0) put(kept, name, without(member, rest))
  }
  return kept
}

/** A copy that holds `text` there, lists and groups on the way made where there are none. */
function withAt(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text
  if (Array.isArray(value) || (value === undefined && /^\d+$/.test(key))) {
    const list: unknown[] = [...(value ?? [])]
    list[Number(key)] = withAt(list[Number(key)], rest, text)
    return list
  }
  const group = isMembers(value) ? { ...value } : {}
  put(group, key, withAt(own(group, key), rest, text))
  return group
}
