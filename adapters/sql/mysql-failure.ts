/** What the errors of MySQL and MariaDB mean, by number and SQLSTATE. @see https://mariadb.com/kb/en/mariadb-error-codes/ */
import type { Failure } from './database.ts'

const DUPLICATE = [1062, 1169, 1586]
// With a SQLSTATE that says nothing: no default, wrong value, trigger's word, check constraint, bad JSON.
const ROW = [1364, 1366, 1265, 1644, 3140, 3819, 4025, 1526, 1411, 1416]
const CREDENTIALS = [1045, 1820, 1862, 3118, 4151]
const RIGHT = [1044, 1049, 1129, 1130, 1142, 1143, 1146, 1054, 1064, 1227, 1370]
// Stopped while it worked: the server says so and closes the connection.
const LOST = [1053, 1927, 3032]

interface MysqlError {
  readonly errno?: number
  readonly code?: string
  readonly sqlState?: string
  readonly sqlMessage?: string
}

export function mysqlFailure(error: unknown): Failure {
  const { errno, code, sqlState = '', sqlMessage: text } = error as MysqlError
  if (
    errno === undefined ||
    text === undefined ||
    code === undefined ||
    !code.startsWith('ER_') ||
    LOST.includes(errno)
  )
    return { kind: 'lost', code: code ?? 'connection-lost' }
  const number = String(errno)
  if (CREDENTIALS.includes(errno)) return { kind: 'barred', bar: 'credentials', code: number }
  if (RIGHT.includes(errno)) return { kind: 'barred', bar: 'right', code: number }
  if (!ROW.includes(errno) && !/^(?:22|23|44|45)/.test(sqlState)) return { kind: 'later', code: number }
  const column = columnIn(text)
  const constraint = constraintIn(text)
  return {
    kind: 'row',
    code: number,
    text,
    ...(column !== undefined && { column }),
    ...(constraint !== undefined && { constraint }),
    isUnique: DUPLICATE.includes(errno),
  }
}

/** `… for column 'xm' at row 1`, with MariaDB also by its whole way, and `Column 'xm' cannot be null`. Values stand in front. */
function columnIn(text: string): string | undefined {
  const [, named] =
    /[Cc]olumn [`']((?:[^`']|`\.`)+)[`'](?: at row \d+| cannot be null| \w+ no default)?/.exec(lastPart(text)) ??
    /^Field '([^']+)' doesn't have a default value$/.exec(text) ??
    []
  return named?.split('`.`').at(-1)
}

/** From the last word "column" on: what was typed may hold one too. */
const lastPart = (text: string): string => text.slice(Math.max(0, text.search(/column (?!.*column )/i)))

function constraintIn(text: string): string | undefined {
  const [, key] = / for key '([^']+)'$/.exec(text) ?? []
  // MySQL 8 puts the table in front.
  if (key !== undefined) return key.split('.').at(-1)
  const [, named] =
    /CONSTRAINT [`']([^`']+)[`']/.exec(text) ?? /^Check constraint '([^']+)' is violated\.?$/.exec(text) ?? []
  return named
}
