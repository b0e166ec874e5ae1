import { expect, it } from 'vitest'
import { forms } from '../../../../schemas/index.ts'
import { suggest } from '../suggest.ts'
import type { ListedField } from '../types.ts'

const codes = (...titles: readonly string[]) => titles.map((title, index) => ({ code: String(index + 1), title }))
const conceptOf = async (field: Partial<ListedField>, ...others: readonly ListedField[]) => {
  const { fields } = await suggest({ title: '', fields: [{ name: 'f17', label: '', ...field }, ...others] }, forms)
  return fields[0]?.concept
}

it('values tell what a nameless column is', async () => {
  expect(await conceptOf({ codes: codes('男', '女') })).toBe('person.gender')
  expect(await conceptOf({ codes: codes('汉族', '回族', '苗族') })).toBe('person.ethnicity')
  expect(await conceptOf({ pattern: '^[1-9]\\d{16}[0-9X]$' })).toBe('person.idNumber')
  expect(await conceptOf({ pattern: '^1[3-9]\\d{9}$' })).toBe('person.phone')
})

it('but not where many facts have them, or the words say otherwise', async () => {
  expect(await conceptOf({ codes: codes('是', '否') })).toBeNull()
  expect(await conceptOf({ codes: codes('男', '公厕', '女厕') })).toBeNull()
  expect(await conceptOf({ label: '入职时间', name: 'rzsj2x', codes: codes('早', '晚') })).toBeNull()
  expect(await conceptOf({ pattern: '^.{1,30}$' })).toBeNull()
  expect(await conceptOf({ pattern: '^[1-9]\\d{16}[0-9X]$' }, { name: 'sfzh', label: '身份证号' })).toBeNull()
  expect(await conceptOf({ label: '职务', codes: codes('男', '女') })).toBeNull()
})
