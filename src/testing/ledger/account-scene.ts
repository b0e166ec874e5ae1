/** Accounts of an upstream as the conformance tests of ledgers have them: two townships, and what is reported for each. */
import type { AccountRules } from '../../upstream/accounts.ts'
import { type Answer, type Scene, SPECS, type UpstreamName } from './scene.ts'

export const WRONG: Answer = { state: 'not-applied', why: { barred: 'credentials' } }
export const DELIVERED: Answer = { state: 'delivered', reference: 'r' }
export const UNKNOWN: Answer = { state: 'unknown', detail: 'no answer' }

export const townships = (
  serves: Readonly<Record<string, string>>,
  more: Partial<AccountRules> = {},
): AccountRules => ({
  by: 'division',
  serves,
  names: [...new Set(Object.values(serves))],
  moved: 'hold',
  ...more,
})
export const BOTH = townships({ '500103001': 'east', '500103002': 'west' })

/** The upstream as settings with these accounts have it; without, with one log-in for all. */
export const settle = (scene: Scene, upstream: UpstreamName, accounts?: AccountRules) =>
  scene.ledger.register(
    SPECS.filter((spec) => spec.upstream === upstream).map((spec) => ({ ...spec, ...(accounts ? { accounts } : {}) })),
  )

/** Handed in for a division, and planned as the delivering side does. */
export const report = (
  scene: Scene,
  key: string,
  content: string | undefined,
  { upstream = 'lookup', account, division }: { upstream?: UpstreamName; account?: string; division?: string } = {},
) =>
  scene.accept({
    key,
    ...(content === undefined ? {} : { content }),
    upstreams: [upstream],
    more: division === undefined ? {} : { division },
    delivery: account === undefined ? { state: 'blocked', wait: { cause: 'account', upstream } } : { account },
  })

export const east = { account: 'east', division: '500103001001' } as const
export const west = { account: 'west', division: '500103002001' } as const
