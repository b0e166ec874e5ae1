/** A blank workbook: made from a form, filled in, handed in. */
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { household, resident, visit } from '../../schemas/index.ts'
import { blankSheet } from '../../src/batch/blank-sheet.ts'
import { readEntries } from '../../src/batch/index.ts'
import { openTable, writeXlsx } from '../../src/files/index.ts'
import { tempFolder } from '../fixtures/temp-folder.ts'
import { syntheticId } from '../synthetic.ts'
import { configOf, project } from './project.ts'

const write = tempFolder()

test.each([resident, household, visit])('every column of $name is found again, in both languages', async (form) => {
  for (const lang of ['zh-CN', 'en'] as const) {
    const path = write(`${form.name}-${lang}.xlsx`, '').replace('.xlsx', '-blank.xlsx')
    await writeXlsx(path, { ...blankSheet(form, lang), rows: [['x']] })
    const table = await openTable(path)
    const { header } = await readEntries(table, form)
    await table.close()
    expect(header[0]?.columns.filter(({ role }) => role !== 'field').map((column) => column.path)).toEqual([])
    expect(header[0]?.columns.length).toBe(blankSheet(form, lang).header.length)
  }
})

test('what is chosen from its lists is taken as the code', async () => {
  const blank = blankSheet(resident, 'zh-CN')
  const sexAt = blank.header.indexOf('性别')
  expect(blank.help[sexAt]?.choices).toContain('女性')
  const row = blank.header.map((title, column) => {
    if (title === '*公民身份号码') return syntheticId(3)
    return title === '*姓名' ? '孙小测' : column === sexAt ? '女性' : null
  })
  const path = write('filled.csv', '').replace('.csv', '.xlsx')
  await writeXlsx(path, { ...blank, rows: [row] })
  const table = await openTable(path)
  const { entries } = await readEntries(table, resident)
  expect(await Array.fromAsync(entries)).toMatchObject([{ problems: [], values: { name: '孙小测', sex: '2' } }])
  await table.close()
})

test('the command makes it, names the next one, and replaces nothing', async () => {
  const { run, has, path } = project(configOf({ civil: 'http://127.0.0.1:9', visits: 'http://127.0.0.1:9' }))
  expect(await run(['sheet'])).toMatchObject({ code: 2, err: expect.stringContaining('--form') })
  const made = await run(['sheet', '--form', 'visit', '--out', '走访.xlsx'])
  expect(made).toMatchObject({ code: 0, out: '已做好 走访.xlsx\n' })
  expect(made.err).toContain('yibiao submit 走访.xlsx --form visit')
  expect(has('走访.xlsx')).toBe(true)
  expect((await run(['sheet', '--form', 'visit', '--out', '走访.xlsx', '--json'])).code).toBe(2)
  const parts = unzipSync(readFileSync(path('走访.xlsx')))
  const xml = (name: string) => new TextDecoder().decode(parts[name])
  expect(xml('xl/worksheets/sheet1.xml')).toContain('type="list"')
  expect(xml('xl/workbook.xml')).toContain('state="hidden"')
})
