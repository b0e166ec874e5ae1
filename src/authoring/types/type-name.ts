/** What the interface of a contract is called, and where its file lies. */
import { basename, dirname, join, resolve } from 'node:path'

export interface ContractPlace {
  readonly typeName: string
  /** Name of the contract, for messages. */
  readonly name: string
  /** The generated file, beside the contract: `contract.schema.json` → `contract.ts`. */
  readonly target: string
}

/**
 * From the file's name; `contract.schema.json` is called after its folder. `civil-affairs` → `CivilAffairs`; a name that
 * TypeScript can't have is `Payload`.
 */
export function contractPlace(path: string): ContractPlace {
  const stem = basename(path).replace(/(\.contract)?(\.schema)?\.json$/, '')
  const name = stem === 'contract' || stem === '' ? basename(dirname(resolve(path))) : stem
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  const typeName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(joined) ? joined : 'Payload'
  return { typeName, name, target: join(dirname(path), `${basename(path).replace(/(\.schema)?\.json$/, '')}.ts`) }
}
