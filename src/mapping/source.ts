/**
 * Reads and conditions as JavaScript source.
 *
 * A read is plain property access: every name on it was resolved against the form's strict schema when the mapping was
 * compiled, so a validated record has it as its own property or not at all. The names that every object inherits
 * (`constructor`, `toString`, …) are the exception, and are asked for with `Object.hasOwn`.
 */
import type { Json } from '../base/json.ts'
import type { Test } from './conditions.ts'
import type { Read } from './fields.ts'

/** An expression for the value; `undefined` where anything on the way is absent or null. */
export function readSource(read: Read): string {
  const scope = `s${read.scope}`
  return read.steps.reduce((source, step, position) => {
    const key = JSON.stringify(step)
    const link = position > 0 && read.mayBeAbsent ? '?.' : ''
    if (step in Object.prototype) return `(Object.hasOwn(${source} ?? {}, ${key}) ? ${source}[${key}] : undefined)`
    return `${source}${link}[${key}]`
  }, scope)
}

/** An expression that is true or false. `give` hands a value to the function and returns its name there. */
export function testSource(test: Test, give: (value: readonly Json[]) => string): string {
  switch (test.kind) {
    case 'present':
      return `${readSource(test.read)} ${test.present ? '!=' : '=='} null`
    case 'oneOf': {
      const [only, ...more] = test.values
      if (more.length > 0) return `${give(test.values)}.includes(${readSource(test.read)})`
      return `${readSource(test.read)} === ${JSON.stringify(only)}`
    }
    case 'not':
      return `!(${testSource(test.test, give)})`
    default: {
      const parts = test.tests.map((part) => `(${testSource(part, give)})`)
      return parts.length === 0 ? String(test.kind === 'all') : parts.join(test.kind === 'all' ? ' && ' : ' || ')
    }
  }
}
