/** Against a real OpenSSH server. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as vitest from 'vitest'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from 'yibiao/adapter'
import { describeAdapter, type TestUpstream } from 'yibiao/testing'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { noSshd, type Sshd, startSshd } from '../../test/fixtures/sshd.ts'
import { type TableSettings, table } from './index.ts'

if (noSshd !== undefined) console.log(`sftp: skipped, ${noSshd}`)

describe.skipIf(noSshd !== undefined)(`sftp${noSshd === undefined ? '' : ` (skipped: ${noSshd})`}`, () => {
  let server: Sshd
  let folder = ''
  let count = 0
  const newFolder = () => {
    count += 1
    folder = join(server.folder, `in-${count}`)
    mkdirSync(folder)
    return folder
  }
  beforeAll(async () => {
    server = await startSshd()
  })
  beforeEach(() => void newFolder())
  afterAll(() => server.close())

  const sftp = (more: Partial<NonNullable<TableSettings['sftp']>> = {}) => {
    const { port, username, keyFile, hostKey } = server
    return { host: '127.0.0.1', port, username, privateKeyFile: keyFile, hostKey, folder, ...more }
  }
  const adapterFor = (more: Parameters<typeof sftp>[0] = {}, settings: Partial<TableSettings> = {}) =>
    table({ format: 'jsonl', sftp: sftp(more), ...settings })
  const person = { xm: '测试甲', sfzh: '11010519491231002X' }
  async function send(adapter: ReturnType<typeof table>, contexts = parcelContexts()) {
    const message = stored(adapter.prepare([memberOf(person)]))
    const [outcome] = await adapter.send(message, contexts.next())
    return { message, outcome }
  }

  test('a file arrives whole under its own name, and nothing else stays there', async () => {
    const { message, outcome } = await send(adapterFor())
    expect(outcome).toEqual({ state: 'delivered', reference: message.file })
    expect(readdirSync(folder)).toEqual([message.file])
    expect(readFileSync(join(folder, message.file), 'utf8')).toBe(`${JSON.stringify(person)}\n`)
  })

  describe('a rename onto an existing file fails', () => {
    test('posix-rename replaces it', async () => {
      const adapter = adapterFor()
      const { message } = await send(adapter)
      writeFileSync(join(folder, message.file), 'older')
      expect((await send(adapter)).outcome).toMatchObject({ state: 'delivered' })
      expect(readdirSync(folder)).toEqual([message.file])
      expect(readFileSync(join(folder, message.file), 'utf8')).toBe(`${JSON.stringify(person)}\n`)
    })
  })

  test('cut between the upload and the rename, and after it: placed once', async () => {
    const adapter = adapterFor()
    const { message } = await send(adapter)
    const path = join(folder, message.file)
    renameSync(path, `${path}.tmp`)
    const contexts = parcelContexts()
    contexts.steps.set(`staged ${message.file}`, 'true')
    expect((await send(adapter, contexts)).outcome).toMatchObject({ state: 'delivered' })
    expect(readdirSync(folder)).toEqual([message.file])
    rmSync(path)
    expect((await send(adapter, contexts)).outcome).toMatchObject({ state: 'delivered' })
    expect(existsSync(path)).toBe(false)
  })

  test('another host key is refused before anything is said', async () => {
    const { outcome } = await send(adapterFor({ hostKey: `SHA256:${'A'.repeat(43)}` }))
    expect(outcome).toEqual({ state: 'not-applied', why: { barred: 'right' }, detail: 'host-key' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('a key that may not log in bars the account; a missing folder and a dead server are waited for', async () => {
    expect((await send(adapterFor({ privateKeyFile: server.strangeKeyFile }))).outcome).toEqual({
      state: 'not-applied',
      why: { barred: 'credentials' },
      detail: 'authentication',
    })
    expect((await send(adapterFor({ folder: join(server.folder, 'nowhere') }))).outcome).toEqual({
      state: 'not-applied',
      why: 'unavailable',
      detail: 'folder-missing',
    })
    expect((await send(adapterFor({ port: 9 }))).outcome).toMatchObject({
      state: 'not-applied',
      why: 'unavailable',
      detail: 'ECONNREFUSED',
    })
  })

  test('diagnosis: reach, credentials and the folder', async () => {
    const context = parcelContexts().next()
    expect(await adapterFor().diagnose?.(context)).toEqual([
      { check: 'folder', ok: true, detail: { zh: '在', en: 'there' } },
    ])
    expect(await adapterFor({ folder: '/nowhere' }).diagnose?.(context)).toMatchObject([{ ok: false }])
    expect(await adapterFor({ privateKeyFile: server.strangeKeyFile }).diagnose?.(context)).toMatchObject([
      { check: 'reach', ok: false, detail: 'authentication' },
    ])
  })

  test('accepted ≠ processed: delivered only when the receipt is there, refused with the importer’s own words', async () => {
    const receipts = { taken: 'ack/{name}.ok', refused: 'ack/{stem}.err' }
    const adapter = adapterFor({}, { receipts, maxRows: 5 })
    mkdirSync(join(folder, 'ack'))
    const message = stored(adapter.prepare([memberOf(person, 1), memberOf({ xm: '测试乙' }, 2)]))
    const [placed, second] = await adapter.send(message, parcelContexts().next())
    expect(placed).toMatchObject({ state: 'processing', pollAfterMs: 60_000 })
    expect(second).toEqual(placed)
    const ticket = placed?.state === 'processing' ? placed.ticket : ''
    const poll = () => adapter.poll?.(ticket, parcelContexts().next())
    expect(await poll()).toEqual([placed, placed])
    writeFileSync(
      join(folder, 'ack', message.file.replace('.jsonl', '.err')),
      Buffer.from([0xb5, 0xda, 0x31, 0xd0, 0xd0]),
    )
    const refused = { state: 'rejected', who: 'reporter', faults: [{ upstreamText: '第1行' }] }
    expect(await poll()).toEqual([refused, refused])
    writeFileSync(join(folder, 'ack', `${message.file}.ok`), '')
    expect(await poll()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  })

  test('receipts row by row from an ack folder', async () => {
    const rows = { number: 'row', state: 'result', taken: ['ok'], text: 'why', field: 'column' }
    const adapter = adapterFor({}, { receipts: { taken: 'ack/{name}.csv', rows }, maxRows: 5 })
    const contexts = parcelContexts()
    const message = stored(adapter.prepare([memberOf(person, 1), memberOf(person, 2)]))
    const [sent] = await adapter.send(message, contexts.next())
    const ticket = sent?.state === 'processing' ? sent.ticket : ''
    expect(await adapter.poll?.(ticket, contexts.next())).toMatchObject([
      { state: 'processing' },
      { state: 'processing' },
    ])
    mkdirSync(join(folder, 'ack'))
    writeFileSync(join(folder, `ack/${message.file}.csv`), 'row,result,column,why\n2,bad,sfzh,check digit\n1,ok,,\n')
    expect(await adapter.poll?.(ticket, contexts.next())).toMatchObject([
      { state: 'delivered' },
      { state: 'rejected', faults: [{ pointer: '/sfzh', upstreamCode: 'bad', upstreamText: 'check digit' }] },
    ])
  })

  const read = (path: string): JsonObject[] =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject)
  describeAdapter(vitest, 'table: sftp', {
    open(): TestUpstream {
      const own = newFolder()
      return {
        address: own,
        rows: () =>
          readdirSync(own)
            .map((file) => join(own, file))
            .sort((one, other) =>
              Number(statSync(one, { bigint: true }).ctimeNs - statSync(other, { bigint: true }).ctimeNs),
            )
            .flatMap(read),
        setFaults: (...faults) => {
          if (faults.some(({ fault }) => fault === 'away')) rmSync(own, { recursive: true })
        },
        close: () => undefined,
      }
    },
    adapter: (own) => table({ format: 'jsonl', maxRows: 100, sftp: server ? sftp({ folder: own }) : NOWHERE }),
    example: '/nowhere',
    payload: (index, version) => ({
      xm: `测试${index}`,
      sfzh: `50999919900101${index}${version}15`,
      bz: `第${version}版`,
    }),
    faults: ['away'],
    unable: 'an SFTP server has no answers of its own; cuts are tested by steps',
  })
})

const NOWHERE = { host: '127.0.0.1', port: 9, username: 'x', hostKey: `SHA256:${'A'.repeat(43)}`, folder: '/x' }
