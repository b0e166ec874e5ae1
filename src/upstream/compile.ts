/**
 * An upstream made ready: its mapping and contract compiled once, its limits filled in. `plan` is pure and
 * synchronous, so that pre-flight, accepting and retrying share it.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import { MappingError } from '../base/errors.ts'
import { problemOf } from '../base/finding.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { escapeToken, pointerTokens } from '../base/json-pointer.ts'
import type { Problem, Who } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { compileContract, isSchemaObject } from '../contract/index.ts'
import { type Form, titleAt } from '../form/index.ts'
import {
  compileCondition,
  compileMapping,
  projectAdapterFaults,
  projectFaults,
  projectMapFaults,
  projectUpstreamFaults,
  type RecordContext,
  type ReferenceReads,
  type Referents,
  withReferents,
} from '../mapping/index.ts'
import type { Accounts } from './accounts.ts'
import { checkUpstream } from './check.ts'
import type { Adapter, Member } from './contract-v1.ts'
import type { Upstream } from './define.ts'
import type { OpeningHours } from './opening-hours.ts'
import type { Fault } from './outcome.ts'

/** What one record means for one upstream, before anything is sent. */
export type Plan =
  | { readonly state: 'ready'; readonly payload: JsonObject }
  /** The reporter left out what this upstream requires. */
  | { readonly state: 'incomplete'; readonly problems: readonly Problem[] }
  /** A value doesn't fit this upstream. */
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly state: 'not-applicable' }

/** A property of the payload, and the field of the form behind it. */
export interface FieldAt {
  readonly pointer: string
  readonly field?: string
  readonly title?: Text
}

export interface CompiledUpstream {
  readonly name: string
  readonly title: Text
  readonly form: Form
  readonly adapter: Adapter
  readonly limits: FilledLimits
  /** What guards it: its system's gate, or its own. */
  readonly gate: {
    readonly name: string
    readonly perMinute?: number
    readonly probeGapMs?: number
    readonly hours?: OpeningHours
  }
  /** Log-ins of its system. Absent: one for everybody, as the adapter's settings have it. */
  readonly accounts?: Accounts
  /** Name of its system; absent: it is on its own. */
  readonly system?: string
  /** false: nothing leaves; what is planned waits until it is enabled. */
  readonly enabled: boolean
  /** What its contract and mapping are fingerprinted by. */
  readonly contractText: string
  readonly mappingText: string
  /** What the mapping reads of other records; `plan` takes them by place. */
  readonly reads: ReferenceReads
  /**
   * @param context - who handed the record in, for which division, period and task
   * @param referents - every record at a place of `reads`; what is missing here is missing in the payload
   */
  plan(record: unknown, context?: RecordContext, referents?: Referents): Plan
  /** A payload to look a record up by: what is typed so far, null for whatever else the mapping writes. Not validated. */
  draft(record: unknown, context?: RecordContext, referents?: Referents): JsonObject
  /** The record's values behind one of its payloads, as far as the mapping can be reversed. Not validated. */
  back(payload: unknown): { readonly values: JsonObject; readonly problems: readonly Problem[] }
  /** Canonical paths that `back` brings. */
  readonly restores: readonly string[]
  /** The fields behind each property of ours that stands otherwise there; what is there besides is the upstream's own. */
  differences(ours: JsonObject, theirs: unknown): readonly FieldAt[]
  /** The adapter's pure `prepare` as JSON text. */
  prepare(members: readonly Member[]): { readonly message: string } | { readonly problems: readonly Problem[] }
  /** What the upstream refused, by canonical field. Its words come without the values of `payload` that they quote. */
  problems(faults: readonly Fault[], who: Who, payload: JsonObject): readonly Problem[]
}

export interface FilledLimits {
  readonly concurrency: number
  readonly timeoutMs: number
  readonly retryGapsMs?: readonly number[]
  readonly giveUpMs: number
  readonly gatherMs?: number
}

const DAY_MS = 86_400_000
const NOBODY: Referents = new Map()

