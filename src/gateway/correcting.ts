/** What a person corrects about a record as a whole: taking it back, another key, two that are one. */
import { GatewayError } from '../base/errors.ts'
import type { AcceptResult, Corrector, Origin, Versions } from '../delivery/index.ts'
import type { Form } from '../form/index.ts'
import { type LedgerReader, type NewSubmission, parseReceiptNumber } from '../ledger/index.ts'
import type { Gateway, Submission } from './types.ts'
import { upgradeAll } from './upgrading.ts'

export interface CorrectingParts {
  readonly ledger: LedgerReader
  readonly versions: Versions
  readonly corrector: Corrector
  announce(form: Form, result: AcceptResult): Promise<void>
  submissionOf(result: AcceptResult): Promise<Submission>
  newSubmission(form: Form, origin: Origin, source: string): NewSubmission
}

export function correcting(parts: CorrectingParts): Pick<Gateway, 'withdraw' | 'rekey' | 'merge' | 'upgrade'> {
  const { ledger, versions, corrector, announce, submissionOf, newSubmission } = parts
  const recordOf = async (form: Form, number: string) => {
    versions.know(form)
    const parsed = parseReceiptNumber(number)
    const existing = parsed && (await ledger.findRecord({ number: parsed.number }))
    if (existing?.form === form.name) return existing
    throw new GatewayError('number-unknown', [{ code: 'number_unknown', who: 'reporter', params: { number } }])
  }
  const told = async (form: Form, result: AcceptResult) => {
    await announce(form, result)
    return submissionOf(result)
  }
  return {
    async withdraw(form, number, origin) {
      const existing = await recordOf(form, number)
      return told(form, await corrector.withdraw(form, existing, origin, newSubmission(form, origin, 'api')))
    },
    async rekey(form, number, key, options) {
      const existing = await recordOf(form, number)
      return told(form, await corrector.rekey(form, existing, key, options, newSubmission(form, options, 'rekey')))
    },
    async merge(form, { from, into }, options) {
      const [one, other] = [await recordOf(form, from), await recordOf(form, into)]
      return told(form, await corrector.merge(form, one, other, options, newSubmission(form, options, 'merge')))
    },
    upgrade: (options) => upgradeAll(ledger, versions, corrector, options),
  }
}
