/** Forms that a command may work with before there is any configuration. */
import type { Form } from '../form/index.ts'
import { loadConfig } from './config-file.ts'
import type { Context } from './context.ts'
import { UsageError } from './usage-error.ts'

/** The configuration's forms; the shipped ones where there is none, since a first list comes before any configuration. */
export async function knownForms(
  context: Context,
): Promise<{ readonly forms: readonly Form[]; readonly config?: string }> {
  try {
    const { forms, file } = await loadConfig(context)
    return { forms, config: file }
  } catch (error) {
    const none = error instanceof UsageError && error.problems.some(({ code }) => code === 'config_missing')
    if (!none) throw error
  }
  // By name at run time: src/ knows no form.
  const shipped: { forms: readonly Form[] } = await import(SHIPPED)
  return { forms: shipped.forms }
}

const SHIPPED: string = 'yibiao/schemas'
