/** A record against its form: validation in plain words, and what identifies it. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Problem } from '../base/problem.ts'
import { certainIssues } from './cross-field.ts'
import { futureProblems } from './future.ts'
import { problemsFromIssues } from './issues.ts'
import { longTextIssues } from './long-texts.ts'
import { normaliseEntry } from './normalise.ts'
import type { Form } from './types.ts'
import { isBlank, own } from './values.ts'

export type Validated<R> =
  | { readonly ok: true; readonly record: R }
  | { readonly ok: false; readonly problems: Problem[] }

export interface ValidateOptions {
  /** `yyyy-MM-dd` where the form is filled in; without it days in the future are not noticed. */
  readonly today?: string
  /** Fields in which something stands that can't be read, by path, as text: they are neither missing nor told of again. */
  readonly unread?: Readonly<Record<string, string>>
}

/**
 * Normalises and checks values through the form's schema. All problems at once, each with its field, none with a value: also
 * what several fields say together, as far as a faulty one has no part in it.
 */
export function validateRecord<R>(form: Form<R>, values: unknown, options: ValidateOptions = {}): Validated<R> {
  const { today, unread = {} } = options
  const long = longTextIssues(values)
  if (long.length > 0) return { ok: false, problems: problemsFromIssues(form, long, values) }
  const result = form.schema.safeParse(values)
  const isUnread = Object.keys(unread).length > 0
  const ahead = (record: unknown) => (today === undefined ? [] : futureProblems(form, record, today))
  if (result.success && !isUnread) {
    const problems = ahead(result.data)
    return problems.length > 0 ? { ok: false, problems } : { ok: true, record: result.data }
  }
  const typed = normaliseEntry(form, values)
  const raised = result.success ? [] : result.error.issues
  const problems = problemsFromIssues(form, certainIssues(form, { values: typed, raised, unread }), values)
  const told = new Set([...problems.map(({ field }) => field), ...Object.keys(unread)])
  return {
    ok: false,
    problems: [
      ...problems.filter(({ field = '' }) => !Object.hasOwn(unread, field)),
      ...ahead(typed).filter(({ field }) => !told.has(field)),
    ],
  }
}

/**
 * Canonical text of the key's values, equal for equal keys: a JSON array in the order of `form.key`. Undefined for
 * forms with generated keys and while a part is missing. Reads the values as they are: normalise an entry first.
 */
export const recordKey = (form: Form, record: unknown): string | undefined => keyText(form.key, record)

/** Canonical text of the `sameEvent` values; undefined while one of them is missing: no evidence is no likeness. */
export const sameEventKey = (form: Form, record: unknown): string | undefined => keyText(form.sameEvent, record)

/** `recordKey` of an entry as it was handed in: its key fields alone are normalised. */
export function entryKey(form: Form, entry: unknown): string | undefined {
  const given = Object.fromEntries(form.key.map((name) => [name, own(entry, name)]))
  return recordKey(form, normaliseEntry(form, given))
}

function keyText(names: readonly string[], record: unknown): string | undefined {
  const parts = names.map((name) => own(record, name))
  return parts.length === 0 || parts.some(isBlank) ? undefined : canonicalJson(parts)
}
