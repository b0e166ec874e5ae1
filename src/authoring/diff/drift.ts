/** What a new version of a contract breaks: in the mapping, and in records that are there already. */
import type { Finding } from '../../base/finding.ts'
import { type Contract, compileContract } from '../../contract/index.ts'
import { compileCondition, compileMapping, type RecordContext } from '../../mapping/index.ts'
import { checkUpstream, type Upstream } from '../../upstream/index.ts'
import { type ContractChange, contractChanges } from './contract-changes.ts'

export interface UpstreamChange extends ContractChange {
  /** Canonical fields that feed it. */
  readonly fields: readonly string[]
}

/** A stored record, and who handed it in for which place and time. */
export interface StandingRecord {
  readonly values: unknown
  readonly context?: RecordContext
}

export interface RecordFault {
  /** Pointer into the payload, `*` for list positions. */
  readonly pointer: string
  /** The keyword of JSON Schema that refuses it. */
  readonly keyword: string
  readonly fields: readonly string[]
  /** Records it is found in. */
  readonly count: number
}

export interface Drift {
  /** Breaking first. What breaks nothing that the mapping makes is not breaking here. */
  readonly changes: readonly UpstreamChange[]
  /** Findings of the check that the old version doesn't have, errors first. */
  readonly mapping: readonly Finding[]
  readonly records: {
    /** Records that concern the upstream. */
    readonly checked: number
    /** Those whose payload the new version refuses and the old one took. */
    readonly refused: number
    /** The most frequent first. */
    readonly faults: readonly RecordFault[]
  }
  /** Whether somebody has to act before the new version can be used. */
  readonly breaking: boolean
}

/**
 * Compares, checks the mapping against both versions, and judges the payloads that the mapping makes of `records` now.
 *
 * @param records - of the upstream's form, as they stand; they are read once and not kept
 * @throws {MappingError} a version can't be read as a contract, or the mapping names what its form doesn't have
 */
export async function driftOf(
  upstream: Upstream,
  old: Contract,
  next: Contract,
  records: AsyncIterable<StandingRecord> | Iterable<StandingRecord>,
): Promise<Drift> {
  const { form, mapping, computed, when } = upstream
  const made = compileMapping({ form, mapping, computed })
  const fieldsOf = (pointer: string) => [
    ...new Set(made.sources(pointer.replaceAll('*', '0')).map((path) => path.replace(/(?<=^|\.)\d+(?=\.|$)/g, '*'))),
  ]
  const places = new Set(made.places)
  const changes = contractChanges(old, next).map((change): UpstreamChange => {
    const concerns =
      change.kind === 'rule' || change.kind === 'added' || change.kind === 'required' || places.has(change.pointer)
    return { ...change, breaking: change.breaking && concerns, fields: fieldsOf(change.pointer) }
  })
  const findings = newFindings(upstream, old, next)
  const condition = when === undefined ? () => true : compileCondition(form, when)
  const applies = ({ values, context }: StandingRecord) => condition(values, context)
  const judged = await judge(
    records,
    applies,
    ({ values, context }) => made.toPayload(values, context).payload,
    old,
    next,
  )
  return {
    changes: [...changes.filter(({ breaking }) => breaking), ...changes.filter(({ breaking }) => !breaking)],
    mapping: findings,
    records: {
      ...judged,
      faults: judged.faults.map((fault) => ({ ...fault, fields: fieldsOf(fault.pointer) })),
    },
    breaking:
      judged.refused > 0 ||
      findings.some(({ severity }) => severity === 'error') ||
      changes.some(({ breaking }) => breaking),
  }
}

function newFindings(upstream: Upstream, old: Contract, next: Contract): readonly Finding[] {
  const key = ({ severity, code, pointer }: Finding) => `${severity} ${code} ${pointer}`
  const known = new Set(checkUpstream({ ...upstream, contract: old }).map(key))
  return checkUpstream({ ...upstream, contract: next }).filter(
    (found) => !known.has(key(found)) && found.severity !== 'note',
  )
}

async function judge(
  records: AsyncIterable<StandingRecord> | Iterable<StandingRecord>,
  applies: (record: StandingRecord) => boolean,
  payloadOf: (record: StandingRecord) => unknown,
  old: Contract,
  next: Contract,
) {
  const [before, after] = [compileContract(old), compileContract(next)]
  const counts = new Map<string, { pointer: string; keyword: string; count: number }>()
  let [checked, refused] = [0, 0]
  for await (const record of records) {
    if (!applies(record)) continue
    checked += 1
    const payload = payloadOf(record)
    const faults = after.validate(payload)
    if (faults.length === 0 || before.validate(payload).length > 0) continue
    refused += 1
    const places = faults.map(({ pointer, keyword }) => ({ pointer: pointer.replace(/\/\d+(?=\/|$)/g, '/*'), keyword }))
    // Three wrong items of one list are one record at fault.
    for (const [key, place] of new Map(places.map((each) => [`${each.keyword} ${each.pointer}`, each]))) {
      const known = counts.get(key) ?? { ...place, count: 0 }
      counts.set(key, { ...known, count: known.count + 1 })
    }
  }
  return { checked, refused, faults: [...counts.values()].sort((a, b) => b.count - a.count) }
}
