/** Dates that cannot lie ahead (a birth, a visit made), against a day that is passed in: schemas know no clock. */
import type { Problem } from '../base/problem.ts'
import { fieldsOf, titleAt } from './fields.ts'
import type { FieldMeta, Form } from './types.ts'
import { isMembers, own } from './values.ts'

interface Dated {
  readonly path: readonly string[]
  readonly dayIn: FieldMeta['dayIn']
}

const datedOf = new WeakMap<Form, readonly Dated[]>()

/**
 * One problem for each field marked `notFuture` whose day is after `today`, and each whose value carries such a day.
 *
 * @param today - `yyyy-MM-dd` where the form is filled in
 */
export function futureProblems(form: Form, record: unknown, today: string): Problem[] {
  let dated = datedOf.get(form)
  if (!dated) {
    dated = fieldsOf(form).flatMap(({ path, meta: { notFuture, dayIn } }) =>
      notFuture || dayIn ? [{ path: path.split('.'), dayIn }] : [],
    )
    datedOf.set(form, dated)
  }
  return dated.flatMap(({ path, dayIn }) =>
    valuesAt(record, path, '')
      .filter(({ value }) => typeof value === 'string' && (dayIn ? (dayIn(value) ?? '') : value) > today)
      .map(({ field }) => {
        const code = dayIn ? 'day_inside_in_future' : 'in_future'
        return { code, who: 'reporter', field, title: titleAt(form, field) } as const
      }),
  )
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
