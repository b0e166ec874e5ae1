/** A contract's fingerprint, as generated files, `upstream.json` and the ledger (its first half) have it. */
import { createHash } from 'node:crypto'
import type { Contract } from '../contract/index.ts'

/** sha256 of the canonical schema, in hex. */
export const contractHash = ({ canonical }: Contract): string => createHash('sha256').update(canonical).digest('hex')
