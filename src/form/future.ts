/** Dates that cannot lie ahead (a birth, a visit made), against a day that is passed in: schemas know no clock. */
import type { Problem } from '../base/problem.ts'
import { fieldsOf, titleAt } from './fields.ts'
import type { Form } from './types.ts'
import { isMembers, own } from './values.ts'

const pathsOf = new WeakMap<Form, readonly (readonly string[])[]>()

/**
 * One problem for each field marked `notFuture` whose day is after `today`.
 *
 * @param today - `yyyy-MM-dd` where the form is filled in
 */
export function futureProblems(form: Form, record: unknown, today: string): Problem[] {
  let paths = pathsOf.get(form)
  if (!paths) {
    paths = fieldsOf(form).flatMap(({ path, meta }) => (meta.notFuture ? [path.split('.')] : []))
    pathsOf.set(form, paths)
  }
  return paths
    .flatMap((path) => valuesAt(record, path, ''))
    .filter(({ value }) => typeof value === 'string' && value > today)
    .map(({ field }) => ({ code: 'in_future', who: 'reporter', field, title: titleAt(form, field) }))
}

interface Found {
  readonly field: string
  readonly value: unknown
}

function valuesAt(value: unknown, [token, ...rest]: readonly string[], field: string): Found[] {
  if (token === undefined) return [{ field, value }]
  const below = (key: string | number) => (field === '' ? String(key) : `${field}.${key}`)
  if (token === '*') return Array.isArray(value) ? value.flatMap((each, i) => valuesAt(each, rest, below(i))) : []
  return isMembers(value) ? valuesAt(own(value, token), rest, below(token)) : []
}
