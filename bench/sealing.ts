/**
 * What encrypting the ledger costs: accepting with a key beside accepting without one, same records, same disk. CPU time
 * of the whole process, the ledger's thread among it, as the disk's share would hide the cipher's.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { residentUpstream } from '../test/spine/upstreams.ts'
import { syntheticResident } from '../test/synthetic.ts'
import type { BenchRow } from './mapping.ts'
import { median } from './measure.ts'

const RECORDS = 3_000
const ROUNDS = 7
const KEY = `bench:${'00ff'.repeat(16)}`

export async function benchSealing(): Promise<BenchRow[]> {
  const rounds: { plain: number; sealed: number }[] = []
  // One more to warm up both sides.
  for (let round = 0; round <= ROUNDS; round++) {
    const plain = await accepts('')
    const sealed = await accepts(KEY)
    if (round > 0) rounds.push({ plain, sealed })
  }
  return [
    {
      row: 'accepting into an encrypted ledger',
      value: Math.round(median(rounds.map(({ sealed }) => sealed))),
      unit: 'records per CPU-second',
      against: 'the same without a key',
      ratio: Number(median(rounds.map(({ plain, sealed }) => sealed / plain)).toFixed(3)),
    },
  ]
}

/** @returns records per CPU-second */
async function accepts(ledgerKeys: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const gateway = await createGateway({
      ledger: `file:${join(folder, 'ledger.db')}`,
      ledgerKeys,
      upstreams: [residentUpstream('rest', 'rest-key', 'http://127.0.0.1:9')],
      deliver: false,
    })
    const entries = Array.from({ length: RECORDS }, (_, i) => ({ entry: syntheticResident(i) }))
    const before = process.cpuUsage()
    for await (const _ of gateway.submitMany(resident, entries, { by: 'bench' }));
    const { user, system } = process.cpuUsage(before)
    await gateway.close()
    return (RECORDS * 1_000_000) / (user + system)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
