/** yibiao diff: what a new version of a contract breaks, and accepting it. Sends nothing; the ledger is only read. */
import { resolve } from 'node:path'
import { contractHash, type Drift, driftOf, type UpstreamChange } from '../../authoring/index.ts'
import { MappingError } from '../../base/errors.ts'
import { describeFix, problemOf } from '../../base/finding.ts'
import type { Json } from '../../base/json.ts'
import type { Problem } from '../../base/problem.ts'
import { inLang } from '../../base/text.ts'
import { type Contract, defineContract } from '../../contract/index.ts'
import { titleAt } from '../../form/index.ts'
import { hasLedger } from '../../ledger/index.ts'
import { readJson } from '../../loading/index.ts'
import type { Upstream } from '../../upstream/index.ts'
import { acceptInFile } from '../accept-contract.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'
import { storedRecords } from '../stored-records.ts'
import { hintOf, UsageError } from '../usage-error.ts'

export interface DiffOptions {
  readonly upstream: string
  readonly accept?: boolean
}

export async function diff(
  old: string,
  next: string,
  { upstream: name, accept = false }: DiffOptions,
  context: Context,
): Promise<number> {
  const { say, json, cwd } = context
  const config = await loadConfig(context)
  const upstream = named(config, name)
  const [before, after] = [await contractOf(resolve(cwd, old), old), await contractOf(resolve(cwd, next), next)]
  const drift = await driftOf(upstream, before, after, recordsOf(config, upstream))
  const hash = contractHash(after)
  const accepted = accept && (await acceptInFile(config, upstream, hash))
  if (json) printJson(context, { upstream: name, ...drift, hash, accepted: accept && accepted })
  else {
    printDrift(drift, upstream, context)
    if (accepted) printLine(context, say('diff.accepted', { file: upstream.files?.upstream ?? '' }))
    else if (accept) printLine(context, say('diff.acceptInCode', { name, hash }))
    else note(context, say('diff.next', { old, next, name }))
  }
  return drift.breaking && !accept ? EXIT.person : EXIT.settled
}

function named({ upstreams }: LoadedConfig, name: string): Upstream {
  const found = upstreams.find((each) => each.name === name)
  const known = upstreams.map((each) => each.name)
  if (!found) throw new UsageError('upstream_unknown', { name, hint: hintOf(name, known), known: known.join(', ') })
  return found
}

async function contractOf(path: string, label: string): Promise<Contract> {
  const problems: Problem[] = []
  const file = await readJson(path, label, problems)
  if (!file) throw new MappingError(problems)
  return defineContract(file.value as object, { name: label })
}

const recordsOf = (config: LoadedConfig, upstream: Upstream) =>
  hasLedger(config.ledger, config.ledgerKeys) ? storedRecords(config, upstream) : []

function printDrift({ changes, mapping, records }: Drift, upstream: Upstream, context: Context): void {
  const { say, lang } = context
  const describe = createDescribe(lang, say, [upstream])
  const titleOf = (fields: readonly string[]) =>
    fields.map((path) => inLang(titleAt(upstream.form, path), lang)).join(say('list'))
  const lineOf = (change: UpstreamChange) => {
    const values = { from: shown(change.from), to: shown(change.to), keyword: change.keyword ?? '' }
    const place = change.pointer === '' ? '' : say('diff.place', { pointer: change.pointer, title: change.title })
    const fed = change.fields.length > 0 ? say('diff.fed', { fields: titleOf(change.fields) }) : ''
    return `  ${place}${say(`diff.${change.kind}`, values)}${fed}`
  }
  const breaking = changes.filter((change) => change.breaking)
  const harmless = changes.filter((change) => !change.breaking)
  if (changes.length === 0) printLine(context, say('diff.same'))
  if (breaking.length > 0) printLine(context, say('diff.breaking', { count: breaking.length }))
  for (const change of breaking) printLine(context, lineOf(change))
  if (mapping.length > 0) printLine(context, say('diff.mapping', { count: mapping.length }))
  for (const found of mapping) {
    printLine(context, `  ${say(`severity.${found.severity}`)}${describe(problemOf(found, upstream.name))}`)
    printLine(context, `    → ${describeFix(found, lang)}`)
  }
  if (records.checked > 0)
    printLine(context, say('diff.records', { checked: records.checked, refused: records.refused }))
  for (const { pointer, keyword, fields, count } of records.faults) {
    const fed = fields.length > 0 ? say('diff.fed', { fields: titleOf(fields) }) : ''
    printLine(context, `  ${say('diff.fault', { pointer, keyword, count })}${fed}`)
  }
  if (harmless.length > 0) printLine(context, say('diff.harmless', { count: harmless.length }))
  for (const change of harmless) printLine(context, lineOf(change))
}

// A pattern or a code list can be long; the file has the rest.
const MAX_SHOWN = 60

function shown(value: Json | undefined): string {
  const text = value === undefined ? '—' : JSON.stringify(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text
}
