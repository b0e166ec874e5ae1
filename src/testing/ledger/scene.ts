/**
 * One ledger on a turned clock with an upstream of every nature, and the few moves that conformance tests are made of.
 * Everything goes through the contract; `query` only reads what the invariants need.
 */
import type { Problem } from '../../base/problem.ts'
import {
  type Acceptance,
  type Accepted,
  type Claim,
  contentHash,
  type Due,
  type Ledger,
  type Moved,
  type PlannedDelivery,
  type Settlement,
  type StandingStill,
  type UpstreamSpec,
} from '../../ledger/index.ts'
import type { Capabilities } from '../../upstream/contract-v1.ts'
import type { Found, Outcome } from '../../upstream/outcome.ts'
import { type ManualClock, manualClock } from '../manual-clock.ts'

// Shorter than the first gap between two probes: what waits for one doesn't wait for the other.
export const LEASE_MS = 25_000
export const MAX_PROCESSING_MS = 5_000
const SETTLE_MS = 1_000
export const KEY_WINDOW_MS = 3_600_000
/** Far behind everything a test waits for. */
const GIVE_UP_MS = 1_209_600_000

const all = { operations: ['create', 'update', 'withdraw'], maxProcessingMs: MAX_PROCESSING_MS } as const

/** One upstream of every nature; `slow` lets one send a second through, `polled` can be asked about a ticket, `probed` whether it is at work. */
export const CAPABILITIES = {
  key: { ...all, idempotency: { key: { scope: 'item', windowMs: KEY_WINDOW_MS } } },
  lookup: { ...all, idempotency: { lookup: { settleMs: SETTLE_MS } } },
  upsert: { ...all, idempotency: { upsert: true } },
  neither: all,
  'create-only': { operations: ['create'], maxProcessingMs: MAX_PROCESSING_MS },
  slow: all,
  polled: all,
  probed: all,
  // Three records a call: each answered under its own key; the call as one under a key of the call; asked member by member.
  'batch-each': {
    ...all,
    batch: { max: 3, atomic: false, answers: 'each' },
    idempotency: { key: { scope: 'item', windowMs: KEY_WINDOW_MS } },
  },
  'batch-whole': {
    ...all,
    batch: { max: 3, atomic: true, answers: 'whole' },
    idempotency: { key: { scope: 'call', windowMs: KEY_WINDOW_MS }, lookup: { settleMs: SETTLE_MS } },
  },
  'batch-lookup': {
    ...all,
    batch: { max: 3, atomic: false, answers: 'each' },
    idempotency: { lookup: { settleMs: SETTLE_MS } },
  },
} as const satisfies Record<string, Capabilities>

export type UpstreamName = keyof typeof CAPABILITIES

/** What a refusal means for the person who filled it in. */
export const REFUSAL: Problem = { code: 'upstream_refused', who: 'reporter', field: 'content' }

const NO_HASH = contentHash('')

export const SPECS: readonly UpstreamSpec[] = Object.entries(CAPABILITIES).map(([upstream, capabilities]) => ({
  upstream,
  capabilities,
  canPoll: upstream === 'polled' || upstream === 'batch-each',
  canProbe: upstream === 'probed',
  leaseMs: LEASE_MS,
  contractHash: NO_HASH,
  mappingHash: NO_HASH,
  gate: upstream,
  ...(upstream === 'slow' ? { perMinute: 60 } : {}),
}))

export const FORM = 'form'
export const keyHash = (key: string) => contentHash(`key ${key}`)
export const payloadOf = (content: string) => {
  const json = JSON.stringify({ content })
  return { json, hash: contentHash(json) }
}

export interface AcceptSpec {
  /** Natural key of the record. */
  readonly key?: string
  /** Content of the revision; absent: withdrawn. */
  readonly content?: string
  readonly upstreams?: readonly UpstreamName[]
  readonly delivery?: Partial<PlannedDelivery>
  readonly more?: Partial<Acceptance>
}

/** A claim with what it was made from. */
export interface Taken {
  readonly claim: Claim
  readonly due: Due
}

export type Answer = Outcome | { readonly found: Found }

export type Scene = ReturnType<typeof sceneOn>

type Reopen = (options: { readonly now: number }) => Promise<Ledger> | Ledger

/**
 * @param open - opens the ledger, empty, at a moment in epoch ms
 * @param isShared - nobody owns the store: what a process was sending is in doubt when its lease is over
 */
export async function createScene(open: Reopen, isShared = false) {
  const clock = manualClock()
  return sceneOn(clock, await opened(open, clock), isShared)
}

/** Another process opens the store of a scene on the same clock, for as long as `body` lasts. */
export async function beside(scene: Scene, reopen: Reopen, body: (other: Scene) => Promise<void>): Promise<void> {
  const other = await opened(reopen, scene.clock)
  try {
    await body(sceneOn(scene.clock, other, true))
  } finally {
    await other.close()
  }
}

