/** Through the gateway: what a file or a template can't take is said of the field that was typed, before anything leaves. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type TableSettings, table } from 'yibiao/adapters/table'
import { by, openGateway } from '../fixtures/open-gateway.ts'
import { fixture } from '../fixtures/temp-folder.ts'
import { person, tinyUpstream } from '../fixtures/tiny-upstream.ts'

const folder = mkdtempSync(join(tmpdir(), 'template-'))
afterAll(() => rmSync(folder, { recursive: true }))

const template = { file: fixture('template.xlsx') }
const columns: TableSettings['columns'] = [
  { header: '身份证号', value: '/id' },
  { header: '性别', value: '/xm' },
]
const upstream = (more: Partial<TableSettings> = {}) =>
  tinyUpstream(table({ folder, format: 'xlsx', template, columns, ...more }), { mapping: { id: 'code', xm: 'name' } })

test('a value outside the template’s list is refused at the field, in words of the list; one inside is delivered', async () => {
  const { gateway, until } = await openGateway([upstream()])
  const refused = await gateway.submit(person, { code: '1', name: '其他' }, by)
  expect(refused.deliveries).toMatchObject([
    {
      state: 'rejected',
      problems: [{ code: 'value_not_in_list', who: 'reporter', field: 'name', params: { allowed: '男、女' } }],
    },
  ])
  expect(readdirSync(folder)).toEqual([])
  const taken = await gateway.submit(person, { code: '2', name: '女' }, by)
  await until(async () => (await gateway.record(taken.number)).deliveries[0]?.state === 'delivered')
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a gateway doesn’t open on a template that lacks a column', async () => {
  const lacking = upstream({ columns: [{ header: '无此列', value: '/id' }] })
  await expect(openGateway([lacking])).rejects.toMatchObject({
    code: 'settings',
    problems: [{ code: 'template_column_missing', who: 'operator' }],
  })
})
