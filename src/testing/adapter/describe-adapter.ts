/**
 * The conformance suite of the adapter contract: every adapter runs it, whatever it talks to. Capabilities choose the
 * groups; what is skipped says why. After each test, whatever the adapter said is searched for personal data and secrets.
 */
import type { Adapter } from '../../upstream/contract-v1.ts'
import { assertions, type TestApi } from '../test-api.ts'
import { accountGroup } from './account-group.ts'
import { batchGroup } from './batch-group.ts'
import { endGroup } from './end-group.ts'
import { listGroup } from './list-group.ts'
import { lookupGroup } from './lookup-group.ts'
import { originGroup } from './origin-group.ts'
import { prepareGroup } from './prepare-group.ts'
import { refusalGroup } from './refusal-group.ts'
import { repeatGroup } from './repeat-group.ts'
import { createScene, type Scene } from './scene.ts'
import { sendGroup } from './send-group.ts'
import type { AdapterSuite } from './suite.ts'
import { ticketGroup } from './ticket-group.ts'
import { unknownGroup } from './unknown-group.ts'

/** What a group of tests is made of. */
export interface Group {
  readonly suite: AdapterSuite
  /** An adapter that nothing is sent with: what it has and can. */
  readonly sample: Adapter
  readonly expect: NonNullable<TestApi['expect']>
  check(title: string, body: (scene: Scene) => Promise<void>, adapter?: AdapterSuite['adapter']): void
  /** Runs the test unless there is a reason not to, which is printed then. */
  checkUnless(
    reason: string | undefined,
    title: string,
    body: (scene: Scene) => Promise<void>,
    /** In the place of the suite's own. */
    adapter?: AdapterSuite['adapter'],
  ): void
}

/**
 * Runs the suite under the given test runner.
 *
 * @param api - `describe`, `test` and, if it has one, `expect` of the runner
 */
export function describeAdapter(api: TestApi, name: string, suite: AdapterSuite): void {
  const { expect = assertions } = api
  const check: Group['check'] = (title, body, adapter = suite.adapter) => {
    api.test(title, async () => {
      const scene = await createScene({ ...suite, adapter })
      try {
        await body(scene)
        expect(leaks(scene)).toEqual([])
      } finally {
        await scene.close()
      }
    })
  }
  const group: Group = {
    suite,
    sample: suite.adapter(suite.example ?? 'http://127.0.0.1:9'),
    expect,
    check,
    checkUnless(reason, title, body, adapter) {
      if (reason === undefined) check(title, body, adapter)
      else api.test.skip(`${title} (skipped: ${reason})`, async () => {})
    },
  }
  api.describe(name, () => {
    api.describe('prepare', () => prepareGroup(group))
    api.describe('send', () => sendGroup(group))
    api.describe('refused, throttled, away', () => refusalGroup(group))
    api.describe('outcome unknown', () => unknownGroup(group))
    api.describe('answered later', () => ticketGroup(group))
    api.describe('repeated', () => repeatGroup(group))
    api.describe('look-up', () => lookupGroup(group))
    api.describe('several in one parcel', () => batchGroup(group))
    api.describe('all records', () => listGroup(group))
    api.describe('other origins', () => originGroup(group))
    api.describe('accounts', () => accountGroup(group))
    api.describe('ended early', () => endGroup(group))
  })
}

/** Where in what was said a forbidden text stands, without the text itself. */
function leaks(scene: Scene): readonly string[] {
  const said = scene.said()
  return scene
    .forbidden()
    .filter((text) => said.includes(text))
    .map((text) => said.replaceAll(text, '…(must not be told)…'))
}
