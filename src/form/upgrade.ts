/**
 * Records of older versions of a form, brought up to date a version at a time. Stored records are when they are read,
 * entries when they are handed in; a record that is newer than the program is refused, never bent back.
 */
import type { Problem } from '../base/problem.ts'
import type { FormFault } from './form-faults.ts'
import type { Form, UpgradeStep } from './types.ts'
import { isMembers, type Members, put } from './values.ts'

export type Upgraded =
  | { readonly ok: true; readonly values: unknown }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Values as the form has them now. Nothing is validated; an entry's absent fields stay absent.
 *
 * @param from - version of the form by which the values were filled in
 */
export function upgradeValues(form: Form, values: unknown, from: number): Upgraded {
  const problem = (code: Problem['code'], who: Problem['who'], version: number): Upgraded => ({
    ok: false,
    problem: { code, who, params: { form: form.title, version, known: form.version } },
  })
  if (from > form.version) return problem('form_newer', 'operator', from)
  let current = values
  for (let version = from; version < form.version; version++) {
    const step = form.upgrade[version]
    if (!step) return problem('form_step_missing', 'author', version)
    try {
      current = isMembers(current) ? run(step, current) : current
    } catch {
      // What it threw may quote the record.
      return problem('form_step_failed', 'author', version)
    }
  }
  return { ok: true, values: current }
}

function run(step: UpgradeStep, values: Members): unknown {
  if (typeof step === 'function') return step(structuredClone(values))
  const { rename = {}, remove = [] } = step
  const result: Members = {}
  for (const [name, value] of Object.entries(values)) {
    if (!remove.includes(name)) put(result, Object.hasOwn(rename, name) ? (rename[name] as string) : name, value)
  }
  return result
}

/** Steps lead from the first that there is to the form's version without a gap. */
export function upgradeFaults(version: number, upgrade: Readonly<Record<number, UpgradeStep>>): FormFault[] {
  const steps = Object.keys(upgrade).map(Number)
  const first = Math.min(...steps, version)
  const isGap = Array.from({ length: version - first }, (_, at) => first + at).some((step) => !steps.includes(step))
  const isOdd = steps.some((step) => !Number.isSafeInteger(step) || step < 1 || step >= version)
  return isGap || isOdd ? [{ path: '', reason: 'upgrade' }] : []
}