async function opened(open: Reopen, clock: ManualClock): Promise<Ledger> {
  const ledger = await open({ now: clock.now() })
  await ledger.register(SPECS)
  return ledger
}

function sceneOn(clock: ManualClock, first: Ledger, isShared: boolean) {
  let ledger = first

  /** An acceptance as the delivering side plans it. */
  const acceptance = async ({ key = 'one', content, upstreams = ['key'], delivery, more }: AcceptSpec) => {
    const at = clock.now()
    const existing = await ledger.findRecord({ form: FORM, keyHash: keyHash(key) })
    const withdrawn = content === undefined
    const json = JSON.stringify({ key, content: content ?? '' })
    return {
      submission: { form: FORM, by: 'tester', source: 'test', at },
      form: FORM,
      formVersion: 1,
      ...(existing ? { existing: { id: existing.id, revision: existing.revision } } : {}),
      keyHash: keyHash(key),
      origin: existing?.origin ?? contentHash(`origin ${key}`),
      refuseSameEvent: false,
      entryHash: contentHash(json),
      contentHash: contentHash(json),
      values: { key, content: content ?? '' },
      withdrawn,
      by: 'tester',
      at,
      deliveries: upstreams.map((upstream) => ({
        upstream,
        state: 'pending' as const,
        wanted: withdrawn ? ('withdrawn' as const) : ('present' as const),
        ...(withdrawn ? {} : { payload: payloadOf(content) }),
        problems: [],
        priority: 1 as const,
        dueAt: at,
        giveUpAt: at + GIVE_UP_MS,
        ...delivery,
      })),
      ...more,
    } satisfies Acceptance
  }
  const accept = async (spec: AcceptSpec): Promise<Accepted> => ledger.accept(await acceptance(spec))

  const due = (upstream: UpstreamName, limit = 10) => ledger.due({ upstream, limit, now: clock.now() })
  const claim = (upstream: UpstreamName, found: readonly Due[]) =>
    ledger.claim({
      upstream,
      items: [...Map.groupBy(found, ({ group }) => group).values()].map((group) => ({
        deliveries: group.map(({ delivery }) => delivery),
        message: group[0]?.message ?? group.map(({ body }) => body).join('\n'),
      })),
      now: clock.now(),
    })
  /** Everything due now, claimed. */
  const take = async (upstream: UpstreamName): Promise<Taken[]> => {
    const found = (await due(upstream)).due
    const { claims } = await claim(upstream, found)
    return claims.map((one) => ({
      claim: one,
      due: found.find(({ delivery }) => delivery === one.deliveries[0]) as Due,
    }))
  }
  /** The one thing that is due, claimed. */
  const takeOne = async (upstream: UpstreamName): Promise<Taken> => {
    const taken = await take(upstream)
    if (taken.length !== 1) throw new RangeError(`one claim expected, not ${taken.length}`)
    return taken[0] as Taken
  }
  const settle = (upstream: UpstreamName, { claim: made }: Pick<Taken, 'claim'>, ...answers: readonly Answer[]) =>
    ledger.settle({
      upstream,
      claim: made,
      now: clock.now(),
      random: 0.5,
      answers: answers.map((answer): Settlement['answers'][0] =>
        'found' in answer ? answer : { outcome: answer, problems: answer.state === 'rejected' ? [REFUSAL] : [] },
      ),
    })

  return {
    clock,
    get ledger() {
      return ledger
    },
    acceptance,
    accept,
    due,
    claim,
    take,
    takeOne,
    settle,
    /** Claims everything that is due and answers each with the same. */
    async sendAll(upstream: UpstreamName, answer: Answer): Promise<void> {
      for (const one of await take(upstream)) await settle(upstream, one, answer)
    },
    /** Claims the one thing that is due and answers it. */
    async send(upstream: UpstreamName, answer: Answer): Promise<Taken & { readonly moved: readonly Moved[] }> {
      const one = await takeOne(upstream)
      return { ...one, moved: (await settle(upstream, one, answer)).moved }
    },
    /** Deliveries that are not being sent, oldest first, with their target. */
    async rows(upstream?: UpstreamName): Promise<readonly StandingStill[]> {
      return ledger.standingStill(upstream === undefined ? {} : { upstream }, { after: 0, limit: 1_000 })
    },
    /** `state: count`, in order of the state. */
    async counts(upstream?: UpstreamName): Promise<Record<string, number>> {
      const counts = await ledger.counts(upstream === undefined ? {} : { upstream })
      return Object.fromEntries(counts.map(({ state, count }) => [state, count]))
    },
    /** The owner dies with what it has in hand, and another one opens the same store: after the leases, where those decide. */
    async crash(reopen: Reopen): Promise<void> {
      await ledger.close()
      if (isShared) clock.advance(LEASE_MS)
      ledger = await opened(reopen, clock)
    },
  }
}
