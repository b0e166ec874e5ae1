/**
 * One gateway on a file and a turned clock, one stand-in on a real socket that counts for itself, residents handed in,
 * and the oracle: the invariants as SQL, each record at most once there, and what stands there is the last revision's,
 * or it is listed for a person.
 */
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, vi } from 'vitest'
import { createGateway, type Gateway, type Upstream } from 'yibiao'
import { resident } from 'yibiao/schemas'
import {
  brokenInvariants,
  createSandbox,
  manualClock,
  type Sandbox,
  type SandboxFault,
  type SandboxKind,
  type SandboxOptions,
  type SandboxSettingsOptions,
} from 'yibiao/testing'
import { ledgerFile } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'
import { seeded } from './told.ts'

const MOVING = ['pending', 'sending', 'waiting', 'uncertain', 'processing'] as const

// Real time that whatever is on a socket gets before the clock is turned on: on a loaded machine an answer takes its time.
const SOCKET_MS = 10_000

// What a whole test may take of it.
const LONGEST_MS = 120_000
vi.setConfig({ testTimeout: LONGEST_MS })

const by = { by: 'tester', division: '509999001001' }

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

// And what may leave now: behind a gate that is being trusted again step by step it waits for the clock.
const DUE_MS = 100

/** Attempts that are under way, and what may leave now. */
const BUSY = `
  SELECT (SELECT count(*) FROM parcel p WHERE p.state = 'open' AND NOT EXISTS (
      SELECT 1 FROM attempt a WHERE a.parcel_id = p.id AND a.number = p.attempts AND a.late = 0)) AS underWay,
    (SELECT count(*) FROM delivery d JOIN upstream u ON u.id = d.upstream_id JOIN gate g ON g.name = u.gate
      WHERE d.due_at <= :now AND (g.state = 'open' OR g.until_at <= :now)) AS due`

export interface SceneOptions {
  /** Real time that a socket gets, in ms; less where it is known that no answer comes. */
  readonly socketMs?: number
  readonly faults?: readonly SandboxFault[]
  readonly limits?: Partial<Upstream['limits']>
  readonly settings?: SandboxSettingsOptions
  readonly sandbox?: Partial<SandboxOptions>
  /** Another address than the stand-in's. */
  readonly url?: string
  /** What is made of the usual upstream. */
  readonly upstream?: (usual: Upstream, url: string) => Upstream
}

export type FaultScene = Awaited<ReturnType<typeof openScene>>

export async function openScene(kind: SandboxKind, options: SceneOptions = {}) {
  const { socketMs = SOCKET_MS } = options
  const clock = manualClock()
  const sandbox = await createSandbox({
    kind,
    repeatGuardMs: 0,
    now: clock.now,
    ...(options.faults ? { faults: options.faults } : {}),
    ...options.sandbox,
  })
  open.push(sandbox)
  const url = options.url ?? sandbox.url
  const usual = residentUpstream('a', kind, url, options.limits, { repeatGuardMs: 0, ...options.settings })
  let upstream = usual
  const ledger = ledgerFile()
  let gateway = await start()
  /** Last telephone number handed in, by record. */
  const last = new Map<number, string>()

  async function start(): Promise<Gateway> {
    upstream = options.upstream?.(usual, url) ?? usual
    const made = await createGateway({ ledger, clock, random: seeded(), upstreams: [upstream] })
    open.push(made)
    return made
  }
  const isStill = async () => (await gateway.status({ states: MOVING })).counts.length === 0
  const reader = new DatabaseSync(ledger.slice('file:'.length), { readOnly: true })
  const busy = reader.prepare(BUSY)
  open.push({ close: async () => reader.close() })
  const isBusy = (sinceMs: number) => {
    const { underWay, due } = busy.get({ now: clock.now() }) as { underWay: number; due: number }
    return (underWay > 0 && sinceMs < socketMs) || (due > 0 && sinceMs < DUE_MS)
  }

  /** Turns the clock in steps, each after what is on a socket has had its time. */
  async function until(isSo: () => boolean | Promise<boolean>, stepMs = 5_000): Promise<void> {
    for (const begun = performance.now(); performance.now() - begun < LONGEST_MS; ) {
      if (await isSo()) return
      const start = performance.now()
      do await pause(1)
      while (isBusy(performance.now() - start))
      if (await isSo()) return
      clock.advance(stepMs)
    }
    throw new RangeError('it never came to be')
  }

  function judgeLedger(): void {
    const query = (sql: string) => reader.prepare(sql).all()
    expect(brokenInvariants({ a: upstream.adapter.capabilities }, query)).toEqual([])
  }

  return {
    clock,
    sandbox,
    until,
    judgeLedger,
    /** Lets so much time pass. */
    during(ms: number, stepMs: number) {
      const end = clock.now() + ms
      return until(() => clock.now() >= end && !isBusy(0), stepMs)
    },
    get gateway() {
      return gateway
    },
    /** Hands records in: numbers from `from`, all with this telephone number. */
    async submit(count: number, phone = '13900000001', from = 0) {
      for (let i = from; i < from + count; i++) {
        await gateway.submit(resident, { ...syntheticResident(i), phone }, by)
        last.set(i, phone)
      }
    },
    /** Until nothing moves by itself any more. */
    settled: (stepMs?: number) => until(isStill, stepMs),
    /** Ends the gateway, and another one opens the same ledger. */
    async restart() {
      await gateway.close({ graceMs: 0 })
      gateway = await start()
    },
    /** What is wrong fails the test. @returns how many deliveries are listed for a person */
    async judge(): Promise<number> {
      judgeLedger()
      const people = await listed(gateway)
      judgeRows(sandbox, last, people)
      return people
    },
    by,
  }
}

const listed = async (gateway: Gateway): Promise<number> =>
  (await gateway.failures()).reduce((sum, { count }) => sum + count, 0)

/** @param last - what each record said last, by its number */
function judgeRows(sandbox: Sandbox, last: ReadonlyMap<number, string>, people: number): void {
  const standing = new Map<unknown, unknown>()
  const doubled: unknown[] = []
  for (const { payload } of sandbox.rows()) {
    if (standing.has(payload.sfzh)) doubled.push(payload.sfzh)
    standing.set(payload.sfzh, payload.lxdh)
  }
  expect(doubled, 'doubled').toEqual([])
  const wrong = [...last].filter(([record, phone]) => standing.get(syntheticResident(record).idNumber) !== phone)
  expect(wrong.length, 'lost or stale, and not listed').toBeLessThanOrEqual(people)
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
