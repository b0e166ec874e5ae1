/** yibiao sheet: a workbook to fill in, made from the form. Never replaces a file. */
import { relative, resolve } from 'node:path'
import { inLang } from '../../base/text.ts'
import { isSheetName, SHEET_ENDINGS, writeBlankSheet } from '../../batch/index.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'
import { formNamed } from '../values.ts'

export interface SheetOptions {
  readonly form?: string
  readonly out?: string
}

export async function sheet(options: SheetOptions, context: Context): Promise<number> {
  const { cwd, lang, say, json } = context
  const { forms, file: config } = await loadConfig(context)
  const [only, ...others] = forms
  const form = options.form === undefined ? only : formNamed(forms, options.form)
  if (!form || (options.form === undefined && others.length > 0)) {
    throw new UsageError('form_needed', { known: forms.map(({ name }) => name).join(', '), file: config })
  }
  const path = resolve(cwd, options.out ?? `${inLang(form.title, lang)}.xlsx`)
  const file = relative(cwd, path)
  if (!isSheetName(path)) {
    const [known, or] = [SHEET_ENDINGS.join('、'), SHEET_ENDINGS.join(' or ')]
    const detail = { zh: `文件名应以 ${known} 结尾`, en: `its name has to end with ${or}.` }
    throw new UsageError('usage_value_wrong', { option: '--out', typed: file, detail })
  }
  try {
    await writeBlankSheet(path, form, lang)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw code === 'EEXIST' ? new UsageError('config_exists', { file }) : cause
  }
  if (json) printJson(context, { file, form: form.name })
  else printLine(context, say('sheet.done', { file }))
  note(context, say('sheet.next', { file, form: form.name }))
  return EXIT.settled
}
