import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type JsonObject, SettingsError } from 'yibiao/adapter'
import { openTable } from '../../src/files/index.ts'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { type TableSettings, table } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'table-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(root, 'out-'))
})

const person = { xm: '测试甲', sfzh: '11010519491231002X', nl: 42, db: true, bz: null }
const other = { xm: '测试乙,"引号"\n换行', sfzh: '440524188001010014', nl: 0, db: false, bz: '无' }

async function place(more: Partial<TableSettings>, payloads: readonly JsonObject[] = [person, other]) {
  const adapter = table({ folder, format: 'csv', maxRows: 10, ...more })
  const message = stored(adapter.prepare(payloads.map((payload, index) => memberOf(payload, index + 1))))
  const outcomes = await adapter.send(message, parcelContexts().next())
  const [file = ''] = readdirSync(folder)
  return { adapter, message, outcomes, file, path: join(folder, file), bytes: readFileSync(join(folder, file)) }
}

async function cellsOf(path: string) {
  const opened = await openTable(path)
  const rows = []
  if (opened.format !== 'jsonl')
    for await (const { cells } of opened.rows(opened.sheets[0] ?? ''))
      rows.push(Array.from(cells, (cell) => (cell && 'text' in cell ? [cell.kind, cell.text] : null)))
  await opened.close()
  return rows
}

test('a csv: header, rows, quotes where they must be, one outcome per member, no personal data in the name', async () => {
  const { outcomes, file, bytes } = await place({ prefix: 'dibao-' })
  expect(bytes.toString()).toBe(
    '\ufeffxm,sfzh,nl,db,bz\r\n测试甲,11010519491231002X,42,true,\r\n"测试乙,""引号""\n换行",440524188001010014,0,false,无\r\n',
  )
  expect(file).toMatch(/^dibao-[0-9a-f]{32}\.csv$/)
  expect(outcomes).toEqual([
    { state: 'delivered', reference: file },
    { state: 'delivered', reference: file },
  ])
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o640)
})

test('GB18030, four bytes included, with columns of one’s own', async () => {
  const columns = [
    { header: '姓名', value: '/xm' },
    { header: '证件号', value: '/sfzh' },
  ]
  const { bytes } = await place({ encoding: 'gb18030', columns }, [{ xm: '𠮷䶮', sfzh: '11010519491231002X' }])
  expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).toBe('姓名,证件号\r\n𠮷䶮,11010519491231002X\r\n')
})

test('a workbook: an id is a text cell, a number a number, and a formula is text', async () => {
  const { path, bytes, message } = await place({ format: 'xlsx', sheet: '低保' }, [person, { ...other, xm: '=1+1' }])
  expect(await cellsOf(path)).toEqual([
    [
      ['text', 'xm'],
      ['text', 'sfzh'],
      ['text', 'nl'],
      ['text', 'db'],
      ['text', 'bz'],
    ],
    [
      ['text', '测试甲'],
      ['text', '11010519491231002X'],
      ['number', '42'],
      ['boolean', 'TRUE'],
    ],
    [
      ['text', '=1+1'],
      ['text', '440524188001010014'],
      ['number', '0'],
      ['boolean', 'FALSE'],
      ['text', '无'],
    ],
  ])
  // The same message makes the same bytes.
  rmSync(path)
  await table({ folder, format: 'xlsx' }).send(message, parcelContexts().next())
  expect(readFileSync(path)).toEqual(bytes)
})

test('a number of more digits than a number cell keeps is written as text', async () => {
  const { path } = await place({ format: 'xlsx' }, [{ n: 1234567890123456 }])
  expect((await cellsOf(path))[1]).toEqual([['text', '1234567890123456']])
})

test('jsonl: payloads as they are, with the operation beside them where asked', async () => {
  const settings = { format: 'jsonl', operationColumn: { header: 'czlx' }, operations: ['create', 'withdraw'] } as const
  const adapter = table({ folder, ...settings, operations: [...settings.operations], maxRows: 2 })
  const members = [memberOf({ xm: '甲', cy: [{ xm: '乙' }] }, 1), memberOf({ xm: '丙' }, 2, { operation: 'withdraw' })]
  await adapter.send(stored(adapter.prepare(members)), parcelContexts().next())
  expect(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8')).toBe(
    '{"xm":"甲","cy":[{"xm":"乙"}],"czlx":"新增"}\n{"xm":"丙","czlx":"撤销"}\n',
  )
})

