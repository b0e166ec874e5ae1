/** A delivery filter as SQL over the aliases d (delivery), u (upstream), r (record), s (submission). */
import type { DeliveryFilter } from '../contract.ts'
import { parseReceiptNumber } from '../number.ts'
import type { SqlValue } from './database.ts'

export function where(filter: DeliveryFilter): { clause: string; values: SqlValue[] } {
  const parts: string[] = []
  const values: SqlValue[] = []
  if (filter.upstream !== undefined) {
    parts.push('u.name = ?')
    values.push(filter.upstream)
  }
  if (filter.account !== undefined) {
    parts.push('d.account = ?')
    values.push(filter.account)
  }
  if (filter.submission !== undefined) {
    parts.push('s.number = ?')
    values.push(plain(filter.submission))
  }
  if (filter.record !== undefined) {
    parts.push('r.number = ?')
    values.push(plain(filter.record))
  }
  if (filter.states !== undefined) {
    parts.push(filter.states.length > 0 ? `d.state IN (${filter.states.map(() => '?').join(', ')})` : '1 = 0')
    values.push(...filter.states)
  }
  if (filter.since !== undefined) {
    parts.push('d.created_at >= ?')
    values.push(filter.since)
  }
  if (filter.until !== undefined) {
    parts.push('d.created_at < ?')
    values.push(filter.until)
  }
  return { clause: parts.length > 0 ? parts.join(' AND ') : '1 = 1', values }
}

/** As it is kept, without the revision that a receipt has behind it. What is no number of ours is nobody's. */
const plain = (number: string): string => parseReceiptNumber(number)?.number ?? number
