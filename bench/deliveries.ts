/**
 * Durable deliveries per second to an upstream on loopback, beside a bare ky loop of the same concurrency and the same
 * bytes. The upstream is a process of its own. Both sides run in turns; the median of the rounds' ratios counts.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ky from 'ky'
import PQueue from 'p-queue'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { residentUpstream } from '../test/spine/upstreams.ts'
import { syntheticResident } from '../test/synthetic.ts'
import type { BenchRow } from './mapping.ts'
import { median, perSecond } from './measure.ts'

const RECORDS = 4_000
const CONCURRENCY = 64
const ROUNDS = 5

export async function benchDeliveries(): Promise<BenchRow[]> {
  const server = await startServer()
  const rounds: { ours: number; bare: number }[] = []
  try {
    await bareLoop(server.url, 0)
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await bareLoop(server.url, round)
      const ours = await throughGateway(server.url, round)
      rounds.push({ bare, ours })
    }
  } finally {
    server.stop()
  }
  const ratio = median(rounds.map(({ ours, bare }) => ours / bare))
  return [
    {
      row: `durable deliveries, ${CONCURRENCY} at once`,
      value: Math.round(median(rounds.map(({ ours }) => ours))),
      unit: 'deliveries/s',
      against: 'bare ky loop',
      ratio: Number(ratio.toFixed(3)),
    },
  ]
}

/** @returns requests per second */
async function bareLoop(url: string, round: number): Promise<number> {
  const queue = new PQueue({ concurrency: CONCURRENCY })
  const bodies = Array.from({ length: RECORDS }, (_, i) => payloadOf(i))
  const start = performance.now()
  await queue.addAll(
    bodies.map((body, i) => async () => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': `bare-${round}-${i}`,
        'x-api-key': 'sandbox-only-key',
      }
      const reply = await ky.post(`${url}/records`, {
        body,
        headers,
        retry: 0,
        redirect: 'manual',
        throwHttpErrors: false,
        timeout: 5_000,
      })
      await reply.text()
    }),
  )
  return perSecond(RECORDS, start)
}

function payloadOf(seed: number): string {
  const { name, idNumber, sex, birthDate, phone } = syntheticResident(seed)
  return JSON.stringify({ xm: name, sfzh: idNumber, xb: sex, csrq: birthDate?.replaceAll('-', ''), lxdh: phone })
}

/** Accepts first, then measures from opening the lanes to the last receipt on disk. @returns deliveries per second */
async function throughGateway(url: string, round: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const ledger = `file:${join(folder, 'ledger.db')}`
  const upstreams = [residentUpstream('rest', 'rest-key', url, { concurrency: CONCURRENCY })]
  try {
    const front = await createGateway({ ledger, upstreams, deliver: false })
    const entries = Array.from({ length: RECORDS }, (_, i) => ({ entry: syntheticResident(i) }))
    const many = front.submitMany(resident, entries, { by: `bench-${round}` })
    for await (const _ of many);
    const submission = await many.number
    await front.close()

    const start = performance.now()
    const gateway = await createGateway({ ledger, upstreams })
    let left = RECORDS
    await new Promise<void>((resolve) => {
      gateway.on('delivery', ({ state }) => {
        if (state === 'delivered' && --left === 0) resolve()
      })
    })
    const rate = perSecond(RECORDS, start)
    const { counts } = await gateway.status({ submission })
    if (counts[0]?.count !== RECORDS || counts[0].state !== 'delivered')
      throw new RangeError(`not all delivered: ${JSON.stringify(counts)}`)
    await gateway.close()
    return rate
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function startServer(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('upstream-process.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(String(data))),
  )
  const { sandboxes } = JSON.parse(line) as { sandboxes: { rest: string } }
  return { url: sandboxes.rest, stop: () => child.kill() }
}
