/** The audit as callers see it: page by page, and verified. */
import { SettingsError } from '../base/errors.ts'
import { type LedgerReader, parseAnchor, parseReceiptNumber, verifyAudit } from '../ledger/index.ts'
import { paged } from './status.ts'
import type { Gateway } from './types.ts'

export const auditing = (ledger: LedgerReader): Pick<Gateway, 'audit' | 'verifyAudit'> => ({
  audit: ({ record } = {}) =>
    paged(
      (page) =>
        ledger.audit(record === undefined ? {} : { record: parseReceiptNumber(record)?.number ?? record }, page),
      ({ id }) => id,
    ),
  async verifyAudit({ anchor: text, signal } = {}) {
    const anchor = text === undefined ? undefined : parseAnchor(text)
    if (text !== undefined && !anchor) {
      throw new SettingsError([{ code: 'anchor_malformed', who: 'operator', params: { anchor: text } }])
    }
    return verifyAudit(ledger, { ...(anchor ? { anchor } : {}), ...(signal ? { signal } : {}) })
  },
})
