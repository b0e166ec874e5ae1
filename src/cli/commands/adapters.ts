/** yibiao adapters: what this installation can talk to, and the settings of one kind. */
import { inLang } from '../../base/text.ts'
import { loadModule } from '../../loading/index.ts'
import { type AdapterKind, type SettingRow, settingRows } from '../../upstream/index.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { tableOf } from '../table.ts'
import { hintOf, UsageError } from '../usage-error.ts'
import { packageManifest } from '../version.ts'

interface Listed {
  readonly use: string
  readonly page: string
  readonly kind: AdapterKind
}

export async function adapters(name: string | undefined, context: Context): Promise<number> {
  const listed = await shipped()
  if (name === undefined) list(listed, context)
  else {
    const found = listed.find(({ kind }) => kind.name === name)
    if (!found) {
      const known = listed.map(({ kind }) => kind.name)
      throw new UsageError('adapter_unknown', { typed: name, hint: hintOf(name, known) })
    }
    describe(found, context)
  }
  return EXIT.settled
}

/** Every subpath of the package that is an adapter. */
async function shipped(): Promise<readonly Listed[]> {
  const names = Object.keys(packageManifest().exports).flatMap(
    (path) => /^\.\/adapters\/([\w-]+)$/.exec(path)?.[1] ?? [],
  )
  const found = await Promise.all(
    names.map(async (each) => {
      const use = `yibiao/adapters/${each}`
      const loaded = await loadModule(use, import.meta.filename)
      if ('fault' in loaded) throw loaded.cause
      return { use, page: `docs/settings-${each}.md`, kind: loaded.module.kind as AdapterKind }
    }),
  )
  return found.sort((left, right) => (left.kind.name < right.kind.name ? -1 : 1))
}

function list(listed: readonly Listed[], context: Context): void {
  const { say, lang, json } = context
  if (json) {
    const each = listed.map(({ use, page, kind: { name, title } }) => ({ name, title: inLang(title, lang), use, page }))
    printJson(context, { adapters: each })
    return
  }
  const head = [say('adapters.name'), say('adapters.title'), say('adapters.use'), say('adapters.page')]
  const rows = listed.map(({ use, page, kind }) => [kind.name, inLang(kind.title, lang), use, page])
  printLine(context, tableOf([head, ...rows]))
}

function describe({ use, page, kind }: Listed, context: Context): void {
  const { say, lang, json } = context
  const rows = settingRows(kind)
  if (json) {
    const settings = rows.map(({ meaning, ...row }) => ({ ...row, meaning: inLang(meaning, lang) }))
    printJson(context, { name: kind.name, title: inLang(kind.title, lang), use, page, settings })
    return
  }
  printLine(context, `${kind.name} · ${inLang(kind.title, lang)} · ${use} · ${page}\n`)
  const head = [say('adapters.setting'), say('adapters.default'), say('adapters.meaning')]
  printLine(
    context,
    tableOf([head, ...rows.map((row) => [row.name, defaultOf(row, context), meaningOf(row, context)])]),
  )
}

const defaultOf = ({ required, default: value }: SettingRow, { say }: Context): string =>
  required ? say('adapters.required') : (value ?? '')

function meaningOf({ meaning, unit, secret }: SettingRow, { say, lang }: Context): string {
  const notes = [...(unit ? [unit] : []), ...(secret ? [say('adapters.secret')] : [])]
  return `${inLang(meaning, lang)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}