/** @throws {MappingError} when the mapping or the contract is wrong */
export function compileUpstream(upstream: Upstream, options: { readonly codegen?: boolean } = {}): CompiledUpstream {
  const { name, title, form, contract, mapping, computed, when, adapter, limits } = upstream
  const findings = checkUpstream(upstream)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new MappingError(errors.map((error) => problemOf(error, name)))
  const compiled = compileMapping({ form, mapping, contract, computed, when, findings, ...options })
  const seenWith = (record: unknown, referents: Referents) =>
    compiled.reads.some ? withReferents(form, record, referents) : record
  const checked = compileContract(contract)
  const applies = when ? compileCondition(form, when) : () => true
  const failed = (error: unknown): Problem => {
    const detail = error instanceof Error ? error.name : typeof error
    return { code: 'adapter_failed', who: 'author', upstream: name, params: { detail } }
  }
  const adapterProblems = (payload: JsonObject): readonly Problem[] => {
    if (!adapter.validate) return []
    try {
      return projectAdapterFaults(compiled, form, name, adapter.validate(payload))
    } catch (error) {
      return [failed(error)]
    }
  }
  const versions = Object.fromEntries(Object.entries(computed).map(([key, { version }]) => [key, version]))
  return {
    name,
    title,
    form,
    adapter,
    gate: gateOf(upstream),
    ...(upstream.system?.accounts ? { accounts: upstream.system.accounts } : {}),
    ...(upstream.system ? { system: upstream.system.name } : {}),
    enabled: upstream.enabled,
    limits: {
      concurrency: limits.concurrency,
      timeoutMs: limits.timeoutMs,
      giveUpMs: limits.giveUpMs ?? 14 * DAY_MS,
      ...(limits.gatherMs === undefined ? {} : { gatherMs: limits.gatherMs }),
      ...(limits.retryGapsMs ? { retryGapsMs: limits.retryGapsMs } : {}),
    },
    contractText: contract.canonical,
    mappingText: canonicalJson({ mapping, when: when ?? null, computed: versions }),
    reads: compiled.reads,
    plan(typed, context, referents = NOBODY) {
      const record = seenWith(typed, referents)
      if (!applies(record, context)) return { state: 'not-applicable' }
      const { payload, faults } = compiled.toPayload(record, context)
      const problems = [
        ...projectMapFaults(form, name, faults),
        ...projectFaults(compiled, form, name, checked.validate(payload), faults, record, context),
        ...adapterProblems(payload),
      ]
      if (problems.length === 0) return { state: 'ready', payload }
      return { state: problems.every(({ code }) => code === 'incomplete') ? 'incomplete' : 'invalid', problems }
    },
    draft(record, context, referents = NOBODY) {
      const blank = compiled.places
        .filter((place) => pointerTokens(place).length === 1)
        .map((place) => [place.slice(1), null])
      return { ...Object.fromEntries(blank), ...compiled.toPayload(seenWith(record, referents), context).payload }
    },
    back(payload) {
      const { values, faults } = compiled.toRecord(payload)
      return { values: values as JsonObject, problems: projectMapFaults(form, name, faults) }
    },
    restores: compiled.restores,
    differences: (ours, theirs) =>
      Object.keys(ours).flatMap((property) => {
        const standing = isSchemaObject(theirs) && Object.hasOwn(theirs, property) ? theirs[property] : undefined
        if (isSameThere(ours[property] ?? null, standing ?? null)) return []
        const fields = compiled.sources(`/${escapeToken(property)}`)
        return fields.length === 0
          ? [{ pointer: `/${property}` }]
          : fields.map((field) => ({ pointer: `/${property}`, field, title: titleAt(form, field) }))
      }),
    prepare(members) {
      try {
        const message = JSON.stringify(adapter.prepare(members) satisfies Json) as string | undefined
        if (message !== undefined) return { message }
        return {
          problems: [{ code: 'adapter_failed', who: 'author', upstream: name, params: { detail: 'no message' } }],
        }
      } catch (error) {
        return { problems: [failed(error)] }
      }
    },
    problems: (faults, who, payload) => projectUpstreamFaults(compiled, form, name, faults, who, payload),
  }
}

/** `1` and `"1"` are one content stored in two column types; nothing else is bent. */
function isSameThere(ours: Json, theirs: Json): boolean {
  if (ours === null || theirs === null || typeof ours === 'object' || typeof theirs === 'object')
    return canonicalJson(ours) === canonicalJson(theirs)
  return String(ours) === String(theirs)
}

/** One bucket per gate: the slower of the system's rate and the upstream's own. The system says when it is probed, and when it is open. */
function gateOf({ name, system, limits }: Upstream): CompiledUpstream['gate'] {
  const rates = [system?.limits.perMinute, limits.perMinute].filter((rate) => rate !== undefined)
  const probeGapMs = system?.limits.probeGapMs ?? limits.probeGapMs
  const hours = system?.limits.hours ?? limits.hours
  return {
    name: system?.gate ?? name,
    ...(rates.length > 0 ? { perMinute: Math.min(...rates) } : {}),
    ...(probeGapMs === undefined ? {} : { probeGapMs }),
    ...(hours === undefined ? {} : { hours }),
  }
}
