/** Three upstreams that recognise, can be asked, or neither, behind one encrypted ledger, a part of which is going to be lost. */
import { createGateway, type Gateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import type { Sandbox } from 'yibiao/testing'
import { by, ledgerFile, sandbox } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'

export const KEY = `test:${'0a'.repeat(32)}`

export interface World {
  readonly ledger: string
  readonly path: string
  readonly boxes: Readonly<Record<'key' | 'lookup' | 'neither', Sandbox>>
  /** @param other - the ledger to open instead */
  open(other?: string): Promise<Gateway>
}

export async function world(ledger = ledgerFile()): Promise<World> {
  const boxes = { key: await sandbox('rest-key'), lookup: await sandbox('rest-unique'), neither: await sandbox('bare') }
  const limits = { retryGapsMs: [10] }
  const upstreams = [
    residentUpstream('key', 'rest-key', boxes.key.url, limits),
    residentUpstream('lookup', 'rest-unique', boxes.lookup.url, limits),
    residentUpstream('neither', 'bare', boxes.neither.url, limits),
  ]
  return {
    ledger,
    path: ledger.slice('file:'.length),
    boxes,
    open: (other = ledger) => createGateway({ ledger: other, upstreams, ledgerKeys: KEY }),
  }
}

export async function handIn(gateway: Gateway, seeds: readonly number[], phone?: string): Promise<void> {
  for (const seed of seeds) {
    const entry = { ...syntheticResident(seed), ...(phone === undefined ? {} : { phone }) }
    const submission = await gateway.submit(resident, entry, by)
    await submission.settled({ timeoutMs: 5_000 })
  }
}

export const people = (box: Sandbox) => box.rows().map(({ payload }) => (payload as { sfzh: string }).sfzh)
export const doubled = (box: Sandbox) => people(box).length - new Set(people(box)).size
