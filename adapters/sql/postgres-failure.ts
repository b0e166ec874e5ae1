/** What PostgreSQL's errors mean, by SQLSTATE. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
import type { Failure } from './database.ts'

const UNIQUE = '23505'
/** By SQLSTATE, or by its class. */
const BARRED: Readonly<Record<string, Failure['bar']>> = {
  28: 'credentials',
  '3D': 'right',
  '3F': 'right',
  42: 'right',
}
// 25: a read-only replica; 40: rolled back for another one's sake; 53, 54, 55, 57, 58: short of something, or shutting down.
const LATER = ['25', '40', '53', '54', '55', '57', '58', 'XX']

export function postgresFailure(error: unknown): Failure {
  const { code, message, column, constraint, severity } = error as Readonly<Record<string, string | undefined>>
  if (code === undefined || severity === undefined || !/^[0-9A-Z]{5}$/.test(code)) {
    return { kind: 'lost', code: code ?? 'connection-lost' }
  }
  const family = code.slice(0, 2)
  const bar = BARRED[family]
  if (bar) return { kind: 'barred', bar, code }
  if (family === '08' || severity === 'FATAL') return { kind: 'lost', code }
  if (LATER.includes(family)) return { kind: 'later', code }
  return {
    kind: 'row',
    code,
    ...(message !== undefined && { text: message }),
    ...(column !== undefined && { column }),
    ...(constraint !== undefined && { constraint }),
    isUnique: code === UNIQUE,
  }
}
