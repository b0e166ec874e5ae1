/** What other rooms use of contract/. */
export { type CompiledContract, compileContract } from './compile.ts'
export { type Contract, defineContract } from './contract.ts'
export type { Draft } from './draft.ts'
export type { ContractFault } from './faults.ts'
export type { Finding } from './problems.ts'
export { branches, followRef, isSchemaObject, propertyAt, schemasAt } from './refs.ts'
