/**
 * A contract's payload type and the contract itself side by side in one TypeScript file, so that they can't drift. The
 * types are json-schema-to-typescript's; it is loaded when it is asked for.
 */
import type { JsonObject } from '../../base/json.ts'
import { type Contract, subschemas } from '../../contract/index.ts'
import { optionalPackage } from '../../upstream/index.ts'
import { contractHash } from '../contract-hash.ts'

export interface PayloadTypesOptions {
  /** Of the interface, as TypeScript has it: `CivilAffairs`. */
  readonly typeName: string
  /** Name of the file the contract was read from, for the first line. */
  readonly source: string
}

/** What a schema can say and TypeScript can't: `yibiao check` holds to it. */
const BEYOND_TYPES = ['if', 'dependentRequired', 'dependentSchemas', 'dependencies', 'not', 'propertyNames'] as const

/**
 * The file's text: equal for equal contracts. Its `contract` is what `defineUpstream({ contract, … })` takes.
 *
 * Objects that don't say otherwise have no further properties, so that a misspelt one doesn't compile. Titles become
 * comments. Conditions (`if`, `dependentRequired` …) aren't types and are named in the heading.
 *
 * @throws {SettingsError} json-schema-to-typescript isn't installed; it names the command
 */
export async function payloadTypes(contract: Contract, { typeName, source }: PayloadTypesOptions): Promise<string> {
  const { compile } = await optionalPackage('json-schema-to-typescript', () => import('json-schema-to-typescript'))
  const types = await compile(typable(contract.schema), typeName, {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: '',
    unknownAny: true,
    // What a contract doesn't hold itself is fetched from nowhere.
    $refOptions: { resolve: { file: false, http: false } },
    style: { singleQuote: true, semi: false, printWidth: 120, trailingComma: 'all' },
  })
  const beyond = BEYOND_TYPES.filter((word) => [...subschemas(contract.schema)].some(({ schema }) => word in schema))
  return [
    `// Written by \`yibiao types\` from ${source}: run it again when that changes, and don't edit this file.`,
    `// sha256 of the contract: ${contractHash(contract)}`,
    ...(beyond.length > 0 ? [`// Not in the types, held to by \`yibiao check\`: ${beyond.join(', ')}.`] : []),
    `import { defineContract } from 'yibiao'`,
    '',
    types.trim(),
    '',
    `export const contract = defineContract<${typeName}>(`,
    `${indent(JSON.stringify(contract.schema, null, 2))},`,
    `  { name: ${JSON.stringify(contract.name)} },`,
    ')',
    '',
  ].join('\n')
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

type Mutable = { -readonly [K in keyof JsonObject]: JsonObject[K] }

/**
 * The schema as the generator reads it best: `properties` make an object, `nullable` makes null possible, and titles are
 * descriptions (as names they would make a type of their own for each `姓名`).
 */
function typable(schema: JsonObject): Record<string, never> {
  const copy = structuredClone(schema)
  for (const part of [...subschemas(copy)].map((each) => each.schema as Mutable)) {
    const { title, description, type } = part
    if (part.properties !== undefined && type === undefined) part.type = 'object'
    if (part.nullable === true && typeof part.type === 'string') part.type = [part.type, 'null']
    if (typeof title === 'string') {
      part.description = typeof description === 'string' && description !== title ? `${title}: ${description}` : title
      delete part.title
    }
    for (const word of ['$id', 'id', '$schema', 'default', 'example', 'examples'] as const) delete part[word]
  }
  return copy as Record<string, never>
}
