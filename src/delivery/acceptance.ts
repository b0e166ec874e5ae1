/** An acceptance as the ledger takes it, made of a merged record: who, what, under which hashes, to whom. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Clock } from '../base/clock.ts'
import { RecordInvalidError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { type Form, recordKey, sameEventKey, upgradeValues } from '../form/index.ts'
import { type Acceptance, indexHash, newNumber, originHash, type StoredRecord } from '../ledger/index.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { Finder } from './find.ts'
import { planDeliveries } from './plan.ts'
import type { Named } from './referents.ts'

/** Who hands in, for which place and time; on every revision. */
export interface Origin {
  /** Who handed it in: a name or an account, kept in the audit. */
  readonly by: string
  /** Division code (6, 9 or 12 digits) the record belongs to. */
  readonly division?: string
  readonly period?: string
  readonly task?: string
}

export interface AcceptOptions extends Origin {
  /** The caller's own key: the same key with the same content is one record, however often it is handed in. */
  readonly clientKey?: string
  /** Number (受理号) of the record that this revises; needed where the form has no natural key. */
  readonly record?: string
  /** Revision the caller started from: a field that has moved since is a conflict. */
  readonly base?: number
  /**
   * Version of the form that the entry was filled in by (a draft, an older program's data): brought up to date first. Default:
   * the form's own.
   */
  readonly formVersion?: number
  /** Accepts a new record although another one looks like the same event. */
  readonly allowRepeat?: boolean
  /** Deliveries of a backlog go behind what is typed today. */
  readonly priority?: 0 | 1 | 2
  /**
   * Epoch ms by which the report is due. A day before, its deliveries go first at each upstream; between two tries at most
   * a quarter of the time that is left passes. Nothing is given up sooner or dropped when it is over.
   */
  readonly dueAt?: number
}

/** What the ledger is asked to accept: the merged record and its planned deliveries. */
export function acceptanceOf(
  { finder, clock }: { readonly finder: Finder; readonly clock: Clock },
  form: Form,
  existing: StoredRecord | undefined,
  entry: unknown,
  values: JsonObject,
  named: Named,
  options: AcceptOptions,
  submission: Acceptance['submission'],
): Acceptance {
  const { secrets } = finder
  const at = clock.now()
  const key = recordKey(form, values)
  const eventKey = sameEventKey(form, values)
  const { by, division, period, task, base, clientKey } = options
  const hash = secrets.content(canonicalJson(values))
  return {
    submission,
    form: form.name,
    formVersion: form.version,
    ...(existing ? { existing: { id: existing.id, revision: existing.revision } } : {}),
    ...(key === undefined ? {} : { keyHash: indexHash(secrets, 'key', form.name, key) }),
    origin: existing?.origin ?? originHash(secrets, form.name, key ?? clientKey ?? newNumber()),
    ...(eventKey === undefined ? {} : { eventHash: indexHash(secrets, 'event', form.name, eventKey) }),
    refuseSameEvent: options.allowRepeat !== true,
    ...(clientKey === undefined ? {} : { clientKeyHash: indexHash(secrets, 'client', form.name, clientKey) }),
    entryHash: clientKey === undefined ? hash : secrets.content(canonicalJson(entry)),
    contentHash: hash,
    values,
    withdrawn: false,
    by,
    ...optional({ division, period, task, base }),
    at,
    references: named.references,
    deliveries: planDeliveries(finder.upstreamsOf(form), values, contextOf(options), named, {
      at,
      priority: options.priority ?? 1,
      deadlineAt: options.dueAt,
      content: secrets.content,
    }),
  }
}

/** @throws {RecordInvalidError} it was filled in by a newer version, or nothing says how to bring it up to date */
export function entryAtCurrentVersion(form: Form, entry: unknown, version = form.version): unknown {
  const upgraded = upgradeValues(form, entry, version)
  if (upgraded.ok) return upgraded.values
  throw new RecordInvalidError([upgraded.problem])
}

/** What mappings may read of it. */
export const contextOf = ({ by, division, period, task }: Partial<Origin>): RecordContext =>
  optional({ by, division, period, task })

/** Only what is there: `exactOptionalPropertyTypes` keeps `undefined` out of the ledger. */
export function optional<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
