/**
 * The ledger as everybody here reads it: records of older versions of their form come up to date, whoever asks for them.
 * What is stored stays as it was filled in until somebody revises it, or `upgrade` writes it anew.
 */
import { GatewayError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { type Form, referentOf, upgradeValues } from '../form/index.ts'
import type { Ledger, LedgerReader, StoredRecord } from '../ledger/index.ts'

interface Kept {
  readonly form: string
  readonly formVersion: number
  readonly values: JsonObject
  readonly purged?: true
}

export class Versions {
  readonly #forms = new Map<string, Form>()

  constructor(forms: Iterable<Form>) {
    for (const form of forms) this.know(form)
  }

  /** A form, and those that its references name. */
  know(form: Form): void {
    if (this.#forms.get(form.name) === form) return
    this.#forms.set(form.name, form)
    for (const reference of form.references) {
      const referent = referentOf(form, reference)
      if (referent && !this.#forms.has(referent.name)) this.know(referent)
    }
  }

  get forms(): readonly Form[] {
    return [...this.#forms.values()]
  }

  /** @throws {GatewayError} `form-version`: the record is newer than the program, or the form doesn't say how to upgrade it */
  current<K extends Kept>(kept: K): K {
    const form = this.#forms.get(kept.form)
    if (!form || kept.purged || kept.formVersion === form.version) return kept
    const upgraded = upgradeValues(form, kept.values, kept.formVersion)
    if (!upgraded.ok) throw new GatewayError('form-version', [upgraded.problem])
    return { ...kept, values: upgraded.values as JsonObject, formVersion: form.version }
  }
}

const reading = (ledger: LedgerReader, versions: Versions) => ({
  async findRecord(...args: Parameters<LedgerReader['findRecord']>): Promise<StoredRecord | undefined> {
    const found = await ledger.findRecord(...args)
    return found && versions.current(found)
  },
  async revisionOf(...args: Parameters<LedgerReader['revisionOf']>) {
    const found = await ledger.revisionOf(...args)
    return found && versions.current(found)
  },
  async standingStill(...args: Parameters<LedgerReader['standingStill']>) {
    return (await ledger.standingStill(...args)).map((row) => versions.current(row))
  },
})

/** A newer program has written it: it is that one's to plan. */
function currentOrLeft(record: StoredRecord, versions: Versions): StoredRecord | undefined {
  try {
    return versions.current(record)
  } catch (error) {
    if (error instanceof GatewayError) return undefined
    throw error
  }
}

export const readAtCurrentVersion = (ledger: LedgerReader, versions: Versions): LedgerReader => ({
  ...ledger,
  ...reading(ledger, versions),
})

export const atCurrentVersion = (ledger: Ledger, versions: Versions): Ledger => ({
  ...ledger,
  ...reading(ledger, versions),
  async dependants(limit) {
    const chunk = await ledger.dependants(limit)
    if (!chunk) return undefined
    const { records, ...rest } = chunk
    const current = records.map((record) => currentOrLeft(record, versions))
    const newer = records.find((_, index) => current[index] === undefined)?.id
    const left = Math.min(rest.left ?? Number.POSITIVE_INFINITY, newer ?? Number.POSITIVE_INFINITY)
    return {
      ...rest,
      records: current.filter((record) => record !== undefined),
      ...(Number.isFinite(left) ? { left } : {}),
    }
  },
})
