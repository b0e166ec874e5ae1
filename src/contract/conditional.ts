/** Which properties a contract's own conditions and unions look at. */
import type { Contract } from './contract.ts'
import { isSchemaObject } from './refs.ts'
import { subschemas } from './walk.ts'

const CONDITIONAL: ReadonlySet<string> = new Set(['if', 'not', 'anyOf', 'oneOf', 'dependentSchemas', 'dependencies'])

/** Names of properties that stand below `if`, `not`, `anyOf`, `oneOf` or a dependency, through references too. */
export function conditionalNames(contract: Contract): ReadonlySet<string> {
  const names = new Set<string>()
  const parts = [...subschemas(contract.schema)]
  const isBelow = (pointer: string) => pointer.split('/').some((token) => CONDITIONAL.has(token))
  const targets = parts.flatMap(({ schema, pointer }) =>
    typeof schema.$ref === 'string' && isBelow(pointer) ? [schema.$ref.slice(1)] : [],
  )
  for (const { schema, pointer } of parts) {
    for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
      const depends = schema[keyword]
      if (isSchemaObject(depends)) for (const name of Object.keys(depends)) names.add(name)
    }
    if (!isBelow(pointer) && !targets.some((target) => pointer === target || pointer.startsWith(`${target}/`))) continue
    if (isSchemaObject(schema.properties)) for (const name of Object.keys(schema.properties)) names.add(name)
    if (Array.isArray(schema.required)) for (const name of schema.required) names.add(String(name))
  }
  return names
}
