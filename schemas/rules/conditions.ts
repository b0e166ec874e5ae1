/** Rules over two fields of a record, for a schema's `.check`: each says in plain words what to do. */
import { breach } from '../../src/form/index.ts'

/** The field is missing though another answer makes it necessary. */
export const requiredWhen = <R extends object>(
  isNeeded: boolean,
  record: R,
  field: keyof R & string,
  zh: string,
  en: string,
) => (isNeeded && record[field] === undefined ? [breach(undefined, [field], zh, en)] : [])

/** A day (or month) that lies before the one it must follow; texts written year first compare as they are. */
export function notBefore<R extends object>(
  record: R,
  later: keyof R & string,
  earlier: keyof R & string,
  zh: string,
  en: string,
) {
  const [last, first] = [record[later], record[earlier]]
  return typeof last === 'string' && typeof first === 'string' && last < first ? [breach(last, [later], zh, en)] : []
}
