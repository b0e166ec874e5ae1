/**
 * One upstream against both ends, before anything is sent: its mapping against the form and the contract, its `when`
 * against the form, and the contract by itself.
 */
import { MappingError } from '../base/errors.ts'
import { type Finding, finding, findingOf } from '../base/finding.ts'
import { type CompiledContract, compileContract } from '../contract/index.ts'
import { checkMapping, compileCondition } from '../mapping/index.ts'
import type { Upstream } from './define.ts'

const ORDER = ['error', 'warning', 'note'] as const

/**
 * Every finding, errors first. Pure: it reads no file, asks no upstream and throws nothing. An upstream with an error is
 * refused by `createGateway` with the same findings as a `MappingError`.
 */
export function checkUpstream(
  upstream: Pick<Upstream, 'form' | 'contract' | 'mapping'> & Partial<Upstream>,
): readonly Finding[] {
  const { form, contract, mapping, computed = {}, when, doubtful = {}, files = {} } = upstream
  const read = caught(() => compileContract(contract))
  const findings = [
    ...caught(() => when === undefined || compileCondition(form, when)).findings.map((found) =>
      files.upstream === undefined ? found : { ...found, file: files.upstream },
    ),
    // Beside a contract that can't be read, a mapping is still checked against the form.
    ...checkMapping({ form, mapping, computed, when, ...(read.value ? { contract } : {}) }),
    ...Object.entries(doubtful).map(([pointer, reason]) =>
      finding('warning', 'mapping', pointer, 'mapping_doubtful', { reason }),
    ),
    ...read.findings,
    ...((read.value as CompiledContract | undefined)?.findings ?? []),
  ]
  return ORDER.flatMap((severity) => findings.filter((found) => found.severity === severity)).map((found) => {
    const file = found.file ?? files[found.end]
    return file === undefined ? found : { ...found, file }
  })
}

function caught<T>(run: () => T): { readonly value?: T; readonly findings: readonly Finding[] } {
  try {
    return { value: run(), findings: [] }
  } catch (error) {
    if (error instanceof MappingError) return { findings: error.problems.map(findingOf) }
    throw error
  }
}