test('an apostrophe in front of formulas, where the settings say so', async () => {
  const { bytes } = await place({ formulas: 'apostrophe' }, [{ a: '=1+1', b: '-5' }])
  expect(bytes.toString()).toContain("\r\n'=1+1,-5\r\n")
})

test('cut between writing and renaming: the next attempt places the very file, whole', async () => {
  const { adapter, message, path, file, bytes } = await place({})
  renameSync(path, `${path}.part`)
  const contexts = parcelContexts()
  contexts.steps.set(`staged ${file}`, 'true')
  expect(await adapter.send(message, contexts.next())).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  expect(readdirSync(folder)).toEqual([file])
  expect(readFileSync(path)).toEqual(bytes)
})

test('cut after renaming: what the importer took away meanwhile is not put there again', async () => {
  const { adapter, message, path, file } = await place({})
  rmSync(path)
  const contexts = parcelContexts()
  contexts.steps.set(`staged ${file}`, 'true')
  expect(await adapter.send(message, contexts.next())).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  expect(existsSync(path)).toBe(false)
})

test('a half-written file of an attempt that never noted it is written anew', async () => {
  const { adapter, message, path, bytes } = await place({})
  rmSync(path)
  writeFileSync(`${path}.part`, 'half')
  await adapter.send(message, parcelContexts().next())
  expect(readFileSync(path)).toEqual(bytes)
})

test('a repeat replaces itself', async () => {
  const { adapter, message, file } = await place({})
  await adapter.send(message, parcelContexts().next())
  expect(readdirSync(folder)).toEqual([file])
})

test('with handover the file lies there and is not pretended to be delivered', async () => {
  const { outcomes, file } = await place({ handover: true })
  expect(outcomes).toEqual([
    { state: 'ready', file },
    { state: 'ready', file },
  ])
})

test('a missing folder is waited for, not made: it may be a share that is not mounted', async () => {
  const gone = join(folder, 'gone')
  const adapter = table({ folder: gone, format: 'csv' })
  const outcomes = await adapter.send(stored(adapter.prepare([memberOf(person)])), parcelContexts().next())
  expect(outcomes).toEqual([{ state: 'not-applied', why: 'unavailable', detail: 'ENOENT' }])
  expect(existsSync(gone)).toBe(false)
  expect(await adapter.diagnose?.(parcelContexts().next())).toEqual([{ check: 'folder', ok: false, detail: 'ENOENT' }])
  expect(await table({ folder, format: 'csv' }).diagnose?.(parcelContexts().next())).toMatchObject([{ ok: true }])
})

test('aborted beforehand: nothing is written', async () => {
  const adapter = table({ folder, format: 'csv' })
  const context = parcelContexts().next({ signal: AbortSignal.abort() })
  expect(await adapter.send(stored(adapter.prepare([memberOf(person)])), context)).toMatchObject([
    { state: 'not-applied' },
  ])
  expect(readdirSync(folder)).toEqual([])
})

test('prepare is pure, and refuses what was never planned', () => {
  const adapter = table({ folder, format: 'csv', encoding: 'gb18030' })
  expect(adapter.prepare([memberOf(person)])).toEqual(adapter.prepare([memberOf(person)]))
  expect(() => adapter.prepare([memberOf({ xm: '\ud842' })])).toThrow()
})

test.each([
  [{ fold: '/x' }, 'fold'],
  [{ format: 'xls' }, 'format'],
  [{ operations: ['create', 'withdraw'] }, 'operations'],
  [{ columns: [{ header: 'a' }, { header: 'a' }] }, 'columns'],
  [{ prefix: '../' }, 'prefix'],
])('wrong settings are refused by name: %j', (wrong, setting) => {
  const make = () => table({ folder: '/out', format: 'csv', ...wrong } as TableSettings)
  expect(make).toThrow(SettingsError)
  expect(make).toThrow(new RegExp(`Setting ${setting}`))
})
