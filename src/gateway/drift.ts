/**
 * A contract that changed since the ledger last saw it is refused until somebody accepts it: only that upstream stands
 * still, what is planned for it waits, and all others go on.
 */
import type { Problem } from '../base/problem.ts'
import { contentHash, type Hash, type LedgerReader } from '../ledger/index.ts'
import type { Upstream } from '../upstream/index.ts'

export type Declared = Pick<Upstream, 'name' | 'contract' | 'acceptedContract'>

/** Hashes that the ledger goes on holding for upstreams whose new contract nobody accepted, by name. */
export async function driftedContracts(
  ledger: LedgerReader,
  upstreams: readonly Declared[],
): Promise<ReadonlyMap<string, Hash>> {
  const pinned = await ledger.contractHashes()
  const drifted = upstreams.flatMap(({ name, contract, acceptedContract }) => {
    const [was, is] = [pinned.get(name), hex(contentHash(contract.canonical))]
    return was === undefined || hex(was) === is || acceptedContract?.startsWith(is) === true
      ? []
      : [[name, was] as const]
  })
  return new Map(drifted)
}

export const driftProblem = (upstream: string): Problem => ({
  code: 'contract_changed',
  who: 'author',
  upstream,
  params: { name: upstream },
})

// The ledger keeps the first half of a contract's sha256.
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex')
