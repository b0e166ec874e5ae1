/** Accepts as fast as it can and says which record it has acknowledged, a line each, until it is killed. */
import { parseArgs } from 'node:util'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'

const { values } = parseArgs({
  options: { ledger: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
})
const nowhere = residentUpstream('a', 'bare', 'http://127.0.0.1:9')
const gateway = await createGateway({ ledger: `file:${values.ledger}`, upstreams: [nowhere], deliver: false })

const AT_ONCE = 256
const to = Number(values.to)
let next = Number(values.from)

async function accept(): Promise<void> {
  while (next < to) {
    const record = next++
    await gateway.submit(resident, syntheticResident(record), { by: 'kill-test' })
    process.stdout.write(`${record}\n`)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, accept))
await gateway.close()
