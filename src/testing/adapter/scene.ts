/**
 * One test's stage: an upstream, an adapter for it, and everything the adapter said on the way, which is searched for
 * personal data and secrets when the test is over.
 */
import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../base/json.ts'
import type { Adapter, Member, SendContext } from '../../upstream/contract-v1.ts'
import type { Found, Outcome } from '../../upstream/outcome.ts'
import { createSendContext } from '../../upstream/send-context.ts'
import type { AdapterSuite, TestUpstream, UpstreamFault } from './suite.ts'

export interface Scene {
  readonly suite: AdapterSuite
  readonly upstream: TestUpstream
  readonly adapter: Adapter
  readonly context: SendContext
  /** The property that is refused or hidden. */
  readonly property: string
  payload(index?: number, version?: number): JsonObject
  /** A member with the payload of that index; its key follows from its content, as in the ledger. */
  member(index?: number, more?: Partial<Member> & { readonly version?: number }): Member
  /** Prepares, stores as the ledger does (as text), sends: one outcome per member. */
  deliver(members: Member | readonly Member[], more?: Partial<SendContext>): Promise<readonly Outcome[]>
  /** The outcome of a parcel of one. */
  deliverOne(member: Member, more?: Partial<SendContext>): Promise<Outcome>
  look(member: Member): Promise<Found>
  /** What became of a ticket. */
  poll(ticket: string): Promise<readonly Outcome[]>
  rows(): Promise<readonly JsonObject[]>
  fault(...faults: readonly UpstreamFault[]): Promise<void>
  /** Resolves when another send has arrived since `before`. */
  arrival(before: number): Promise<void>
  /** Facts, details and messages so far: whatever may be logged. */
  said(): string
  /** Texts that it must not hold. */
  forbidden(): readonly string[]
  close(): Promise<void>
}

export async function createScene(suite: AdapterSuite): Promise<Scene> {
  const upstream = await suite.open()
  const adapter = suite.adapter(upstream.address)
  await adapter.open?.()
  const heard: string[] = []
  const given: JsonObject[] = []
  const context = createSendContext({
    ...suite.context?.(),
    log: (event, facts) => heard.push(`${event} ${JSON.stringify(facts ?? {})}`),
  })

  function payload(index = 0, version = 1): JsonObject {
    const made = suite.payload(index, version)
    given.push(made)
    return made
  }

  function hear<T extends Outcome | Found>(result: T): T {
    if ('detail' in result && result.detail !== undefined) heard.push(result.detail)
    return result
  }

  async function listening<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      heard.push(String(error))
      throw error
    }
  }

  async function deliver(members: Member | readonly Member[], more: Partial<SendContext> = {}) {
    return await listening(async () => {
      const message = JSON.parse(JSON.stringify(adapter.prepare([members].flat()))) as Json
      return (await adapter.send(message, { ...context, ...more })).map(hear)
    })
  }

  return {
    suite,
    upstream,
    adapter,
    context,
    property: suite.property ?? firstText(suite.payload(0, 1)),
    payload,
    member(index = 0, { version = 1, ...more } = {}) {
      const operation = more.operation ?? 'create'
      const body = more.payload ?? payload(index, version)
      return { operation, payload: body, idempotencyKey: keyOf(operation, body), ...more }
    },
    deliver,
    async deliverOne(member, more) {
      const [outcome] = await deliver(member, more)
      return outcome ?? { state: 'unknown', detail: 'the adapter gave no outcome' }
    },
    look: (member) =>
      listening(async () =>
        hear((await adapter.lookup?.(member, context)) ?? ({ state: 'blind', detail: 'no look-up' } as const)),
      ),
    poll: (ticket) => listening(async () => ((await adapter.poll?.(ticket, context)) ?? []).map(hear)),
    rows: async () => await upstream.rows(),
    fault: async (...faults) => await upstream.setFaults?.(...faults),
    async arrival(before) {
      while ((upstream.arrived?.() ?? 0) <= before) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    },
    said: () => heard.join('\n'),
    forbidden: () => [...(suite.secrets ?? []), ...given.flatMap((one) => personalTexts(one))],
    async close() {
      await adapter.close?.()
      await upstream.close()
    },
  }
}

/** Between two looks at whether a send has arrived, in ms. */
const POLL_MS = 2

const keyOf = (operation: string, payload: JsonObject): string =>
  createHash('sha256')
    .update(`${operation} ${JSON.stringify(payload)}`)
    .digest('hex')
    .slice(0, 32)

const firstText = (payload: JsonObject): string =>
  Object.entries(payload).find(([, value]) => typeof value === 'string' && value !== '')?.[0] ?? ''

/** Texts long or peculiar enough to be recognised in a log: names, numbers, addresses; not a code such as `1`. */
function personalTexts(value: Json): string[] {
  if (typeof value === 'string') return /[^\p{ASCII}]/u.test(value) || value.length >= 6 ? [value] : []
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(personalTexts) : []
}
