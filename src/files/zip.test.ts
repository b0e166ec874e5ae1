import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { tempFolder } from '../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../test/fixtures/workbook-bytes.ts'
import { FileError } from './errors.ts'
import { withLimits } from './limits.ts'
import { openTable } from './open-table.ts'
import type { Limits } from './types.ts'
import { openZip } from './zip.ts'

const write = tempFolder()
const MIB = 1_048_576

const refusalOf = async (path: string, limits: Partial<Limits> = {}): Promise<unknown> => {
  try {
    const zip = await openZip(path, 'x.xlsx', withLimits(limits))
    for (const { fileName } of zip.entries) for await (const _ of zip.chunks(fileName));
    zip.close()
    return 'no error'
  } catch (cause) {
    return cause instanceof FileError ? cause.problems[0]?.code : cause
  }
}

test('a part that unpacks to a thousand times its size is refused before it is unpacked', async () => {
  const bytes = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(64 * MIB) }, { level: 9 })
  expect(bytes.length).toBeLessThan(100_000)
  expect(await refusalOf(write('ratio.xlsx', bytes))).toBe('workbook_too_large')
})

test('so are too many parts, and too much in all', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, new Uint8Array(1_000)]))
  const path = write('many.xlsx', zipSync(many))
  expect(await refusalOf(path)).toBe('no error')
  expect(await refusalOf(path, { maxEntries: 29 })).toBe('workbook_too_large')
  expect(await refusalOf(path, { maxInflatedBytes: 29_999 })).toBe('workbook_too_large')
})

test('a part that announces less than it holds is cut off while unpacking', async () => {
  const bytes = zipSync({ a: new Uint8Array(8 * MIB) }, { level: 9 })
  const view = new DataView(bytes.buffer)
  const directory = view.getUint32(bytes.length - 6, true)
  view.setUint32(directory + 24, 1_000, true)
  expect(await refusalOf(write('liar.xlsx', bytes))).toBe('workbook_damaged')
})

test('a part with a flipped digit is refused, although it unpacks', async () => {
  const bytes = zipSync({ a: Buffer.from('<v>440524</v>') }, { level: 0 })
  const flipped = Buffer.from(Buffer.from(bytes).toString('latin1').replace('440524', '440525'), 'latin1')
  expect(await refusalOf(write('flipped.xlsx', flipped))).toBe('workbook_damaged')
})

test('two parts of one name are refused: which one counts would depend on the reader', async () => {
  const bytes = zipSync({ aa: new Uint8Array(1), ab: new Uint8Array(2) })
  const twice = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('ab', 'aa'), 'latin1')
  expect(await refusalOf(write('twice.xlsx', twice))).toBe('workbook_damaged')
})

test('one endless text, endless nesting and too many shared texts stop early', async () => {
  const codeOf = async (path: string, limits: Partial<Limits> = {}) => {
    const table = await openTable(path, { limits: { maxRatio: 2_000, ...limits } })
    if (table.format !== 'xlsx') return table.format
    try {
      for await (const _ of table.rows('S'));
      return 'no error'
    } catch (cause) {
      return cause instanceof FileError ? cause.problems[0]?.code : cause
    } finally {
      await table.close()
    }
  }
  const text = `<row r="1"><c r="A1" t="str"><v>${'a'.repeat(20 * MIB)}</v></c></row>`
  expect(await codeOf(write('text.xlsx', workbookBytes({ rows: text })))).toBe('workbook_too_large')
  expect(await codeOf(write('deep.xlsx', workbookBytes({ rows: '<a>'.repeat(200_000) })))).toBe('workbook_too_large')
  const strings = '<si><t>abcdefghij</t></si>'.repeat(20_000)
  const rows = '<row r="1"><c r="A1" t="s"><v>19999</v></c></row>'
  const shared = write('shared.xlsx', workbookBytes({ rows, strings }))
  expect(await codeOf(shared)).toBe('no error')
  expect(await codeOf(shared, { maxSharedTextBytes: 150_000 })).toBe('workbook_too_large')
})
