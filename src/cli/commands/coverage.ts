/** yibiao coverage: the burden, seen. Reads mappings, contracts and the ledger's receipts; writes nothing but the page. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  coverage,
  coveragePage,
  type FormCoverage,
  lexicons,
  overlapOf,
  readContract,
  type SavedSoFar,
  savedSoFar,
} from '../../authoring/index.ts'
import { SettingsError } from '../../base/errors.ts'
import { inLang } from '../../base/text.ts'
import { createReader } from '../../gateway/index.ts'
import { hasLedger } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { knownForms } from '../known-forms.ts'
import { note, printJson, printLine } from '../print.ts'

export interface CoverageOptions {
  /** Writes the page there. */
  readonly html?: string
}

export async function showCoverage(
  contracts: readonly string[],
  { html }: CoverageOptions,
  context: Context,
): Promise<number> {
  if (contracts.length > 0) return showOverlap(contracts, context)
  const { say, json, lang, cwd } = context
  const config = await loadConfig(context)
  const forms = await namingUpstreams(config, async () => coverage(config.upstreams))
  const saved = await savedBy(config, forms)
  if (html !== undefined) await write(resolve(cwd, html), html, coveragePage(forms, saved, lang))
  if (json) printJson(context, { forms, saved: saved ?? null, ...(html !== undefined && { html }) })
  else {
    for (const form of forms) printForm(form, context)
    if (saved && saved.records > 0) printLine(context, say('coverage.soFar', { ...saved, upstreams: '' }))
    if (forms.length === 0) note(context, say('check.none'))
    if (html !== undefined) note(context, say('coverage.page', { file: html }))
  }
  return EXIT.settled
}

/** What several contracts ask for, before there is any mapping or configuration. */
async function showOverlap(files: readonly string[], context: Context): Promise<number> {
  const { say, json, cwd } = context
  const { forms } = await knownForms(context)
  const contracts = []
  for (const file of files) {
    contracts.push({ name: file, list: await readContract(resolve(cwd, file), { zh: lexicons().zh }) })
  }
  const overlap = await overlapOf(contracts, forms)
  if (json) printJson(context, { overlap })
  else {
    printLine(context, say('coverage.overlap', { ...overlap, shared: overlap.shared.length, contracts: files.length }))
    for (const { asked } of overlap.shared) {
      const names = asked.map(({ contract, name, label }) =>
        say('coverage.askedAs', { contract, name: label === '' || label === name ? name : `${label} ${name}` }),
      )
      printLine(context, `  ${names.join(say('list'))}`)
    }
    note(context, say('suggest.proposal'))
  }
  return EXIT.settled
}

/** Undefined where nothing was handed in yet. */
async function savedBy(config: LoadedConfig, forms: readonly FormCoverage[]): Promise<SavedSoFar | undefined> {
  if (!hasLedger(config.ledger, config.ledgerKeys)) return undefined
  const reader = createReader(config)
  try {
    return await savedSoFar(forms, reader.receipts())
  } finally {
    await reader.close()
  }
}

async function write(path: string, file: string, page: string): Promise<void> {
  try {
    await writeFile(path, page)
  } catch (cause) {
    const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new SettingsError([{ code: 'page_unwritten', who: 'operator', params: { file, detail } }], { cause })
  }
}

function printForm({ title, name, upstreams, fields, perRecord }: FormCoverage, context: Context): void {
  const { say, lang } = context
  const common = { title: inLang(title, lang), name, ...perRecord, upstreams: upstreams.length }
  printLine(context, say('coverage.form', common))
  const several = fields
    .filter((field) => field.upstreams.length > 1)
    .sort((a, b) => b.upstreams.length - a.upstreams.length)
    .map((field) => say('coverage.field', { title: inLang(field.title, lang), count: field.upstreams.length }))
  if (several.length > 0) {
    printLine(context, `  ${say('coverage.several', { count: several.length, fields: several.join(say('list')) })}`)
  }
  for (const upstream of upstreams) {
    const line = { upstream: inLang(upstream.title, lang), name: upstream.name, entries: upstream.entries }
    const lacking = upstream.unfed.map((property) =>
      say(property.required ? 'coverage.unfedRequired' : 'coverage.unfed', {
        title: property.title,
        pointer: property.pointer,
      }),
    )
    printLine(
      context,
      `  ${say('coverage.upstream', line)}${lacking.length > 0 ? say('coverage.lacking', { fields: lacking.join(say('list')) }) : ''}`,
    )
  }
}
