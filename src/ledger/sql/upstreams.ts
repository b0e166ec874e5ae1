/** The upstreams a ledger was told of, with the facts its rules need. */
import { canonicalJson } from '../../base/canonical-json.ts'
import { StorageError } from '../../base/errors.ts'
import type { UpstreamSpec } from '../contract.ts'
import { contentHash, sameHash } from '../keys.ts'
import type { Gates } from './gate.ts'
import type { Statements } from './statements.ts'

export interface KnownUpstream extends UpstreamSpec {
  readonly id: number
}

interface AccountsRow {
  accounts_hash: Uint8Array | null
}

const accountsHash = ({ accounts }: UpstreamSpec) => (accounts ? contentHash(canonicalJson(accounts)) : null)

const isHash = (kept: Uint8Array | null | undefined, hash: ReturnType<typeof accountsHash>): boolean =>
  hash ? sameHash(kept, hash) : !kept

export class Upstreams {
  readonly #sql
  readonly #gates
  readonly #known = new Map<string, KnownUpstream>()

  constructor(sql: Statements, gates: Gates) {
    this.#sql = sql
    this.#gates = gates
  }

  /** Runs inside a transaction. @returns those that were known before, and whether their accounts are other ones than then */
  register(specs: readonly UpstreamSpec[]): { readonly upstream: KnownUpstream; readonly changed: boolean }[] {
    return specs.flatMap((spec) => {
      this.#gates.register(spec.gate, spec.perMinute, spec)
      for (const account of spec.accounts?.names ?? []) this.#gates.registerAccount(spec.gate, account)
      const before = this.#sql.get<AccountsRow>('SELECT accounts_hash FROM upstream WHERE name = ?', spec.upstream)
      const hash = accountsHash(spec)
      const id = this.#sql.get<{ id: number }>(
        `INSERT INTO upstream (name, contract_hash, mapping_hash, gate, accounts_hash) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET contract_hash = excluded.contract_hash, mapping_hash = excluded.mapping_hash,
           gate = excluded.gate, accounts_hash = excluded.accounts_hash RETURNING id`,
        spec.upstream,
        spec.contractHash,
        spec.mappingHash,
        spec.gate,
        hash,
      )?.id as number
      const known = { ...spec, id }
      this.#known.set(spec.upstream, known)
      return before ? [{ upstream: known, changed: !isHash(before.accounts_hash, hash) }] : []
    })
  }

  /** Nobody who shares the ledger has told it of other accounts since. */
  isCurrent(upstream: KnownUpstream): boolean {
    if (!this.#sql.isShared) return true
    const row = this.#sql.get<AccountsRow>('SELECT accounts_hash FROM upstream WHERE id = ?', upstream.id)
    return isHash(row?.accounts_hash, accountsHash(upstream))
  }

  /** Name of the gate that guards it; its own name where it is not registered. */
  gateOf(name: string): string {
    return this.#known.get(name)?.gate ?? name
  }

  /** @throws {StorageError} `ledger_unknown_upstream` */
  get(name: string): KnownUpstream {
    const known = this.#known.get(name)
    if (!known) throw new StorageError([{ code: 'ledger_unknown_upstream', who: 'operator', upstream: name }])
    return known
  }
}
