/** A contract made ready to judge payloads. */
import type { ValidateFunction } from 'ajv'
import { MappingError } from '../base/errors.ts'
import type { Finding } from '../base/finding.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Contract } from './contract.ts'
import { createEngine, type Engine, sharedEngine, vocabularyOf } from './engine.ts'
import { type ContractFault, faultsFrom } from './faults.ts'
import { contractProblem } from './problems.ts'
import { readSchema } from './read.ts'
import { subschemas } from './walk.ts'

export interface CompiledContract {
  /** Every fault of a payload; empty when it satisfies the contract. Neither reads twice nor changes the payload. */
  validate(payload: unknown): readonly ContractFault[]
  /** What the contract says that isn't held to: unknown keywords and formats, patterns read in the old way. */
  readonly findings: readonly Finding[]
}

const NO_FAULTS: readonly ContractFault[] = Object.freeze([])
const compiled = new WeakMap<Contract, CompiledContract>()

/**
 * Compiles once per contract value; later calls return the same object.
 *
 * @throws {MappingError} when the contract can't be read: a broken or circular `$ref`, a keyword with a value of the wrong
 * kind, a pattern that is no regular expression. Each problem names the place in the contract.
 */
export function compileContract(contract: Contract): CompiledContract {
  const existing = compiled.get(contract)
  if (existing) return existing
  const made = compile(contract)
  compiled.set(contract, made)
  return made
}

function compile(contract: Contract): CompiledContract {
  const engine = hasIds(contract.schema) ? createEngine(contract.draft) : sharedEngine(contract.draft)
  const { schema, findings } = readSchema(contract, vocabularyOf(engine))
  const check = build(engine, contract, schema)
  return Object.freeze({
    findings,
    validate: (payload: unknown) => (check(payload) ? NO_FAULTS : faultsFrom(check.errors ?? [])),
  })
}

function build(engine: Engine, contract: Contract, schema: JsonObject): ValidateFunction {
  try {
    return engine.compile(schema)
  } catch (cause) {
    throw new MappingError(explain(engine, contract, schema, cause), { cause })
  } finally {
    // The compiled function stays ours; the instance shouldn't keep every contract it ever saw.
    engine.removeSchema(schema)
  }
}

/** The meta-schema knows the place; where it finds nothing wrong, ajv's own words must do. */
function explain(engine: Engine, contract: Contract, schema: JsonObject, cause: unknown): Problem[] {
  const missing = missingRef(cause)
  for (const part of missing ? subschemas(schema) : []) {
    if (part.schema.$ref !== missing) continue
    const detail = { zh: `引用“${missing}”没有对应的定义`, en: `the reference “${missing}” leads nowhere` }
    return [contractProblem(contract.name, `${part.pointer}/$ref`, detail)]
  }
  if (engine.validateSchema(schema) === false) {
    return (engine.errors ?? []).map(({ instancePath, message = '' }) =>
      contractProblem(contract.name, instancePath, { zh: message, en: message }),
    )
  }
  const message = cause instanceof Error ? cause.message : 'unreadable'
  return [contractProblem(contract.name, '', { zh: message, en: message })]
}

const missingRef = (cause: unknown): string | undefined => {
  const found = cause instanceof Error ? /can't resolve reference (\S+) from/.exec(cause.message) : null
  return found?.[1]
}

function hasIds(schema: JsonObject): boolean {
  for (const { schema: part } of subschemas(schema)) {
    if (typeof part.$id === 'string' || typeof part.id === 'string') return true
  }
  return false
}
