/**
 * The conformance suite of the ledger contract: every ledger runs it, whatever it is built on. After each test the
 * invariants of docs/reliability.md are asked of the store itself, where `query` can ask it.
 */
import type { Ledger } from '../../ledger/index.ts'
import { assertions, type TestApi } from '../test-api.ts'
import { acceptGroup } from './accept-group.ts'
import { accountChangeGroup } from './account-change-group.ts'
import { accountGroup } from './account-group.ts'
import { claimGroup } from './claim-group.ts'
import { decideGroup } from './decide-group.ts'
import { dueGroup } from './due-group.ts'
import { gateGroup } from './gate-group.ts'
import { brokenInvariants } from './invariants.ts'
import { logInGroup } from './log-in-group.ts'
import { parcelGroup } from './parcel-group.ts'
import { readGroup } from './read-group.ts'
import { recoverGroup } from './recover-group.ts'
import { referentGroup } from './referent-group.ts'
import { rekeyGroup } from './rekey-group.ts'
import { CAPABILITIES, createScene, type Scene } from './scene.ts'
import { settleGroup } from './settle-group.ts'
import { shareGroup } from './share-group.ts'

type Open = (options: { readonly now: number }) => Promise<Ledger> | Ledger

export interface LedgerSuiteOptions {
  /** Opens the store of the last `open` again, after its owner is gone. Absent: no crash recovery is tested. */
  readonly reopen?: Open
  /** Several processes may have the store open: it recovers by leases, and each may open it beside the others. Default false. */
  readonly isShared?: boolean
  /** Runs SQL on the store of the last `open`, beside its owner. Absent: the invariants and the audit are not tested. */
  readonly query?: (sql: string) => readonly unknown[]
}

/** What a group of tests is made of. */
export interface Group extends LedgerSuiteOptions {
  readonly expect: NonNullable<TestApi['expect']>
  check(name: string, body: (scene: Scene) => Promise<void>): void
  skip(name: string): void
}

/**
 * Runs the suite under the given test runner.
 *
 * @param api - `describe`, `test` and, if it has one, `expect` of the runner
 * @param open - opens a ledger with an empty store of its own, for every test a new one
 */
export function describeLedger(api: TestApi, name: string, open: Open, options: LedgerSuiteOptions = {}): void {
  const { query } = options
  const { expect = assertions } = api
  const group: Group = {
    ...options,
    expect,
    check(title, body) {
      api.test(title, async () => {
        const scene = await createScene(open, options.isShared)
        try {
          await body(scene)
          if (query) expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
        } finally {
          await scene.ledger.close()
        }
      })
    },
    skip: (title) => {
      api.test.skip(title, async () => {})
    },
  }
  api.describe(name, () => {
    api.describe('accept', () => acceptGroup(group))
    api.describe('due', () => dueGroup(group))
    api.describe('claim', () => claimGroup(group))
    api.describe('settle', () => settleGroup(group))
    api.describe('gates', () => gateGroup(group))
    api.describe('accounts', () => accountGroup(group))
    api.describe('accounts that change', () => accountChangeGroup(group))
    api.describe('log-ins', () => logInGroup(group))
    api.describe('a parcel of several', () => parcelGroup(group))
    api.describe('recovery', () => recoverGroup(group))
    api.describe('deciding anew', () => decideGroup(group))
    api.describe('records that name others', () => referentGroup(group))
    api.describe('another key', () => rekeyGroup(group))
    api.describe('reading', () => readGroup(group))
    api.describe('several processes', () => shareGroup(group))
  })
}
