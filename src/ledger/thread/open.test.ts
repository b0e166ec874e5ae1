/** The ledger's thread: what crosses it, and what callers hear when it dies. */
import { DatabaseSync } from 'node:sqlite'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { tempFolder } from '../../../test/fixtures/temp-folder.ts'
import { StorageError } from '../../base/errors.ts'
import type { Ledger } from '../contract.ts'
import { SCHEMA_VERSION } from '../sql/schema.ts'
import { openInThread } from './open.ts'

// The thread itself is not in the contract: tests that end it need to know it.
const workers: Worker[] = []
vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>()
  return {
    ...real,
    Worker: class extends real.Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args)
        workers.push(this)
      }
    },
  }
})

const file = tempFolder()
let count = 0
const open: Ledger[] = []

afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close()
  for (const worker of workers.splice(0)) await worker.terminate()
})

const path = () => file(`thread-${count++}.db`)
async function opened(at = path()): Promise<Ledger> {
  const ledger = await openInThread({ sqlite: { path: at, now: 0 } })
  open.push(ledger)
  return ledger
}
const submission = { form: 'f', by: 'tester', source: 'test', at: 1 }

describe('errors cross as StorageError', () => {
  test('with their problems, in answer to a call', async () => {
    const ledger = await opened()
    const error = await ledger.due({ upstream: 'nobody', limit: 1, now: 0 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({
      code: 'storage',
      problems: [{ code: 'ledger_unknown_upstream', upstream: 'nobody' }],
    })
    // One call's failure is nobody else's.
    expect(await ledger.counts({})).toEqual([])
  })

  test('and when the ledger is owned, newer or damaged', async () => {
    const at = path()
    const first = await opened(at)
    const refused = async () => openInThread({ sqlite: { path: at, now: 0 } }).catch((thrown: unknown) => thrown)
    const owned = await refused()
    expect(owned).toBeInstanceOf(StorageError)
    expect(owned).toMatchObject({ problems: [{ code: 'ledger_owned', params: { file: at } }] })
    await first.close()
    const db = new DatabaseSync(at)
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    expect(await refused()).toMatchObject({ problems: [{ code: 'ledger_newer' }] })
    const damaged = openInThread({ sqlite: { path: file('not-a-ledger.db', 'x'.repeat(2_000)), now: 0 } })
    await expect(damaged).rejects.toMatchObject({ problems: [{ code: 'ledger_damaged' }] })
  })

  test('and when the ledger itself fails', async () => {
    const ledger = await opened()
    const error = await ledger.openSubmission(undefined as never).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({ problems: [{ code: 'ledger_failed', params: { detail: 'TypeError' } }] })
  })
})

describe('values cross', () => {
  test('as they are: bytes, absent members, maps, big answers', async () => {
    const ledger = await opened()
    expect([ledger.secrets.delivery.length, ledger.secrets.index.length]).toEqual([32, 32])
    expect(await ledger.standing(1)).toEqual(new Map())
    expect(await ledger.findRecord({ number: 'none' })).toBe(undefined)
    const long = { ...submission, source: '长'.repeat(100_000) }
    const { number } = await ledger.openSubmission(long)
    expect(await ledger.findSubmission(number)).toMatchObject(long)
  })

  test('and many calls at once get their own answers', async () => {
    const ledger = await opened()
    const opens = await Promise.all(
      Array.from({ length: 500 }, (_, at) => ledger.openSubmission({ ...submission, at })),
    )
    expect(opens.map(({ at }) => at)).toEqual(Array.from({ length: 500 }, (_, at) => at))
    expect(new Set(opens.map(({ number }) => number)).size).toBe(500)
  })

  test('and what can not cross is refused to its caller alone', async () => {
    const ledger = await opened()
    const [good, bad, later] = await Promise.allSettled([
      ledger.openSubmission(submission),
      ledger.openSubmission({ ...submission, by: (() => 'tester') as never }),
      ledger.openSubmission(submission),
    ])
    expect([good?.status, bad?.status, later?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(bad).toMatchObject({ reason: { code: 'storage', problems: [{ code: 'ledger_failed' }] } })
  })
})

describe('a thread that ends', () => {
  test('rejects everybody who waits, and everybody who asks later', async () => {
    const ledger = await opened()
    const waiting = Array.from({ length: 5 }, () =>
      ledger.openSubmission(submission).catch((thrown: unknown) => thrown),
    )
    await workers.at(-1)?.terminate()
    for (const error of await Promise.all(waiting)) {
      expect(error).toBeInstanceOf(StorageError)
      expect(error).toMatchObject({ problems: [{ code: 'ledger_stopped' }] })
    }
    await expect(ledger.counts({})).rejects.toMatchObject({ problems: [{ code: 'ledger_stopped' }] })
    await ledger.close()
  })

  test('closing answers what was asked before, refuses what comes after, and may be repeated', async () => {
    const at = path()
    const ledger = await openInThread({ sqlite: { path: at, now: 0 } })
    const before = ledger.openSubmission(submission)
    await ledger.close()
    const { number } = await before
    await expect(ledger.openSubmission(submission)).rejects.toMatchObject({ problems: [{ code: 'ledger_closed' }] })
    await ledger.close()
    expect(await (await opened(at)).findSubmission(number)).toMatchObject(submission)
  })
})
