/**
 * The records that a record names, found for planning: each by the keyed hash of its key, as it stands where it is
 * followed, as it stood at the first acceptance where it is frozen.
 */
import { MappingError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { atPath } from '../base/json-pointer.ts'
import type { Problem } from '../base/problem.ts'
import { type Form, fieldAt, type NamedRecord, namedRecords, referentOf } from '../form/index.ts'
import {
  formatReceiptNumber,
  indexHash,
  type LedgerReader,
  type NamedReferent,
  type ReferentWait,
  type Secrets,
  type StoredRecord,
} from '../ledger/index.ts'
import type { Referents } from '../mapping/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'

/** What one upstream's mapping gets to read. */
export interface Readable {
  readonly referents: Referents
  /** What is waited for, and what people are told meanwhile. */
  readonly missing: readonly { readonly wait: ReferentWait; readonly place: string; readonly problem: Problem }[]
}

/** Everything that one record names. */
export interface Named {
  /** For the ledger, which looks once more in its transaction. */
  readonly references: readonly NamedReferent[]
  /** The record's values, with keys that were corrected since as they are now; what is frozen keeps what was typed. */
  readonly corrected: JsonObject
  for(upstream: CompiledUpstream): Readable
  /** 受理号 of the record at a place. */
  numberAt(place: string): string | undefined
}

interface Found {
  readonly named: NamedRecord
  readonly record: StoredRecord
  readonly values: JsonObject
  /** What upstreams call it; read only where a mapping asks. */
  readonly told: ReadonlyMap<string, string>
}

const NOBODY: Readable = { referents: new Map(), missing: [] }
/** Of a record that names nobody. */
export const nothingNamed = (values: JsonObject): Named => ({
  references: [],
  corrected: values,
  for: () => NOBODY,
  numberAt: () => undefined,
})
const NOTHING_KEPT: ReadonlyMap<number, number> = new Map()
const NOTHING_TOLD: ReadonlyMap<string, string> = new Map()

export class ReferentFinder {
  readonly #ledger
  readonly #secrets
  readonly #upstreams

  /** @param upstreams - all of them: what one calls a record is another's to read */
  constructor(ledger: LedgerReader, secrets: Secrets, upstreams: readonly CompiledUpstream[]) {
    this.#ledger = ledger
    this.#secrets = secrets
    this.#upstreams = upstreams
  }

  /**
   * @param readers - upstreams that are planned for
   * @param recordId - of a record that exists: what it froze stays frozen
   * @param all - looks for what no mapping reads, too: its key may have been corrected
   */
  async find(
    form: Form,
    values: JsonObject,
    readers: readonly CompiledUpstream[],
    recordId?: number,
    all = false,
  ): Promise<Named> {
    if (form.references.length === 0) return nothingNamed(values)
    const named = namedRecords(form, values)
    if (named.length === 0) return nothingNamed(values)
    const places = new Set(readers.flatMap(({ reads }) => reads.places))
    const told = new Set(readers.flatMap(({ reads }) => reads.refAt))
    const frozen = recordId === undefined || places.size === 0 ? NOTHING_KEPT : await this.#ledger.frozenOf(recordId)
    // One record may be named at several places.
    const records = new Map<string, Promise<StoredRecord | undefined>>()
    const recordOf = ({ reference, key }: NamedRecord) => {
      const name = `${reference.form}\n${key}`
      const asked = records.get(name) ?? this.#record(reference.form, key)
      records.set(name, asked)
      return asked
    }
    const found = await Promise.all(
      named.map(async (one): Promise<{ readonly reference: NamedReferent; readonly found?: Found }> => {
        const { form: name, mode, place } = one.reference
        const reference = { form: name, keyHash: indexHash(this.#secrets, 'key', name, one.key), mode }
        if (!places.has(place) && !(all && mode === 'follow')) return { reference }
        const record = await recordOf(one)
        if (!record) return { reference: { ...reference, seen: null } }
        const kept = mode === 'freeze' ? frozen.get(record.id) : undefined
        const then =
          kept === undefined || kept === record.revision ? undefined : await this.#ledger.revisionOf(record.id, kept)
        return {
          reference: { ...reference, seen: { id: record.id, revision: record.revision } },
          found: {
            named: one,
            record,
            values: then?.values ?? record.values,
            told: told.has(place) ? await this.#ledger.referencesAt(record.id) : NOTHING_TOLD,
          },
        }
      }),
    )
    const present = new Map(found.flatMap(({ found: one }) => (one ? [[one.named.place, one] as const] : [])))
    return {
      references: distinct(found.map(({ reference }) => reference)),
      corrected: corrected(form, values, [...present.values()]),
      for: (upstream) => this.#readable(form, upstream, named, present),
      numberAt: (place) => {
        const record = present.get(place)?.record
        return record && formatReceiptNumber(record.number, record.revision)
      },
    }
  }

  async #record(form: string, key: string): Promise<StoredRecord | undefined> {
    const record = await this.#ledger.findRecord({ form, keyHash: indexHash(this.#secrets, 'key', form, key) })
    // Taken back, or its texts gone: nothing is known of it.
    return record && !record.withdrawn && !record.purged ? record : undefined
  }

  #readable(
    form: Form,
    upstream: CompiledUpstream,
    named: readonly NamedRecord[],
    present: ReadonlyMap<string, Found>,
  ): Readable {
    const { reads } = upstream
    if (!reads.some) return NOBODY
    const referents = new Map<string, { readonly values: JsonObject; readonly reference?: string }>()
    const missing: { wait: ReferentWait; place: string; problem: Problem }[] = []
    for (const one of named.filter(({ reference }) => reads.places.includes(reference.place))) {
      const { place } = one.reference
      const found = present.get(one.place)
      if (!found) {
        missing.push({
          wait: { cause: 'reference' },
          place,
          problem: problemAt(form, upstream, one, 'referent_missing'),
        })
        continue
      }
      const registrar = reads.refAt.includes(place)
        ? registrarOf(upstream, this.#upstreams, one.reference.form)
        : undefined
      const reference = registrar && found.told.get(registrar.name)
      if (registrar && reference === undefined) {
        const { record } = found
        const number = formatReceiptNumber(record.number, record.revision)
        const problem = problemAt(form, upstream, one, 'referent_unreported', { number, there: registrar.title })
        missing.push({ wait: { cause: 'target', record: record.id, upstream: registrar.name }, place, problem })
      }
      referents.set(one.place, { values: found.values, ...(reference === undefined ? {} : { reference }) })
    }
    return { referents, missing }
  }
}

/** Where a followed record was found by a key that it had before: the key it has. */
function corrected(form: Form, values: JsonObject, present: readonly Found[]): JsonObject {
  const moved = present.filter(({ named, record }) => record.byFormerKey && named.reference.mode === 'follow')
  if (moved.length === 0) return values
  const copy = structuredClone(values)
  for (const { named, record } of moved) {
    const [name = ''] = referentOf(form, named.reference)?.key ?? []
    const key = record.values[name]
    const path = named.keyPath.split('.')
    const holder = atPath(copy, path.slice(0, -1).join('.'))
    if (key !== undefined && typeof holder === 'object' && holder !== null) Reflect.set(holder, path.at(-1) ?? '', key)
  }
  return copy
}

/** What makes an upstream the one whose references are meant. */
type Registrar = Pick<CompiledUpstream, 'form' | 'system'>

/** The upstream of the same system that takes the records of a form: whose references `refAt` means. */
function registrarOf<U extends Registrar>(upstream: Registrar, upstreams: readonly U[], form: string): U | undefined {
  const own = upstreams.filter((other) => other.form.name === form && other.system === upstream.system)
  return upstream.system !== undefined && own.length === 1 ? own[0] : undefined
}

/** @throws {MappingError} a mapping asks by `refAt` for what no upstream of its system, or more than one, gives out */
export function checkReferences(upstreams: readonly CompiledUpstream[]): void {
  const problems = upstreams.flatMap((upstream) => referenceFaults(upstream, upstreams))
  if (problems.length > 0) throw new MappingError(problems)
}

/** What one mapping asks by `refAt` that nobody of its system gives out. */
export const referenceFaults = (
  upstream: Registrar & Pick<CompiledUpstream, 'name' | 'reads'>,
  upstreams: readonly Registrar[],
): readonly Problem[] =>
  upstream.reads.refAt.flatMap((place): Problem[] => {
    const named = upstream.form.references.find((reference) => reference.place === place)?.form ?? ''
    if (registrarOf(upstream, upstreams, named)) return []
    return [{ code: 'reference_no_registrar', who: 'author', upstream: upstream.name, params: { place, form: named } }]
  })

function problemAt(
  form: Form,
  { name }: CompiledUpstream,
  { reference, keyPath }: NamedRecord,
  code: Problem['code'],
  params: Problem['params'] = {},
): Problem {
  const title = fieldAt(form, keyPath)?.meta.title
  const named = referentOf(form, reference)?.title ?? reference.form
  return {
    code,
    who: code === 'referent_missing' ? 'reporter' : 'operator',
    upstream: name,
    field: keyPath,
    ...(title ? { title } : {}),
    params: { form: named, ...params },
  }
}

/** A record that is named twice in the same way is kept once. */
const distinct = (references: readonly NamedReferent[]): readonly NamedReferent[] => [
  ...new Map(
    references.map((one) => [
      `${one.form} ${one.mode} ${Buffer.from(one.keyHash).toString('hex')} ${one.seen === undefined}`,
      one,
    ]),
  ).values(),
]
