/**
 * The gateway that gets killed: hands the batch in from a given step on, one line of acknowledgement per step, and
 * delivers all the while. `--finish` hands in the rest at full speed and ends when nothing moves any more. Where several
 * share a ledger, a `front` only hands in and a `worker` only delivers, until it is told to end.
 *
 * With `--speed` their clock runs so many times faster from `--epoch` on, so that a lease is over in seconds.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createGateway, StorageError } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { residentUpstream } from '../spine/upstreams.ts'
import { steps } from './plan.ts'

const { values } = parseArgs({
  options: {
    ledger: { type: 'string', default: '' },
    role: { type: 'string', default: 'both' },
    speed: { type: 'string', default: '1' },
    epoch: { type: 'string', default: '0' },
    urls: { type: 'string' },
    from: { type: 'string' },
    records: { type: 'string' },
    finish: { type: 'boolean' },
    'timeout-ms': { type: 'string' },
  },
})
const urls = JSON.parse(values.urls ?? '{}') as { key: string; lookup: string; neither: string }

const [speed, epoch] = [Number(values.speed), Number(values.epoch)]

const fastClock = {
  now: () => Math.round(epoch + (Date.now() - epoch) * speed),
  monotonic: () => performance.now() * speed,
  after(delayMs: number, task: () => void) {
    const timer = setTimeout(task, Math.min(Math.max(delayMs, 0) / speed, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

// Short gaps, so that uncertain deliveries come up again between two kills.
const timeoutMs = Number(values['timeout-ms'] ?? 30_000)
const limits = { concurrency: 8, retryGapsMs: [60 * speed], timeoutMs }
const open = () =>
  createGateway({
    ledger: values.ledger.startsWith('postgres:') ? values.ledger : `file:${values.ledger}`,
    deliver: values.role !== 'front',
    ...(speed === 1 ? {} : { clock: fastClock }),
    upstreams: [
      residentUpstream('key', 'rest-key', urls.key, limits),
      residentUpstream('lookup', 'rest-unique', urls.lookup, limits),
      residentUpstream('neither', 'bare', urls.neither, limits),
    ],
  })

const PAUSE_MS = 8
const AGAIN_MS = 100

/** The database may be away for a while: whoever hands in tries again until it is told "accepted". */
async function untilItIs<T>(task: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await task()
    } catch (error) {
      if (values.role === 'both' || !(error instanceof StorageError)) throw error
      await pause(AGAIN_MS)
    }
  }
}

const gateway = await untilItIs(open)
if (values.role === 'worker') await new Promise((resolve) => process.once('SIGTERM', resolve))
else {
  const all = steps(Number(values.records))
  for (let step = Number(values.from); step < all.length; step++) {
    const { entry } = all[step] as (typeof all)[0]
    await untilItIs(() => gateway.submit(resident, entry, { by: 'kill-test' }))
    process.stdout.write(`${step}\n`)
    if (!values.finish) await pause(PAUSE_MS)
  }
  const moving = ['pending', 'sending', 'waiting', 'uncertain', 'processing'] as const
  while ((await untilItIs(() => gateway.status({ states: moving }))).counts.length > 0) await pause(50)
}
await gateway.close()
process.exit(0)
