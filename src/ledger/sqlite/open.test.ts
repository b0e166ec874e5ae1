/** Opening a ledger file: one owner, readers beside it, files that are newer, damaged or not there. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tell } from '../../../test/faults/told.ts'
import { tempFolder } from '../../../test/fixtures/temp-folder.ts'
import { StorageError } from '../../base/errors.ts'
import type { LedgerReader } from '../contract.ts'
import { contentHash } from '../keys.ts'
import { SCHEMA_VERSION } from '../sql/schema.ts'
import { openSqliteLedger, readSqliteLedger } from './index.ts'

const file = tempFolder()
let count = 0
let path: string
const children: ChildProcess[] = []

beforeEach(() => {
  path = file(`open-${count++}.db`)
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => expect(children).toEqual([]))

const open = (now = 0) => openSqliteLedger({ path, now })
const bytesOf = ({ secrets }: LedgerReader) =>
  [secrets.delivery, secrets.index].map((bytes) => Buffer.from(bytes).toString('hex'))
const refusal = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(StorageError)
    return (error as StorageError).problems[0]
  }
  throw new RangeError('it was not refused')
}

/** Another process that owns the ledger until it dies. */
async function ownerProcess(): Promise<ChildProcess> {
  const source = `import { openSqliteLedger } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    globalThis.ledger = openSqliteLedger({ path: ${JSON.stringify(path)}, now: 0 })
    process.stdout.write('open\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  for await (const _ of createInterface({ input: child.stdout })) return child
  throw new RangeError('the owner did not start')
}

describe('ownership', () => {
  test('a second owner is refused while the first lives, in this process as in another', async ({ task }) => {
    const first = open()
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_owned', params: { file: path } })
    await first.close()
    await open().close()
    tell(task, 'refused, with a message that names the file')
  })

  test('another process’s ledger is refused while it lives, and free again after kill -9', async ({ task }) => {
    const child = await ownerProcess()
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_owned' })
    // Beside a living owner one may read.
    const reader = readSqliteLedger(path)
    expect(await reader.counts({})).toEqual([])
    await reader.close()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const ledger = open()
    expect(await ledger.counts({})).toEqual([])
    await ledger.close()
    tell(task, 'refused, may be read beside; free at once after kill -9')
  })

  test('each owner has a number of its own; secrets stay', async () => {
    const first = open()
    await first.close()
    const second = open()
    await second.close()
    expect(bytesOf(second)).toEqual(bytesOf(first))
    expect(new Set(bytesOf(first)).size).toBe(2)
    const db = new DatabaseSync(path)
    expect(db.prepare(`SELECT value FROM meta WHERE name = 'owner'`).get()).toEqual({ value: '2' })
    db.close()
  })

  test('what it makes is readable by its own user alone', async () => {
    const ledger = open()
    expect(['', '-wal', '-shm'].map((end) => statSync(`${path}${end}`).mode & 0o077)).toEqual([0, 0, 0])
    await ledger.close()
  })

  test('a folder that is not there is a storage error, not a foreign owner', () => {
    path = `${path}-folder/ledger.db`
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_cannot_open', params: { file: path } })
  })
})

describe('reading beside the owner', () => {
  test('sees what was acknowledged, and what comes later', async () => {
    const ledger = open()
    const submission = { form: 'f', by: 'tester', source: 'test', at: 1 }
    const first = await ledger.openSubmission(submission)
    const reader = readSqliteLedger(path)
    expect(await reader.findSubmission(first.number)).toMatchObject(submission)
    const second = await ledger.openSubmission(submission)
    expect(await reader.findSubmission(second.number)).toMatchObject({ id: second.id })
    expect(bytesOf(reader)).toEqual(bytesOf(ledger))
    await reader.close()
    await ledger.openSubmission(submission)
    await ledger.close()
  })

  test('needs a ledger', () => {
    expect(refusal(() => readSqliteLedger(path))).toMatchObject({ code: 'ledger_missing', params: { file: path } })
  })
})

describe('a file that can not be used', () => {
  test('written by a newer version is refused, by owner and reader, and left as it is', async () => {
    await open().close()
    const db = new DatabaseSync(path)
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    const newer = { code: 'ledger_newer', params: { file: path, found: SCHEMA_VERSION + 1, known: SCHEMA_VERSION } }
    expect(refusal(() => open())).toMatchObject(newer)
    expect(refusal(() => readSqliteLedger(path))).toMatchObject(newer)
    // The refusal gave the lock back: the newer program can own it.
    const again = new DatabaseSync(path)
    again.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
    again.close()
    await open().close()
  })

  test('with tables of somebody else is refused, and let go of', async () => {
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE meta (theirs TEXT)')
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_failed' })
    db.exec('DROP TABLE meta')
    db.close()
    await open().close()
  })

  test('that is something else is damaged, and left as it is', () => {
    writeFileSync(path, 'name,idNumber\n'.repeat(100))
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_damaged' })
    expect(refusal(() => readSqliteLedger(path))).toMatchObject({ code: 'ledger_damaged' })
    expect(readFileSync(path, 'utf8')).toMatch(/^name,idNumber\n/)
  })

  test('with overwritten pages is damaged when they are read', async () => {
    const ledger = open()
    for (let i = 0; i < 50; i++) await ledger.openSubmission({ form: 'f'.repeat(500), by: 'b', source: 's', at: i })
    await ledger.close()
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x5a, 8_192))
    expect(refusal(() => open())).toMatchObject({ code: 'ledger_damaged' })
  })
})

test('an unregistered upstream is a storage error', async () => {
  const ledger = open()
  const settlement = { upstream: 'nobody', claim: {} as never, now: 0, random: 0, answers: [] }
  await expect(ledger.settle(settlement)).rejects.toMatchObject({ problems: [{ code: 'ledger_unknown_upstream' }] })
  await ledger.register([])
  expect(await ledger.findRecord({ form: 'f', keyHash: contentHash('none') })).toBe(undefined)
  await ledger.close()
  await expect(ledger.register([])).rejects.toMatchObject({ problems: [{ code: 'ledger_closed' }] })
})
