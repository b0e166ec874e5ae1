/**
 * The gateway that gets killed: hands the batch in from a given step on, one line of acknowledgement per step, and
 * delivers all the while. `--finish` hands in the rest at full speed and ends when nothing moves any more.
 */
import { parseArgs } from 'node:util'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { residentUpstream } from '../spine/upstreams.ts'
import { steps } from './plan.ts'

const { values } = parseArgs({
  options: {
    ledger: { type: 'string' },
    urls: { type: 'string' },
    from: { type: 'string' },
    records: { type: 'string' },
    finish: { type: 'boolean' },
    'timeout-ms': { type: 'string' },
  },
})
const urls = JSON.parse(values.urls ?? '{}') as { key: string; lookup: string; neither: string }

// Short gaps, so that uncertain deliveries come up again between two kills.
const timeoutMs = Number(values['timeout-ms'] ?? 30_000)
const limits = { concurrency: 8, retryGapsMs: [60], timeoutMs }
const gateway = await createGateway({
  ledger: `file:${values.ledger}`,
  upstreams: [
    residentUpstream('key', 'rest-key', urls.key, limits),
    residentUpstream('lookup', 'rest-unique', urls.lookup, limits),
    residentUpstream('neither', 'bare', urls.neither, limits),
  ],
})

const PAUSE_MS = 8

const all = steps(Number(values.records))
for (let step = Number(values.from); step < all.length; step++) {
  const { entry } = all[step] as (typeof all)[0]
  await gateway.submit(resident, entry, { by: 'kill-test' })
  process.stdout.write(`${step}\n`)
  if (!values.finish) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
const moving = ['pending', 'sending', 'waiting', 'uncertain', 'processing'] as const
while ((await gateway.status({ states: moving })).counts.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 50))
await gateway.close()
