/**
 * ajv, one instance per draft, set up to judge and never to change: no coercion, no defaults, all errors, formats on.
 *
 * Strict mode stays off because an upstream's contract is read as it is (see read.ts), and the meta-schema isn't asked
 * first: a contract that compiles is used, one that doesn't is explained with it.
 */
import { Ajv, type Options, type SchemaValidateFunction } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvDraft04 from 'ajv-draft-04'
import ajvFormats from 'ajv-formats'
import { byteLength } from '../base/encoding.ts'
import type { JsonObject } from '../base/json.ts'
import { byteLimit } from './bytes.ts'
import type { Draft } from './draft.ts'
import { compilePattern } from './pattern.ts'
import type { Vocabulary } from './read.ts'

export type Engine = Ajv | Ajv2019 | Ajv2020

const OPTIONS: Options = {
  strict: false,
  allErrors: true,
  validateFormats: true,
  validateSchema: false,
  coerceTypes: false,
  useDefaults: false,
  removeAdditional: false,
  // Errors then carry the subschema, whose title says what the bureau calls the field. Costs nothing on valid payloads.
  verbose: true,
  logger: false,
  code: { regExp: Object.assign(readPattern, { code: 'new RegExp' }) },
}

const shared = new Map<Draft, Engine>()

/** The instance that serves all contracts of a draft, made on first use. */
export function sharedEngine(draft: Draft): Engine {
  const existing = shared.get(draft)
  if (existing) return existing
  const engine = createEngine(draft)
  shared.set(draft, engine)
  return engine
}

/** A new instance: for contracts that carry ids, since two files of the same id would clash in a shared one. */
export function createEngine(draft: Draft): Engine {
  const engine = bareEngine(draft)
  ajvFormats.default(engine)
  engine.addKeyword({
    keyword: 'x-maxBytes',
    type: 'string',
    schemaType: 'number',
    errors: true,
    validate: fitsBytes,
  })
  return engine
}

const fitsBytes: SchemaValidateFunction = (_limit: number, text: string, parent = {}) => {
  const found = byteLimit(parent as JsonObject)
  const bytes = found ? byteLength(text, found.encoding) : 0
  if (!found || bytes <= found.limit) return true
  fitsBytes.errors = [{ keyword: 'x-maxBytes', params: { ...found, bytes } }]
  return false
}

export const vocabularyOf = (engine: Engine): Vocabulary => ({
  keywords: (keyword) => engine.getKeyword(keyword) !== false,
  formats: (format) => engine.formats[format] !== undefined,
})

function bareEngine(draft: Draft): Engine {
  if (draft === 'draft-04') return new ajvDraft04.default(OPTIONS)
  if (draft === '2019-09') return new Ajv2019(OPTIONS)
  if (draft === '2020-12') return new Ajv2020(OPTIONS)
  // Draft 6 is draft 7 without if/then/else.
  return new Ajv(OPTIONS)
}

function readPattern(source: string): RegExp {
  const pattern = compilePattern(source)
  if (pattern.kind === 'invalid') throw new SyntaxError('not a regular expression')
  return pattern.expression
}
