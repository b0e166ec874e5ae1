/** 100,000 records through submitMany; prints its own peak memory. `--deliver URL` delivers them as well. */
import { parseArgs } from 'node:util'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { syntheticResident } from '../synthetic.ts'
import { residentUpstream } from './upstreams.ts'

const { values } = parseArgs({
  options: { ledger: { type: 'string' }, records: { type: 'string' }, deliver: { type: 'string' } },
})
const url = values.deliver ?? 'http://127.0.0.1:9'
const gateway = await createGateway({
  ledger: `file:${values.ledger}`,
  upstreams: [residentUpstream('one', 'rest-key', url, { concurrency: 16 })],
  deliver: values.deliver !== undefined,
})

function* entries() {
  for (let i = 0; i < Number(values.records); i++) yield { entry: syntheticResident(i) }
}

let accepted = 0
const many = gateway.submitMany(resident, entries(), { by: 'memory-test' })
for await (const { state } of many) if (state === 'accepted') accepted++
if (values.deliver !== undefined) await many.settled()
const { counts } = await gateway.status({ submission: await many.number })
await gateway.close()
process.stdout.write(
  `${JSON.stringify({ accepted, counts, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
)
