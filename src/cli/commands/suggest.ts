/** yibiao suggest: what an upstream's fields are, and a draft of everything it takes to connect it. */
import { resolve } from 'node:path'
import {
  type ContractList,
  lexicons,
  suggest as propose,
  readContract,
  type SuggestedField,
  type Suggestion,
  sayReason,
} from '../../authoring/index.ts'
import { inLang } from '../../base/text.ts'
import { type Form, titleAt } from '../../form/index.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { knownForms } from '../known-forms.ts'
import { note, printJson, printLine } from '../print.ts'
import { writeDraft } from '../suggest-draft.ts'
import { tableOf } from '../table.ts'
import { hintOf, UsageError } from '../usage-error.ts'

export interface SuggestOptions {
  readonly contract: string
  readonly form?: string
  readonly sheet?: string
  /** Project folder for the draft; without it nothing is written. */
  readonly out?: string
  readonly name?: string
}

export async function suggest(options: SuggestOptions, context: Context): Promise<number> {
  const { cwd, json } = context
  const { forms: own, others, config } = await knownForms(context)
  const forms = [...own, ...others]
  const form = options.form === undefined ? undefined : formNamed(options.form, forms)
  const { sheet } = options
  const list = await readContract(resolve(cwd, options.contract), {
    zh: lexicons().zh,
    ...(sheet === undefined ? {} : { sheet }),
  })
  const suggestion = form ? await propose(list, forms, form) : await bestOf(list, own, others)
  if (!json) printSuggestion(suggestion, forms, context)
  const { out, contract, name } = options
  const source = {
    list,
    suggestion,
    contract,
    ...(name === undefined ? {} : { name }),
    ...(config === undefined ? {} : { config }),
  }
  const drafted = out === undefined ? undefined : await writeDraft(out, source, context)
  if (json) printJson(context, { ...toJson(suggestion, context), ...drafted })
  else if (!drafted) note(context, context.say('suggest.proposal'))
  return EXIT.settled
}

/** By the configuration's own forms, unless a shipped one that it hasn't got yet fills twice as much. */
async function bestOf(list: ContractList, own: readonly Form[], others: readonly Form[]): Promise<Suggestion> {
  const byOwn = await propose(list, own)
  if (others.length === 0) return byOwn
  const byAll = await propose(list, [...own, ...others])
  const filled = ({ fields }: Suggestion) => fields.filter(({ match }) => match && !match.isNamed).length
  return filled(byAll) >= 2 * Math.max(1, filled(byOwn)) ? byAll : byOwn
}

function formNamed(name: string, forms: readonly Form[]): Form {
  const found = forms.find((form) => form.name === name)
  if (found) return found
  const known = forms.map((form) => form.name)
  throw new UsageError('suggest_form_unknown', { name, hint: hintOf(name, known), known: known.join('、') })
}

const toJson = ({ list, subject, form, fields }: Suggestion, { lang }: Context) => ({
  title: list.title,
  subject,
  form: form?.name ?? null,
  fields: fields.map(({ listed, form: name, path, concept, score, reason }) => ({
    name: listed.name,
    label: listed.label,
    form: name,
    path,
    concept,
    score,
    reason: inLang(sayReason(reason), lang),
  })),
})

function printSuggestion({ list, form, fields }: Suggestion, forms: readonly Form[], context: Context): void {
  const { say, lang } = context
  const fill = fields.filter(({ match }) => match).length
  const known = form ? say('suggest.form', { form: form.name, title: inLang(form.title, lang) }) : say('suggest.noForm')
  printLine(context, say('suggest.head', { title: list.title, count: fields.length, filled: fill, form: known }))
  const rows = fields.map((field) => [
    field.listed.name,
    field.listed.label === field.listed.name ? '' : field.listed.label,
    placeOf(field, forms, context),
    field.score === 0 ? '' : field.score.toFixed(2),
    inLang(sayReason(field.reason), lang),
  ])
  const head = [
    say('suggest.name'),
    say('suggest.label'),
    say('suggest.place'),
    say('suggest.score'),
    say('suggest.reason'),
  ]
  printLine(context, tableOf([head, ...rows]))
}

function placeOf({ form, path, concept }: SuggestedField, forms: readonly Form[], { lang }: Context): string {
  const known = forms.find(({ name }) => name === form)
  if (known && path !== null) return `${form}.${path} ${inLang(titleAt(known, path), lang)}`
  return concept === null ? '' : `(${concept})`
}
