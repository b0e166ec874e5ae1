/** Problems of a contract itself, for its author: each names the contract and the place in it. */
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'

/** Something the contract says that we can't hold it to; it is read all the same, and `check` shows it. */
export type Finding = Problem

export const contractProblem = (contract: string, pointer: string, detail: Text): Problem => ({
  code: 'contract_invalid',
  who: 'author',
  params: { contract, pointer, detail },
})

export const contractFinding = (contract: string, pointer: string, detail: Text): Finding => ({
  code: 'contract_finding',
  who: 'author',
  params: { contract, pointer, detail },
})
