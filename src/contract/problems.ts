/** Problems of a contract itself, for its author: each names the contract and the place in it. */
import { type Finding, finding, type Severity } from '../base/finding.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'

export const contractProblem = (contract: string, pointer: string, detail: Text): Problem => ({
  code: 'contract_invalid',
  who: 'author',
  params: { contract, pointer, detail },
})

/** Something the contract says that we can't hold it to: a warning where a rule isn't checked, a note where it is read anew. */
export const contractFinding = (severity: Severity, contract: string, pointer: string, detail: Text): Finding =>
  finding(severity, 'contract', pointer, 'contract_finding', { contract, detail })
