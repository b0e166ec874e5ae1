/** The upstreams a ledger was told of, with the facts its rules need. */
import { StorageError } from '../../base/errors.ts'
import type { UpstreamSpec } from '../contract.ts'
import type { Gates } from './gate.ts'
import type { Statements } from './statements.ts'

export interface KnownUpstream extends UpstreamSpec {
  readonly id: number
}

export class Upstreams {
  readonly #sql
  readonly #gates
  readonly #known = new Map<string, KnownUpstream>()

  constructor(sql: Statements, gates: Gates) {
    this.#sql = sql
    this.#gates = gates
  }

  /** Runs inside a transaction. */
  register(specs: readonly UpstreamSpec[]): void {
    for (const spec of specs) {
      this.#gates.register(spec.gate, spec.perMinute, spec)
      const id = this.#sql.get<{ id: number }>(
        `INSERT INTO upstream (name, contract_hash, mapping_hash, gate) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET contract_hash = excluded.contract_hash, mapping_hash = excluded.mapping_hash,
           gate = excluded.gate RETURNING id`,
        spec.upstream,
        spec.contractHash,
        spec.mappingHash,
        spec.gate,
      )?.id as number
      this.#known.set(spec.upstream, { ...spec, id })
    }
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
