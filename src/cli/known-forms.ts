/** Forms that a command may work with before there is any configuration. */
import type { Form } from '../form/index.ts'
import { loadConfig } from './config-file.ts'
import type { Context } from './context.ts'
import { UsageError } from './usage-error.ts'

export interface KnownForms {
  /** The configuration's; the shipped ones where there is none, since a first list comes before any configuration. */
  readonly forms: readonly Form[]
  /** Shipped ones that the configuration doesn't have. */
  readonly others: readonly Form[]
  readonly config?: string
}

export async function knownForms(context: Context): Promise<KnownForms> {
  // By name at run time: src/ knows no form.
  const shipped: { forms: readonly Form[] } = await import(SHIPPED)
  try {
    const { forms, file } = await loadConfig(context)
    const own = new Set(forms.map(({ name }) => name))
    return { forms, others: shipped.forms.filter(({ name }) => !own.has(name)), config: file }
  } catch (error) {
    const none = error instanceof UsageError && error.problems.some(({ code }) => code === 'config_missing')
    if (!none) throw error
  }
  return { forms: shipped.forms, others: [] }
}

const SHIPPED: string = 'yibiao/schemas'
